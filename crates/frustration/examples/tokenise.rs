//! Training's view of the tokeniser: lines on standard input, ids on standard output.
//!
//! Little-endian: for each line a `u32` count of positions, then for each position its `CORE` and its `FURTHER` ids as
//! `u32`. With `--shape`, a line of JSON about the ids instead.

use std::io::{self, BufRead, BufWriter, Write};

use beeline_frustration::{BUCKETS, CORE, FIRST_HASH, FURTHER, MAX_POSITIONS, TOKENISER_VERSION, tokenise};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    if std::env::args().any(|argument| argument == "--shape") {
        return writeln!(
            out,
            "{{\"version\":{TOKENISER_VERSION},\"core\":{CORE},\"further\":{FURTHER},\
             \"positions\":{MAX_POSITIONS},\"first_hash\":{FIRST_HASH},\"buckets\":{BUCKETS}}}"
        );
    }
    for line in io::stdin().lock().lines() {
        let tokens = tokenise(&line?);
        out.write_all(&(tokens.positions() as u32).to_le_bytes())?;
        for (core, further) in tokens.core().chunks(CORE).zip(tokens.further().chunks(FURTHER)) {
            for id in core.iter().chain(further) {
                out.write_all(&id.to_le_bytes())?;
            }
        }
    }
    out.flush()
}
