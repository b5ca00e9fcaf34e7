//! What the models are worth on a file, and how they are made.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use crate::{
    cli::root,
    stage::{cargo, command, quiet, shown, stage},
};

#[derive(Args)]
pub struct Eval {
    /// `frustration FILE.tsv`, `onset FILE.jsonl`; `--help` says more.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    words: Vec<String>,
}

/// Builds the evaluator, optimised, and runs it where the task was started; its last line is one JSON object.
pub fn eval(options: &Eval) -> Result<()> {
    stage("building the evaluator", || {
        quiet(cargo().args(["build", "--quiet", "--release", "--package", "beeline-benches"])).map(drop)
    })?;
    let mut evaluator = std::process::Command::new(root().join("target/release/eval"));
    shown(evaluator.args(&options.words))
}

#[derive(Subcommand)]
pub enum Train {
    /// The frustration model: on the project's own messages and the public data in a folder.
    Frustration {
        /// The folder with the public data sets; nothing of it is copied.
        #[arg(long, default_value = "../shared/data")]
        public: PathBuf,
    },
}

/// Trains a model in its locked environment, on the CPU.
pub fn train(what: &Train) -> Result<()> {
    let Train::Frustration { public } = what;
    let environment = root().join("target/venv-frustration");
    let python = environment.join("bin/python");
    if !python.exists() {
        stage("installing the training environment", || {
            quiet(command("python3").args(["-m", "venv"]).arg(&environment))
                .context("Python 3.11 or newer is needed for training")?;
            quiet(command(&python).args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--requirement",
                "models/frustration/requirements.txt",
            ]))
            .map(drop)
        })?;
    }
    stage("training", || {
        shown(command(&python).arg("models/frustration/train.py").arg("--public").arg(public))
    })
}
