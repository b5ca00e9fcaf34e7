//! Everything that is checked, in the order of what it costs to find a mistake. A test that cannot run fails.

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{
    build,
    cli::root,
    data,
    stage::{cargo, command, quiet, shown, stage},
    tools,
};

/// The packages that exist for wasm alone.
const WASM: &[&str] = &["beeline-cloudflare", "beeline-widget", "beeline-worker", "beeline-desk"];
/// Of those, the ones with tests that need no browser.
const WASM_TESTED: &[&str] = &["beeline-widget", "beeline-desk"];

#[derive(Args)]
pub struct Options {
    /// Instead, a real shop: an order is placed at a Vendure (200 MB, installed on first use) and asked for here.
    #[arg(long)]
    pub live: bool,
}

/// The whole suite, or what needs a real shop.
pub fn run(options: &Options) -> Result<()> {
    if options.live {
        return live();
    }
    tools::wasm_target()?;
    tools::node_modules()?;
    let chromium = tools::chromium()?;
    stage("formatting", || {
        quiet(cargo().args(["fmt", "--all", "--check"])).map(drop).context("`cargo fmt --all` mends it")
    })?;
    stage("the project's own data", data::check)?;
    stage("lints", lints)?;
    build::all()?;
    stage("tests of the rooms, the contract in memory and on workerd", tests)?;
    let python = tools::python("fuzz", "tests/fuzz/requirements.txt")?;
    stage("whatever openapi.yaml allows, sent to workerd", || {
        shown(command("node").arg("tests/fuzz/fuzz.mjs").arg(&python))
    })?;
    stage("what a merchant deploys", deployable)?;
    stage("what people see, in Chromium", || {
        let mut browser = command("node");
        browser
            .args(["--test", "--test-reporter=spec", "--test-concurrency=1", "tests/e2e/"])
            .env("BEELINE_CHROMIUM", &chromium);
        shown(&mut browser)
    })
}

/// Apart from the rest: it brings more than all the other tools together, and takes longer than they do.
fn live() -> Result<()> {
    build::edge()?;
    let folder = root().join("tests/live");
    tools::installed(&folder, "installing Vendure")?;
    stage("an order at a real shop", || {
        let mut shop = command("node");
        shop.args(["--test", "--test-reporter=spec", "tests/live/vendure.mjs"]);
        shown(shop.env("VENDURE_DISABLE_TELEMETRY", "true"))
    })
}

fn lints() -> Result<()> {
    quiet(cargo().args(["clippy", "--quiet", "--all-targets", "--", "--deny", "warnings"]))?;
    let mut wasm = cargo();
    wasm.args(["clippy", "--quiet", "--target", "wasm32-unknown-unknown"]);
    for package in WASM {
        wasm.args(["--package", package]);
    }
    quiet(wasm.args(["--", "--deny", "warnings"])).map(drop)
}

fn tests() -> Result<()> {
    shown(cargo().args(["test", "--quiet"]))?;
    let mut wasm = cargo();
    wasm.args(["test", "--quiet", "--lib"]);
    for package in WASM_TESTED {
        wasm.args(["--package", package]);
    }
    shown(&mut wasm)
}

/// The platform's own tool takes `pkg/edge/` as it is, with a shop's file in it.
fn deployable() -> Result<()> {
    let edge = root().join("pkg/edge");
    let shop = edge.join("beeline.toml");
    if !shop.exists() {
        std::fs::copy(root().join("www/shop/beeline.toml"), &shop)?;
    }
    let mut wrangler = command("node");
    wrangler.arg(tools::node_program("wrangler/bin/wrangler.js")).current_dir(&edge);
    wrangler.args(["deploy", "--dry-run", "--outdir"]).arg(root().join("target/beeline/deploy"));
    wrangler.env("CI", "1").env("WRANGLER_SEND_METRICS", "false");
    let said = quiet(&mut wrangler)?;
    if !said.contains("env.CONVERSATION") {
        bail!("wrangler did not see the bindings:\n{said}");
    }
    Ok(())
}
