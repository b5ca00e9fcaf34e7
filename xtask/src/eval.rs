//! What the models are worth on a file, and how they are made.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::{
    cli::root,
    stage::{cargo, command, quiet, shown, stage},
    tools,
};

#[derive(Args)]
pub struct Eval {
    /// `frustration FILE.tsv`, `onset FILE.jsonl`, `intents FILE.jsonl`, `faq TRAIN.csv TEST.csv`, `clinc FILE.json`,
    /// `conversations FILE.jsonl`, each with `--out PREDICTIONS` if wanted.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    words: Vec<String>,
}

/// Builds the evaluator, optimised, and runs it where the task was started; its last line is one JSON object.
pub fn eval(options: &Eval) -> Result<()> {
    // The language room brings its own evaluators; what needs the engine is measured from outside.
    let (which, program): (&[&str], _) = match options.words.first().map(String::as_str) {
        Some("intents") => {
            (&["--package", "beeline-language", "--example", "eval"], "target/release/examples/eval")
        }
        Some("faq" | "clinc") => (
            &["--package", "beeline-language", "--example", "questions"],
            "target/release/examples/questions",
        ),
        // What comes of whole conversations.
        Some("conversations") => {
            (&["--package", "beeline-tests", "--bin", "conversations"], "target/release/conversations")
        }
        _ => (&["--package", "beeline-benches"], "target/release/eval"),
    };
    stage("building the evaluator", || {
        quiet(cargo().args(["build", "--quiet", "--release"]).args(which)).map(drop)
    })?;
    shown(std::process::Command::new(root().join(program)).args(&options.words))
}

#[derive(Subcommand)]
pub enum Train {
    /// The frustration model: on the project's own messages and the public data in a folder.
    Frustration {
        /// The folder with the public data sets; nothing of it is copied.
        #[arg(long, default_value = "../shared/data")]
        public: PathBuf,
    },
    /// The language model of the edge, likewise.
    Language {
        /// The folder with the public data sets; nothing of it is copied.
        #[arg(long, default_value = "../shared/data")]
        public: PathBuf,
    },
}

/// Trains a model in its locked environment, on the CPU.
pub fn train(what: &Train) -> Result<()> {
    let (model, public) = match what {
        Train::Frustration { public } => ("frustration", public),
        Train::Language { public } => ("language", public),
    };
    let python = tools::python(model, &format!("models/{model}/requirements.txt"))?;
    let mut train = command(&python);
    stage("training", || shown(train.arg(format!("models/{model}/train.py")).arg("--public").arg(public)))
}
