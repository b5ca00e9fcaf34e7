//! Every task of the project: `cargo xtask …`. `--help` lists them.
//!
//! - [`cli`]: what can be asked for
//! - [`stage`]: progress lines and running commands
//! - [`tools`]: what a fresh machine lacks, installed at pinned versions
//! - [`build`]: the wasm modules and `pkg/`
//! - [`serve`], [`demo`]: the product, running
//! - [`eval`]: what the models are worth, and how they are made
//! - [`data`]: the project's own messages, checked
//! - [`test`], [`size`], [`bench`]: the product, judged
#![forbid(unsafe_code)]

mod bench;
mod build;
mod cli;
mod data;
mod demo;
mod eval;
mod serve;
mod size;
mod stage;
mod test;
mod tools;

fn main() -> std::process::ExitCode {
    match cli::run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}
