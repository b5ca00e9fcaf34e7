//! Prints what the reader of facts sees of each line of standard input, the number of an intent, a tab and a text:
//! `start:end:clue,clue,…` per token. The training's only
//! source of features.

use beeline_protocol::Intent;
use std::io::{BufWriter, Write, stdin, stdout};

fn main() -> std::io::Result<()> {
    let mut out = BufWriter::new(stdout());
    for line in stdin().lines() {
        let line = line?;
        let (intent, text) = line.split_once('\t').unwrap_or(("", &line));
        let intent =
            intent.parse().ok().and_then(|at: usize| Intent::ALL.get(at)).copied().unwrap_or(Intent::Other);
        for (span, clues) in beeline_language::inside::clues(text, intent) {
            write!(out, "{}:{}:", span.start, span.end)?;
            for clue in clues {
                write!(out, "{clue},")?;
            }
            write!(out, " ")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
