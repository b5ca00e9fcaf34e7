//! `cargo run --release -p beeline-language --example eval -- intents FILE.jsonl [--out PREDICTIONS]`: the numbers, as one JSON
//! object on the last line.

use std::{error::Error, fs, time::Instant};

use beeline_language::eval::{self, Labelled};
use beeline_protocol::Intent;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [task, file, rest @ ..] = args.as_slice() else {
        return Err("usage: eval intents FILE.jsonl [--out PREDICTIONS]".into());
    };
    if task != "intents" {
        return Err(format!("unknown task {task}; known: intents").into());
    }
    let rows = fs::read_to_string(file)?
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(labelled)
        .collect::<Result<Vec<_>, _>>()?;
    let start = Instant::now();
    let (report, read) = eval::intents(&rows, || start.elapsed());
    if let [flag, path] = rest
        && flag == "--out"
    {
        let lines: Vec<String> = read
            .iter()
            .zip(&rows)
            .map(|(read, row)| {
                let slots: serde_json::Map<String, Value> = read
                    .slots
                    .0
                    .iter()
                    .map(|slot| (slot.key.name().to_owned(), Value::from(&row.text[slot.span.clone()])))
                    .collect();
                json!({"intent": read.intent, "intents": read.intents, "confidence": read.confidence, "slots": slots}).to_string()
            })
            .collect();
        fs::write(path, lines.join("\n") + "\n")?;
    }
    println!("{}", report.json());
    Ok(())
}

fn labelled(line: &str) -> Result<Labelled, Box<dyn Error>> {
    let row: Value = serde_json::from_str(line)?;
    let text = row["text"].as_str().ok_or("a row without text")?.to_owned();
    let intent: Intent = serde_json::from_value(row["intent"].clone())?;
    let slots = row["slots"].as_object().into_iter().flatten();
    let slots = slots.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect();
    Ok(Labelled { text, intent, slots })
}
