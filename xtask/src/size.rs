//! What a browser or a platform downloads, against the budgets of `budgets.json`.

use std::{collections::BTreeMap, io::Write, path::Path};

use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};

use crate::{build, cli::root, stage::read};

/// Prints every artifact raw, gzip and brotli, then one line of JSON; fails when one is over its budget.
pub fn run() -> Result<()> {
    build::all()?;
    let budgets: BTreeMap<String, usize> =
        serde_json::from_slice(&read(&root().join("budgets.json"))?).context("budgets.json")?;
    let public = root().join("pkg/public/widget");
    let chunk = |name: &str| -> Result<Vec<u8>> {
        let builds = std::fs::read_dir(&public)?
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.is_dir());
        let build = builds.into_iter().next().context("pkg/public/widget has no build")?;
        read(&build.join(name))
    };
    let edge = root().join("pkg/edge");
    let artifacts: [Artifact; 5] = [
        ("loader", vec![("beeline.js", read(&public.join("beeline.js"))?)], Coding::Brotli),
        (
            "chat",
            vec![("chat.js", chunk("chat.js")?), ("chat_bg.wasm", chunk("chat_bg.wasm")?)],
            Coding::Brotli,
        ),
        (
            "engine",
            vec![("worker.js", chunk("worker.js")?), ("worker_bg.wasm", chunk("worker_bg.wasm")?)],
            Coding::Brotli,
        ),
        ("model", vec![("frustration.onnx", chunk("frustration.onnx")?)], Coding::Brotli),
        (
            "edge",
            vec![("index.js", file(&edge, "index.js")?), ("index_bg.wasm", file(&edge, "index_bg.wasm")?)],
            Coding::Gzip,
        ),
    ];
    println!("{:<28}{:>12}{:>12}{:>12}", "", "raw", "gzip", "brotli");
    let (mut totals, mut over) = (serde_json::Map::new(), Vec::new());
    for (name, files, coding) in artifacts {
        let mut downloaded = 0;
        for (file, content) in &files {
            let (gzip, brotli) = (gzip(content)?, brotli(content)?);
            println!("{:<28}{:>12}{:>12}{:>12}", format!("{name}: {file}"), content.len(), gzip, brotli);
            downloaded += if coding == Coding::Gzip { gzip } else { brotli };
        }
        let budget = *budgets.get(name).with_context(|| format!("budgets.json has no {name}"))?;
        if downloaded > budget {
            over.push(format!(
                "{name} is {downloaded} bytes, {} over its budget of {budget}",
                downloaded - budget
            ));
        }
        totals.insert(name.to_owned(), downloaded.into());
    }
    println!("{}", serde_json::Value::Object(totals));
    if over.is_empty() { Ok(()) } else { bail!("{}", over.join("; ")) }
}

/// A name in the budgets, its files, and how they travel.
type Artifact = (&'static str, Vec<(&'static str, Vec<u8>)>, Coding);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Coding {
    Gzip,
    Brotli,
}

fn file(folder: &Path, name: &str) -> Result<Vec<u8>> {
    read(&folder.join(name))
}

fn gzip(content: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}

fn brotli(content: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*content, &mut out, &parameters)?;
    Ok(out.len())
}
