//! Prints what the model sees of each line of standard input: `hash:weight` per n-gram. The training's only source of features.

use std::io::{BufWriter, Write, stdin, stdout};

fn main() -> std::io::Result<()> {
    let mut out = BufWriter::new(stdout());
    for line in stdin().lines() {
        for (hash, gram) in beeline_language::inside::grams(&line?) {
            write!(out, "{hash}:{gram} ")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
