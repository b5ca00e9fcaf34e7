//! The shipped model through the shipped code, against what onnxruntime said when it was trained.

use std::fs;
use std::path::Path;

use beeline_frustration::{Model, ModelError};

const TOLERANCE: f32 = 1e-5;

fn shipped(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/frustration").join(name);
    fs::read(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
}

#[test]
fn scores_agree_with_onnxruntime_on_every_golden_example() {
    let model = Model::load(&shipped("frustration.onnx")).unwrap();
    let golden = String::from_utf8(shipped("golden.tsv")).unwrap();
    assert!(golden.lines().count() >= 100);
    for line in golden.lines() {
        let [text, reason, score] = line.split('\t').collect::<Vec<_>>().try_into().expect("three columns");
        let (read, expected) = (model.read(text), score.parse::<f32>().unwrap());
        assert!((read.score - expected).abs() < TOLERANCE, "{} for {expected}: {text}", read.score);
        assert_eq!(read.reason, reason, "{text}");
    }
}

#[test]
fn the_threshold_is_the_one_for_seven_false_alarms_in_a_thousand() {
    let model = Model::load(&shipped("frustration.onnx")).unwrap();
    assert_eq!(model.threshold(), model.threshold_for(0.007));
    assert!(model.threshold_for(0.01) > model.threshold_for(0.03));
    assert!(model.threshold_for(0.03) > model.threshold_for(0.035));
    assert!(model.threshold_for(0.0) >= model.threshold_for(0.007));
    assert!(model.threshold_for(1.0) <= model.threshold_for(0.2));
}

#[test]
fn a_damaged_file_is_told_apart_wherever_the_damage_is() {
    let whole = shipped("frustration.onnx");
    let damaged = |file: &[u8]| matches!(Model::load(file), Err(ModelError::Corrupt));
    assert!(damaged(b"") && damaged(b"<!doctype html>") && damaged(&whole[..whole.len() / 2]));
    assert!(damaged(&[&whole[..], b"\n"].concat()));
    for at in [0, 100, whole.len() / 3, whole.len() - 200, whole.len() - 1] {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x10;
        assert!(damaged(&flipped), "byte {at}");
    }
}

#[test]
fn every_message_has_a_score_however_odd() {
    let model = Model::load(&shipped("frustration.onnx")).unwrap();
    let long = "why why why ".repeat(500);
    for text in [
        "",
        " ",
        "?",
        "😡",
        "\u{200b}",
        "\0",
        "ﷺ",
        "é́́́",
        &long,
        "退款",
        "@",
        "www.",
        "****",
        "🇬🇧🇬🇧",
        "a-b'c*d",
    ] {
        assert!((0.0..=1.0).contains(&model.score(text)), "{text}");
    }
}
