//! Who may use whom. The rooms are ARCHITECTURE.md's; a dependency that is not listed here is a wall broken through.

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

/// Each room and the rooms (and heavy libraries) that it may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("beeline-protocol", &[]),
    ("beeline-config", &["beeline-protocol"]),
    ("beeline-language", &["beeline-protocol"]),
    ("beeline-dialogue", &["beeline-protocol"]),
    ("beeline-mood", &["beeline-protocol"]),
    ("beeline-frustration", &["beeline-protocol", "tract-onnx"]),
    ("beeline-widget", &["beeline-protocol", "beeline-mood", "leptos"]),
    ("beeline-worker", &["beeline-protocol", "beeline-frustration"]),
    ("rustfft", &[]),
    (
        "beeline-edge",
        &["beeline-protocol", "beeline-config", "beeline-language", "beeline-dialogue", "beeline-mood"],
    ),
    ("beeline-memory", &["beeline-config", "beeline-edge"]),
    ("beeline-cloudflare", &["beeline-config", "beeline-edge", "worker"]),
    ("beeline-desk", &["beeline-protocol", "leptos"]),
    ("beeline-tests", &["beeline-config", "beeline-memory", "beeline-protocol"]),
    ("beeline-bindgen", &[]),
];
/// Rooms that may use anything, and that nobody uses.
const FREE: &[&str] = &["xtask", "beeline-benches"];
/// Libraries whose place is limited to the rooms that list them.
const HEAVY: &[&str] = &["leptos", "tract-onnx", "worker"];
/// Pure rooms read no clock and draw no random numbers.
const PURE: &[&str] = &[
    "beeline-protocol",
    "beeline-config",
    "beeline-language",
    "beeline-dialogue",
    "beeline-mood",
    "beeline-frustration",
    "beeline-edge",
];

fn dependencies() -> BTreeMap<String, Vec<String>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .output()
        .expect("cargo metadata runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().expect("packages").iter();
    packages
        .map(|package| {
            let shipped = package["dependencies"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|dependency| dependency["kind"] != "dev");
            (name(package), shipped.map(name).collect())
        })
        .collect()
}

#[test]
fn rooms_use_only_the_rooms_they_may() {
    let mut wrong = Vec::new();
    for (room, uses) in dependencies() {
        if FREE.contains(&room.as_str()) {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            wrong
                .push(format!("{room} is no room of the house: give it a place in ARCHITECTURE.md and here"));
            continue;
        };
        let watched = |used: &&String| {
            used.starts_with("beeline-") || HEAVY.contains(&used.as_str()) || FREE.contains(&used.as_str())
        };
        for used in uses.iter().filter(watched).filter(|used| !allowed.contains(&used.as_str())) {
            wrong.push(format!("{room} uses {used}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pure_rooms_read_no_clock_and_no_network() {
    let forbidden = [
        "SystemTime::now",
        "Instant::now",
        "Utc::now",
        "std::net",
        "std::fs",
        "std::env",
        "rand::",
        "getrandom",
    ];
    let mut wrong = Vec::new();
    for room in PURE {
        let folder = match *room {
            "beeline-edge" => beeline_tests::root().join("edge/src"),
            _ => beeline_tests::root().join("crates").join(room.trim_start_matches("beeline-")).join("src"),
        };
        look(&folder, &mut |path, text| {
            // Tests may read files; what ships may not.
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for word in forbidden.iter().filter(|word| text.contains(**word)) {
                wrong.push(format!("{} says {word}", path.display()));
            }
        });
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn look(folder: &std::path::Path, see: &mut impl FnMut(&std::path::Path, &str)) {
    for entry in std::fs::read_dir(folder).expect("a room has a folder") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            look(&path, see);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            see(&path, &std::fs::read_to_string(&path).expect("source is text"));
        }
    }
}
