//! The demo shop: the edge, its orders through the webhook, and the storefront on another origin, as every merchant's is.

use std::{
    io::{BufRead, BufReader, IsTerminal, Write},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
};

use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use beeline_config::{Shop, published_default};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use clap::Args;
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::Sha256;

use crate::{
    build,
    cli::root,
    serve,
    stage::{command, read, stage, write},
};

/// The instant that the shop's own records are written for.
const AS_OF: &str = "2026-11-01T12:00:00Z";

/// The edge's port; the shop's file names the next one.
const DEFAULT_PORT: u16 = 8787;

#[derive(Args)]
pub struct Options {
    /// Shopify order payloads, one a line; the demo shop's own without it.
    #[arg(long)]
    orders: Option<PathBuf>,
    /// Shopify product payloads, one a line.
    #[arg(long)]
    products: Option<PathBuf>,
    /// The instant the records are written for (RFC 3339): every time is shifted so that it becomes now.
    #[arg(long, default_value = AS_OF)]
    as_of: String,
    /// The edge's port; the shop's page is on the next one.
    #[arg(long, default_value_t = DEFAULT_PORT)]
    port: u16,
    /// Where the state is kept.
    #[arg(long, default_value = ".beeline/demo")]
    data: PathBuf,
}

/// Builds, starts, loads, and stays until it is interrupted.
pub fn run(options: &Options) -> Result<()> {
    let as_of = DateTime::parse_from_rfc3339(&options.as_of)
        .context("--as-of is an RFC 3339 time, for example 2026-11-01T12:00:00Z")?;
    let own = |name: &str| root().join("www/shop").join(name);
    let orders = options.orders.clone().unwrap_or_else(|| own("orders.shopify.jsonl"));
    let products = options.products.clone().unwrap_or_else(|| own("products.shopify.jsonl"));
    // What is wrong with the files is said before minutes are spent on building.
    let payloads = [("products/update", payloads(&products)?), ("orders/updated", payloads(&orders)?)];

    let config = listening(&own("beeline.toml"), options)?;
    let shop = serve::shop(&config)?;
    build::public()?;
    let mut runtime = serve::prepare(&serve::Options {
        config: vec![config],
        port: options.port,
        data: options.data.clone(),
    })?;
    let (edge, address) = start(runtime.stdout(Stdio::piped()))?;
    let first = payloads[1].1.first().cloned().unwrap_or_default();
    let shift = DateTime::<Utc>::from(std::time::SystemTime::now()) - as_of.to_utc();
    for (topic, payloads) in payloads {
        stage(&format!("loading {} × {topic} through the webhook", payloads.len()), || {
            load(&shop, &address, topic, payloads, shift)
        })?;
    }
    let mut pages = command("node");
    pages.args(["xtask/js/pages.mjs", &(options.port + 1).to_string(), &address]).stdout(Stdio::piped());
    let (pages, page) = start(&mut pages)?;
    println!("\n  The shop   {page}");
    println!("  The outbox {page}/merchant");
    println!("  The desk   {address}/desk/?shop={}   (token: demo-desk-token)", shop.id);
    println!("  The edge   {address}");
    if let (Some(number), Some(email)) = (first["name"].as_str(), first["email"].as_str()) {
        println!("\n  Try        Where is {number}?   (its email: {email})");
    }
    println!("\n  Stop with Ctrl-C.");
    wait([edge, pages])
}

/// The shop's file, with its outbox at the port where this demo's pages will be.
fn listening(config: &Path, options: &Options) -> Result<PathBuf> {
    let text = String::from_utf8(read(config)?)?;
    let path = options.data.join("beeline.toml");
    write(&path, text.replace(&format!(":{}/", DEFAULT_PORT + 1), &format!(":{}/", options.port + 1)))?;
    Ok(path)
}

/// Ends with whichever child ends first; an interrupt reaches them all.
fn wait(mut children: [Child; 2]) -> Result<()> {
    loop {
        for child in &mut children {
            if let Some(status) = child.try_wait()? {
                bail!("a server of the demo ended ({status})");
            }
        }
        thread::sleep(std::time::Duration::from_millis(300));
    }
}

/// Starts a server and waits for its READY; its lines go on to ours.
fn start(command: &mut std::process::Command) -> Result<(Child, String)> {
    // Its end of the pipe closes when this process is gone, however it went: then the server ends too.
    let mut child =
        command.stdin(Stdio::piped()).env("BEELINE_TIED", "1").spawn().context("cannot start node")?;
    let mut lines = BufReader::new(child.stdout.take().context("stdout is piped")?).lines();
    let address = serve::address(&mut lines)?;
    thread::spawn(move || lines.map_while(Result::ok).for_each(|line| eprintln!("  {line}")));
    Ok((child, address))
}

fn payloads(path: &Path) -> Result<Vec<Value>> {
    let text = String::from_utf8(read(path)?)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            serde_json::from_str(line).with_context(|| format!("{}, line {}", path.display(), at + 1))
        })
        .collect()
}

/// Sends payloads as the platform does: signed over their raw bytes.
fn load(shop: &Shop, address: &str, topic: &str, payloads: Vec<Value>, shift: TimeDelta) -> Result<()> {
    let platform = shop.platform.as_ref().context("the shop has no [platform]")?;
    let secret = std::env::var(&platform.secret_env)
        .ok()
        .or_else(|| published_default(&shop.id, &platform.secret_env).map(str::to_owned));
    let secret = secret.with_context(|| format!("{} is not set", platform.secret_env))?;
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let total = payloads.len();
    for (nth, payload) in payloads.into_iter().enumerate() {
        let body = shifted(payload, shift).to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())?;
        mac.update(body.as_bytes());
        let request = agent.post(format!("{address}/v1/hooks/shopify"));
        let request =
            request.header("x-shopify-topic", topic).header("x-shopify-shop-domain", &platform.domain);
        let request = request.header("x-shopify-hmac-sha256", STANDARD.encode(mac.finalize().into_bytes()));
        let mut answer = request.content_type("application/json").send(body)?;
        if answer.status() != 200 {
            bail!(
                "payload {} was refused: {}",
                nth + 1,
                answer.body_mut().read_to_string().unwrap_or_default()
            );
        }
        if std::io::stderr().is_terminal() && (nth + 1) % 25 == 0 {
            eprint!("\r  {} of {total}", nth + 1);
            std::io::stderr().flush()?;
        }
    }
    if std::io::stderr().is_terminal() {
        eprint!("\r");
    }
    Ok(())
}

/// A value with every time in it moved.
fn shifted(value: Value, by: TimeDelta) -> Value {
    match value {
        Value::String(text) => match DateTime::parse_from_rfc3339(&text) {
            Ok(time) => Value::String((time.to_utc() + by).to_rfc3339_opts(SecondsFormat::Secs, true)),
            Err(_) => Value::String(text),
        },
        Value::Array(values) => values.into_iter().map(|value| shifted(value, by)).collect(),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(key, value)| (key, shifted(value, by))).collect())
        }
        other => other,
    }
}
