//! The wasm modules and `pkg/`. A step whose input has not changed since its output was made is left out.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::{
    cli::root,
    stage::{cargo, command, quiet, read, stage, write},
    tools,
};

/// What Chromium of the last three years and Node 20 take; binaryen's `--all-features` makes modules that they refuse.
const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Everything that ships.
pub fn all() -> Result<()> {
    edge()?;
    public()
}

/// `pkg/edge/`: the module that a merchant deploys.
pub fn edge() -> Result<()> {
    tools::wasm_target()?;
    tools::node_modules()?;
    let wasm = compile("beeline-cloudflare", "")?;
    let out = root().join("pkg/edge");
    unless_made(&[&wasm], &out.join("index_bg.wasm"), || {
        let bindgen = tools::bindgen()?;
        let worker_build = tools::worker_build()?;
        stage("wrapping the edge for workerd", || {
            let mut wrap = command(worker_build);
            wrap.current_dir(root().join("edge/adapters/cloudflare"))
                .args(["--profile", "ship", "--no-opt", "--out-dir", "build"])
                .env("WASM_BINDGEN_BIN", bindgen)
                .env("ESBUILD_BIN", tools::node_program("esbuild/bin/esbuild"));
            quiet(&mut wrap)?;
            let built = root().join("edge/adapters/cloudflare/build");
            write(&out.join("index.js"), read(&built.join("index.js"))?)?;
            // Packing memory around its zeros costs 17 KB gzip where a model lies in it. Functions of a name stand beside each
            // other for gzip, which has a window of 32 KB: 8 KB less.
            let more =
                ["--enable-exception-handling", "--skip-pass=memory-packing", "--reorder-functions-by-name"];
            optimise(&built.join("index_bg.wasm"), &out.join("index_bg.wasm"), &more)
        })
    })
}

/// `pkg/public/`: what pages load.
pub fn public() -> Result<()> {
    tools::wasm_target()?;
    tools::node_modules()?;
    let made = root().join("target/beeline");
    browser_module("beeline-widget", "chat", "", &made)?;
    browser_module("beeline-worker", "worker", "-Ctarget-feature=+simd128", &made)?;
    // For browsers without SIMD: the same engine, slower.
    browser_module("beeline-worker", "basic", "", &made)?;
    browser_module("beeline-desk", "desk", "", &made)?;
    stage("packing pkg/public", || pack(&made))
}

/// Lays out what was made. What a page loads after the loader lies under the build's own name and never changes.
fn pack(made: &Path) -> Result<()> {
    let public = root().join("pkg/public");
    if public.exists() {
        std::fs::remove_dir_all(&public)?;
    }
    let model = root().join("models/frustration/frustration.onnx");
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for module in ["chat", "worker", "basic"] {
        for name in [format!("{module}.js"), format!("{module}_bg.wasm")] {
            let content = read(&made.join(&name))?;
            files.push((name, content));
        }
    }
    files.push(("frustration.onnx".to_owned(), read(&model)?));
    let mut hash = Sha256::new();
    for (name, content) in &files {
        hash.update(name);
        hash.update(content);
    }
    let build: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    for (name, content) in &files {
        write(&public.join("widget").join(&build).join(name), content)?;
    }
    let loader = quiet(command(tools::node_program("esbuild/bin/esbuild")).args([
        "widget/loader/beeline.js",
        "--minify",
        "--target=es2020",
    ]))?;
    write(&public.join("widget/beeline.js"), loader.replace("__BUILD__", &build))?;
    write(&public.join("widget/beeline.d.ts"), read(&root().join("widget/loader/beeline.d.ts"))?)?;
    for name in ["desk.js", "desk_bg.wasm"] {
        write(&public.join("desk").join(name), read(&made.join(name))?)?;
    }
    for entry in std::fs::read_dir(root().join("www/desk"))? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| ["html", "css", "js", "svg"].iter().any(|kept| extension == *kept))
        {
            write(&public.join("desk").join(path.file_name().context("a file has a name")?), read(&path)?)?;
        }
    }
    Ok(())
}

/// A wasm module and its glue for browsers, optimised and minified.
fn browser_module(package: &str, name: &str, rustflags: &str, made: &Path) -> Result<()> {
    let wasm = compile(package, rustflags)?;
    unless_made(&[&wasm], &made.join(format!("{name}_bg.wasm")), || {
        let bindgen = tools::bindgen()?;
        stage(&format!("wrapping {name} for browsers"), || {
            let raw = made.join("raw");
            quiet(
                command(bindgen)
                    .arg(&wasm)
                    .args(["--target", "web", "--no-typescript", "--out-name", name])
                    .arg("--out-dir")
                    .arg(&raw),
            )?;
            let esbuild = tools::node_program("esbuild/bin/esbuild");
            let glue = raw.join(format!("{name}.js"));
            // Minified as a module: its exports keep their names.
            let minified = quiet(command(esbuild).arg(&glue).args([
                "--minify",
                "--format=esm",
                "--target=es2022",
                "--bundle",
            ]))?;
            write(&made.join(format!("{name}.js")), minified)?;
            // Going over it until nothing shrinks saves the chat 600 bytes; the engine would take minutes for it.
            let more: &[&str] = match name {
                "worker" => &["--enable-simd"],
                "basic" => &[],
                _ => &["--converge"],
            };
            optimise(&raw.join(format!("{name}_bg.wasm")), &made.join(format!("{name}_bg.wasm")), more)
        })
    })
}

/// Compiles a package to wasm as it ships; the path of the module.
fn compile(package: &str, rustflags: &str) -> Result<PathBuf> {
    stage(&format!("compiling {package}"), || {
        let mut build = cargo();
        build.args([
            "build",
            "--quiet",
            "--profile",
            "ship",
            "--target",
            "wasm32-unknown-unknown",
            "--package",
            package,
        ]);
        if !rustflags.is_empty() {
            // Given this way they are added to `.cargo/config.toml`'s instead of replacing them.
            build.arg("--config").arg(format!("target.wasm32-unknown-unknown.rustflags=[\"{rustflags}\"]"));
        }
        quiet(&mut build).map(drop)
    })?;
    let module = package.replace('-', "_");
    Ok(root().join("target/wasm32-unknown-unknown/ship").join(format!("{module}.wasm")))
}

/// Shrinks a module. It saves 10 to 15 % over the compiler's own `opt-level = "z"`, most of it names and dead code.
fn optimise(from: &Path, to: &Path, more: &[&str]) -> Result<()> {
    let mut shrink = command(tools::node_program("binaryen/bin/wasm-opt"));
    shrink
        .arg(from)
        .arg("-Oz")
        .args(WASM_FEATURES)
        .args(more)
        .args(["--strip-debug", "--strip-producers"])
        .arg("-o")
        .arg(to);
    quiet(&mut shrink).map(drop)
}

/// Runs a step unless its output was made of exactly these inputs, by exactly this program.
fn unless_made(inputs: &[&Path], output: &Path, make: impl FnOnce() -> Result<()>) -> Result<()> {
    let mut hash = Sha256::new();
    hash.update(include_str!("build.rs"));
    for input in inputs {
        hash.update(read(input)?);
    }
    let wanted: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let name = output.file_name().and_then(|name| name.to_str()).context("an output has a name")?;
    let stamp = root().join("target/beeline/stamps").join(name);
    if output.exists() && std::fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(());
    }
    make()?;
    if !output.exists() {
        bail!("{} was not made", output.display());
    }
    write(&stamp, wanted)
}
