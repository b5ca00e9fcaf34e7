//! What we build on: every crate comes from crates.io, under a licence that lets a shop use it. Read offline from what
//! cargo has fetched.

use std::process::Command;

use serde_json::Value;

/// Licences that ask for nothing but their notice.
const ALLOWED: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "ISC",
    "Zlib",
    "Unlicense",
    "CC0-1.0",
    "BSL-1.0",
    "Unicode-3.0",
    "CDLA-Permissive-2.0",
];

fn packages() -> Vec<Value> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .expect("cargo metadata runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

#[test]
fn every_licence_is_one_that_a_shop_can_live_with() {
    let mut wrong = Vec::new();
    for package in packages() {
        let licence = package["license"].as_str().unwrap_or_default();
        let allowed = |wanted: &spdx::LicenseReq| match &wanted.license {
            spdx::LicenseItem::Spdx { id, .. } => ALLOWED.contains(&id.name),
            spdx::LicenseItem::Other { .. } => false,
        };
        // Old crates write `MIT/Apache-2.0`.
        let expression = spdx::Expression::parse_mode(licence, spdx::ParseMode::LAX);
        if !expression.is_ok_and(|expression| expression.evaluate(allowed)) {
            wrong.push(format!("{} {}: {licence:?}", package["name"], package["version"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_crate_comes_from_the_registry_or_is_ours() {
    let foreign = |package: &Value| {
        package["source"]
            .as_str()
            .is_some_and(|source| source != "registry+https://github.com/rust-lang/crates.io-index")
    };
    let wrong: Vec<_> =
        packages().into_iter().filter(foreign).map(|package| package["id"].to_string()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
