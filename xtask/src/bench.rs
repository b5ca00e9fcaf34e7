//! Measurements that are no tests: what they say depends on the machine, so they are ratios from one run.

use anyhow::Result;
use clap::Subcommand;

use crate::{
    build,
    cli::root,
    stage::{cargo, command, quiet, shown, stage},
    tools,
};

#[derive(Clone, Copy, Default, Subcommand)]
pub enum What {
    /// Time and CPU of a message at the edge, beside a bare worker.
    #[default]
    Edge,
    /// The frustration engine in Chromium, beside onnxruntime-web on the same file and VADER in JavaScript.
    Frustration,
}

/// Builds what is measured, measures it beside its peers and prints both; the last line is one JSON object.
pub fn run(what: What) -> Result<()> {
    match what {
        What::Edge => {
            build::edge()?;
            stage("time and CPU a message", || shown(command("node").arg("benches/edge.mjs")))
        }
        What::Frustration => {
            build::public()?;
            tools::chromium()?;
            tools::installed(&root().join("benches"), "installing the peers (150 MB, once)")?;
            stage("building the tokeniser", || {
                let mut build = cargo();
                build.args(["build", "--quiet", "--release", "--package", "beeline-frustration"]);
                quiet(build.args(["--example", "tokenise"])).map(drop)
            })?;
            stage("the engines in Chromium (minutes)", || {
                shown(command("node").arg("benches/frustration.mjs"))
            })
        }
    }
}
