//! The phrases of `hints.txt` as they ship: a line a hint, without what is said to the reader of the file.

use std::{collections::BTreeMap, env, fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=src/hints.txt");
    let file = fs::read_to_string("src/hints.txt").expect("the phrases");
    let mut hints: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, phrases) in
        file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
    {
        hints.entry(name).or_default().push(phrases);
    }
    let lines: Vec<String> =
        hints.iter().map(|(name, phrases)| format!("{name}: {}", phrases.join(", "))).collect();
    let out = env::var_os("OUT_DIR").expect("cargo says where");
    fs::write(Path::new(&out).join("hints.txt"), lines.join("\n")).expect("it can be written");
}
