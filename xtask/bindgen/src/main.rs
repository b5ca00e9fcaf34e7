//! `wasm-bindgen`, as far as xtask and worker-build call it. An option that is not known is an error, never ignored.

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

/// The version of the crate that every wasm of the workspace links; Cargo.toml pins both.
const VERSION: &str = "0.2.130";

fn main() -> Result<()> {
    let mut bindgen = Bindgen::new();
    let (mut input, mut out_dir, mut out_name) = (None, None, None);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().with_context(|| format!("{arg} wants a value"));
        match arg.as_str() {
            "--version" | "-V" => {
                println!("wasm-bindgen {VERSION}");
                return Ok(());
            }
            "--out-dir" => out_dir = Some(value()?),
            "--out-name" => out_name = Some(value()?),
            "--target" => match value()?.as_str() {
                "web" => drop(bindgen.web(true)?),
                "module" => drop(bindgen.module(true)?),
                "bundler" => drop(bindgen.bundler(true)?),
                other => bail!("the target {other} is not used here"),
            },
            "--no-typescript" => drop(bindgen.typescript(false)),
            "--typescript" => drop(bindgen.typescript(true)),
            "--no-demangle" => drop(bindgen.demangle(false)),
            "--remove-name-section" => drop(bindgen.remove_name_section(true)),
            "--remove-producers-section" => drop(bindgen.remove_producers_section(true)),
            "--omit-default-module-path" => drop(bindgen.omit_default_module_path(true)),
            "--experimental-reset-state-function" => drop(bindgen.reset_state_function(true)),
            "--force-enable-abort-handler" => drop(bindgen.force_enable_abort_handler(true)),
            option if option.starts_with('-') => bail!("the option {option} is not used here"),
            path => input = Some(path.to_owned()),
        }
    }
    let input = input.context("which .wasm?")?;
    let out_dir = out_dir.context("--out-dir is missing")?;
    if let Some(name) = out_name {
        bindgen.out_name(&name);
    }
    bindgen.input_path(input).generate(out_dir)
}
