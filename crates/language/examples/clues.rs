//! Prints what the reader of facts sees of each line of standard input: `start:end:clue,clue,…` per token. The training's only
//! source of features.

use std::io::{BufWriter, Write, stdin, stdout};

fn main() -> std::io::Result<()> {
    let mut out = BufWriter::new(stdout());
    for line in stdin().lines() {
        for (span, clues) in beeline_language::inside::clues(&line?) {
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
