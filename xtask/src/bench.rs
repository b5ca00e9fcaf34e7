//! Measurements that are no tests: what they say depends on the machine, so they are ratios from one run.

use anyhow::Result;

use crate::{
    build,
    stage::{command, shown, stage},
};

/// Runs the edge beside a bare worker and prints both; the last line is one JSON object.
pub fn run() -> Result<()> {
    build::edge()?;
    stage("time and CPU a message", || shown(command("node").arg("benches/edge.mjs")))
}
