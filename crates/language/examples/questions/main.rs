//! `cargo run --release -p beeline-language --example questions -- faq TRAIN.csv TEST.csv [--out PREDICTIONS]`, or `clinc FILE.json
//! [--out PREDICTIONS]`: how well a merchant's own questions would be matched, as one JSON object on the last line.

mod clinc;
mod csv;

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use beeline_language::{
    Question, Questions,
    questions::{THRESHOLD, measure},
};
use serde_json::{Map, Value};

type Rows = Vec<(String, String)>;

const USAGE: &str = "usage: faq TRAIN.csv TEST.csv [--out PREDICTIONS] | clinc FILE.json [--out PREDICTIONS]";

fn main() {
    if let Err(error) = run() {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (args, out) = match args.as_slice() {
        [args @ .., "--out", path] => (args, Some(Path::new(path))),
        args => (args, None),
    };
    let start = Instant::now();
    let report = match args {
        ["faq", train, test] => {
            let learnt = learn(&csv::labelled(Path::new(train))?)?;
            eprintln!("learnt in {} ms", start.elapsed().as_millis());
            let report = measure::measure(&learnt, &csv::labelled(Path::new(test))?, THRESHOLD, clock());
            print(&report, true);
            report
        }
        ["clinc", file] => {
            let report = clinc::run(Path::new(file))?;
            print(&report, false);
            report
        }
        _ => return Err(USAGE.into()),
    };
    if let Some(path) = out {
        let lines: Vec<&str> = report.predictions().collect();
        fs::write(path, lines.join("\n") + "\n")
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(())
}

/// Learns labelled rows as a merchant's questions are: each label a question, its rows the examples.
fn learn(rows: &Rows) -> Result<Questions, Box<dyn Error>> {
    let mut questions: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (text, label) in rows.iter().filter(|(_, label)| label != measure::NONE) {
        questions.entry(label).or_default().push(text.clone());
    }
    if questions.is_empty() {
        return Err("there is no labelled row to learn from".into());
    }
    let questions: Vec<Question<'_>> =
        questions.iter().map(|(id, examples)| Question { id, examples }).collect();
    Ok(Questions::learn(&questions))
}

fn clock() -> impl FnMut() -> Duration {
    let start = Instant::now();
    move || start.elapsed()
}

fn print(report: &measure::Report, mcc: bool) {
    let round = |value: f64, to: f64| Value::from((value * to).round() / to);
    let mut object = Map::new();
    object.insert("in_scope_accuracy".into(), round(report.in_scope_accuracy(), 1e4));
    object.insert("oos_recall".into(), round(report.oos_recall(), 1e4));
    if mcc {
        object.insert("mcc".into(), round(report.mcc(), 1e4));
    }
    object.insert("median_us".into(), round(report.median_us(), 10.0));
    println!("{}", Value::Object(object));
}
