//! What the shipped models and rules are worth on a file. Each command ends with one JSON object on the last line.
//!
//! - [`frustration`]: single messages, scored
//! - [`onset`]: conversations, and when they turn
//! - [`measures`]: AUC and its kin
#![forbid(unsafe_code)]

mod frustration;
mod measures;
mod onset;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask eval")]
struct Cli {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Messages with labels: a TSV with the header `text<TAB>label[<TAB>…]`, label 0 or 1, no quoting.
    Frustration(Files),
    /// Conversations: JSON lines of `{"turns":[{"who":"shopper|assistant","text"}…],"onset":index or null}`.
    Onset(Files),
}

#[derive(Args)]
struct Files {
    /// What to run on.
    file: PathBuf,
    /// Where each row's prediction goes, in order.
    #[arg(long)]
    out: Option<PathBuf>,
    /// The model; the shipped one without it.
    #[arg(long)]
    model: Option<PathBuf>,
}

impl Files {
    fn text(&self) -> Result<String> {
        std::fs::read_to_string(&self.file).with_context(|| format!("cannot read {}", self.file.display()))
    }

    fn model(&self) -> Result<(beeline_frustration::Model, usize)> {
        let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/frustration/frustration.onnx");
        let path = self.model.clone().unwrap_or_else(|| shipped.into());
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok((beeline_frustration::Model::load(&bytes)?, bytes.len()))
    }

    fn write(&self, predictions: &str) -> Result<()> {
        let Some(path) = &self.out else { return Ok(()) };
        std::fs::write(path, predictions).with_context(|| format!("cannot write {}", path.display()))
    }
}

fn main() -> Result<()> {
    match Cli::parse().what {
        What::Frustration(files) => frustration::run(&files),
        What::Onset(files) => onset::run(&files),
    }
}
