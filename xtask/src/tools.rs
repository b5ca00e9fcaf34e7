//! What a fresh machine lacks, installed at pinned versions. Each tool is looked for first, so that a second start is quick.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::{
    cli::root,
    stage::{answers, cargo, command, quiet, read, stage, write},
};

/// The crate `worker` and the tool that wraps its wasm belong together.
const WORKER_BUILD: &str = "0.8.7";
/// Node's major versions that the local runtime's launcher runs on.
const NODE: u32 = 20;

/// Everything.
pub fn all() -> Result<()> {
    wasm_target()?;
    node_modules()?;
    bindgen()?;
    worker_build()?;
    chromium().map(drop)
}

/// The wasm target of the toolchain that `rust-toolchain.toml` pins.
pub fn wasm_target() -> Result<()> {
    let libdir =
        quiet(command("rustc").args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"]))?;
    if PathBuf::from(libdir.trim()).exists() {
        return Ok(());
    }
    stage("adding the wasm target", || {
        quiet(command("rustup").args(["target", "add", "wasm32-unknown-unknown"])).map(drop)
    })
    .context("rustup could not add the target wasm32-unknown-unknown: install Rust by rustup.rs")
}

/// The Node packages of `package-lock.json`.
pub fn node_modules() -> Result<()> {
    let version =
        quiet(command("node").arg("--version")).context("Node is missing: install Node 20 or newer")?;
    let major: u32 = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse().ok())
        .unwrap_or(0);
    if major < NODE {
        bail!("Node {version} is too old: install Node {NODE} or newer");
    }
    installed(&root(), "installing Node packages")
}

/// A folder's own Node packages, as its `package-lock.json` has them.
pub fn installed(folder: &Path, title: &str) -> Result<()> {
    let stamp = folder.join("node_modules/.beeline");
    let lock = read(&folder.join("package-lock.json"))?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    stage(title, || {
        let mut npm = command("npm");
        quiet(npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder))?;
        write(&stamp, &lock)
    })
}

/// A Python environment of its own under `target/`, with what a requirements file pins; its interpreter.
pub fn python(name: &str, requirements: &str) -> Result<PathBuf> {
    let environment = root().join(format!("target/venv-{name}"));
    let python = environment.join("bin/python");
    let stamp = environment.join("requirements.txt");
    let wanted = read(&root().join(requirements))?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    stage(&format!("installing {requirements}"), || {
        quiet(command("python3").args(["-m", "venv"]).arg(&environment))
            .context("Python 3.11 or newer is missing: install it with its venv module")?;
        let mut install = command(&python);
        quiet(install.args(["-m", "pip", "install", "--quiet", "--requirement", requirements]))?;
        write(&stamp, &wanted)
    })?;
    Ok(python)
}

/// A program of `node_modules`.
pub fn node_program(path: &str) -> PathBuf {
    root().join("node_modules").join(path)
}

/// wasm-bindgen at the version of the crate; its path.
pub fn bindgen() -> Result<PathBuf> {
    let path = root().join("target/debug/bindgen");
    stage("wasm-bindgen", || {
        quiet(cargo().args(["build", "--quiet", "--package", "beeline-bindgen"])).map(drop)
    })?;
    Ok(path)
}

/// worker-build at the version of the crate `worker`; its path.
pub fn worker_build() -> Result<PathBuf> {
    let tools = root().join("target/tools");
    let path = tools.join("bin/worker-build");
    let installed = quiet(command(&path).arg("--version")).unwrap_or_default();
    if installed.trim() != WORKER_BUILD {
        stage("installing worker-build (some minutes, once)", || {
            let mut install = cargo();
            install.args([
                "install",
                "--quiet",
                "--locked",
                "worker-build",
                "--version",
                WORKER_BUILD,
                "--force",
            ]);
            install.arg("--root").arg(&tools).arg("--target-dir").arg(root().join("target/tools-build"));
            quiet(&mut install).map(drop)
        })?;
    }
    Ok(path)
}

/// A Chromium; installed from the system's packages where that is possible.
pub fn chromium() -> Result<PathBuf> {
    let named = std::env::var_os("BEELINE_CHROMIUM").map(PathBuf::from);
    let known = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome-stable",
        "/usr/bin/google-chrome",
    ];
    let find = || named.clone().into_iter().chain(known.map(PathBuf::from)).find(|path| path.exists());
    if let Some(path) = find() {
        return Ok(path);
    }
    if answers("apt-get", "--version") {
        // Failing here is no news: the sentence below says what to do.
        let _ = stage("installing Chromium", || {
            quiet(command("apt-get").args(["update", "--quiet"]))?;
            quiet(command("apt-get").args(["install", "--yes", "--quiet", "chromium", "fonts-noto-cjk"]))
                .map(drop)
        });
    }
    find().context(
        "Chromium is missing: install your system's chromium package, or name one in BEELINE_CHROMIUM",
    )
}
