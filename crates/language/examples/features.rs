//! Prints what the models see of each line of standard input: `hash:kind` per n-gram, a tab, and for each word the hashes of what
//! stands there. The training's only source of features.

use std::io::{BufWriter, Write, stdin, stdout};

use beeline_language::inside::{grams, places};

fn main() -> std::io::Result<()> {
    let mut out = BufWriter::new(stdout());
    for line in stdin().lines() {
        let line = line?;
        for (hash, gram) in grams(&line) {
            write!(out, "{hash}:{gram} ")?;
        }
        write!(out, "\t")?;
        for place in places(&line) {
            let hashes: Vec<String> = place.iter().map(u32::to_string).collect();
            write!(out, "{} ", hashes.join(","))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
