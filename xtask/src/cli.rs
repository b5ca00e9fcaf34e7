//! What can be asked for.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{bench, build, data, demo, eval, serve, size, test, tools};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Beeline's tasks. Each installs what it lacks, at pinned versions.")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything, start the demo shop with its orders and print its address.
    Demo(demo::Options),
    /// Run the edge alone on the local runtime; prints READY and its address when it answers.
    Serve(serve::Options),
    /// Check everything: formatting, lints, dependencies, pure tests, the runtime, the browser, the sizes.
    Test(test::Options),
    /// Build what ships into pkg/: all of it, or one half.
    Build {
        /// What the platform runs, or what pages load.
        only: Option<Half>,
    },
    /// Measure what ships, against the budgets.
    Size,
    /// Measure what ships beside its peers, in the same run: `bench` the edge, `bench frustration` the engine in a browser.
    Bench {
        /// The edge without it.
        #[command(subcommand)]
        what: Option<bench::What>,
    },
    /// Say what a model is worth on a file: `eval frustration FILE.tsv`, `eval onset FILE.jsonl`.
    Eval(eval::Eval),
    /// Train a model, on the CPU and seeded.
    #[command(subcommand)]
    Train(eval::Train),
    /// Check the project's own data.
    #[command(subcommand)]
    Data(Data),
    /// Install what the other tasks need, and nothing else.
    Setup,
}

/// Half of what ships.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Half {
    Edge,
    Public,
}

#[derive(Subcommand)]
enum Data {
    /// Labels, duplicates, templates and the readers' agreement.
    Check,
}

/// Runs what the command line asks for.
pub fn run() -> Result<()> {
    match Cli::parse().task {
        Task::Demo(options) => demo::run(&options),
        Task::Serve(options) => serve::run(&options),
        Task::Test(options) => test::run(&options),
        Task::Build { only: None } => build::all(),
        Task::Build { only: Some(Half::Edge) } => build::edge(),
        Task::Build { only: Some(Half::Public) } => build::public(),
        Task::Size => size::run(),
        Task::Bench { what } => bench::run(what.unwrap_or_default()),
        Task::Eval(options) => eval::eval(&options),
        Task::Train(what) => eval::train(&what),
        Task::Data(Data::Check) => data::check(),
        Task::Setup => tools::all(),
    }
}

/// The repository's root, wherever the task was started.
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(PathBuf::from).unwrap_or(here)
}
