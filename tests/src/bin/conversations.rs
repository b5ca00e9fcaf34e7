//! `cargo xtask eval conversations FILE.jsonl… [--data FOLDER] [--out PROTOCOLS]`: how many conversations end as they
//! should. The last line is one JSON object; what was said is only written where `--out` says, so that a `.held` file is
//! scored without being read.

use std::{io::Write, path::PathBuf, process::ExitCode};

use beeline_tests::{outcomes, root};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let (mut files, mut out) = (Vec::new(), None);
    let mut data = root().join("../shared/data/retail");
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().map(PathBuf::from).ok_or(format!("{word} needs a value"));
        match word.as_str() {
            "--out" => out = Some(value()?),
            "--data" => data = value()?,
            // The task's own name, which `cargo xtask eval` passes on.
            "conversations" => {}
            _ => files.push(PathBuf::from(word)),
        }
    }
    if files.is_empty() {
        return Err("cargo xtask eval conversations FILE.jsonl… [--data FOLDER] [--out PROTOCOLS]".to_owned());
    }
    let mut scenarios = Vec::new();
    for file in &files {
        let named = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
        let text = std::fs::read_to_string(file).map_err(|error| named(&error))?;
        scenarios.extend(outcomes::scenario::read(&text).map_err(|error| named(&error))?);
    }
    let mut out = match out {
        Some(path) => {
            Some(std::fs::File::create(&path).map_err(|error| format!("{}: {error}", path.display()))?)
        }
        None => None,
    };
    let score = outcomes::judge(&scenarios, &data, |protocol| {
        if let Some(file) = &mut out {
            // A protocol that cannot be written is no reason to lose the score.
            let _ = writeln!(file, "{protocol}");
        }
    });
    println!("{score}");
    Ok(())
}
