//! The edge alone, on the local runtime with its storage on disk.

use std::{
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use beeline_config::Shop;
use clap::Args;

use crate::{
    build,
    cli::root,
    stage::{command, read},
};

#[derive(Args)]
pub struct Options {
    /// A shop's beeline.toml; several make a deployment of several shops.
    #[arg(long, required = true)]
    pub config: Vec<PathBuf>,
    /// The port to answer on; 0 takes a free one.
    #[arg(long, default_value_t = 8787)]
    pub port: u16,
    /// Where its state is kept.
    #[arg(long, default_value = ".beeline/serve")]
    pub data: PathBuf,
}

/// Builds the edge if needed and becomes its runtime: a signal to this process is a signal to the runtime.
pub fn run(options: &Options) -> Result<()> {
    let mut runtime = prepare(options)?;
    if !root().join("pkg/public").exists() {
        eprintln!(
            "  The widget and the desk are not built; `cargo xtask build` makes them, this edge then serves them."
        );
    }
    Err(runtime.exec()).context("cannot start the local runtime")
}

/// The runtime's command, after everything it needs is there and the shops' files are known to be right.
pub fn prepare(options: &Options) -> Result<Command> {
    let shops = options.config.iter().map(|path| shop(path)).collect::<Result<Vec<_>>>()?;
    build::edge()?;
    let data = std::path::absolute(&options.data)?;
    std::fs::create_dir_all(&data).with_context(|| format!("cannot keep state in {}", data.display()))?;
    let mut runtime = command("node");
    runtime.arg("xtask/js/serve.mjs").arg(options.port.to_string()).arg(&data);
    runtime.arg(variables(&shops).join(","));
    for path in &options.config {
        runtime.arg(std::path::absolute(path)?);
    }
    Ok(runtime)
}

/// Reads a shop's file; every mistake is told at once.
pub fn shop(path: &Path) -> Result<Shop> {
    let text = String::from_utf8(read(path)?).with_context(|| format!("{} is not UTF-8", path.display()))?;
    beeline_config::parse(&text).map_err(|problems| {
        let told: Vec<String> = problems.iter().map(|problem| format!("  {problem}")).collect();
        anyhow::anyhow!("{} has to be mended:\n{}", path.display(), told.join("\n"))
    })
}

/// The environment variables that the shops name. One without a value, and without a published one, is told now rather
/// than as a refused webhook later.
fn variables(shops: &[Shop]) -> Vec<String> {
    let mut names = vec!["BEELINE_REHEARSE".to_owned()];
    for shop in shops {
        let platform = shop.platform.iter().map(|platform| &platform.secret_env);
        let identity = shop.identity.iter().map(|identity| &identity.secret_env);
        let agents = shop.desk.agents.iter().map(|agent| &agent.token_env);
        let outbox = shop.outbox.iter().map(|outbox| &outbox.secret_env);
        for name in platform.chain(identity).chain(agents).chain(outbox) {
            if std::env::var_os(name).is_none() && beeline_config::published_default(&shop.id, name).is_none()
            {
                eprintln!("  {name} is not set: what {} needs it for will be refused.", shop.id);
            }
            names.push(name.clone());
        }
    }
    names.sort();
    names.dedup();
    names
}

/// Waits for the runtime to print READY; its address.
pub fn address(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> Result<String> {
    for line in lines {
        let line = line?;
        if let Some(address) = line.strip_prefix("READY ") {
            return Ok(address.to_owned());
        }
        eprintln!("  {line}");
    }
    bail!("the local runtime ended before it was ready")
}
