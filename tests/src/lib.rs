//! The contract, run against any adapter: conversations as prose ([`script`]), hostile requests ([`hostile`]), and the two
//! places they run ([`place`]); with a merchant who fails ([`merchant`]), by [`chance`]; and a judge of what comes of a
//! conversation ([`outcomes`]).
#![forbid(unsafe_code)]

pub mod chance;
pub mod hostile;
pub mod merchant;
pub mod outcomes;
pub mod place;
pub mod records;
pub mod script;
pub mod shuffle;

use std::path::PathBuf;

/// The repository's root.
#[must_use]
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(PathBuf::from).unwrap_or(here)
}

/// Runs every script of `tests/contract/`, each file in a place of its own with the demo shop's records: what one file
/// has done to an order is nothing to the next. `open.txt` there lists those that are known not to go right yet: they are
/// played and counted, and one that goes right has to leave the list. Panics with all else that went wrong.
pub fn play_all<P: place::Place>(open: impl Fn(&str) -> P) {
    let folder = root().join("tests/contract");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/contract exists")
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let known = std::fs::read_to_string(root().join("tests/contract/open.txt")).expect("a list, maybe empty");
    let known: Vec<&str> = known.lines().filter(|line| !line.starts_with('#')).collect();
    let (mut played, mut waiting, mut wrong) = (0, 0, Vec::new());
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a script is text");
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let place = open(&name);
        records::deliver_all(&place);
        for conversation in script::read(&text) {
            // For whoever looks into one of them: `BEELINE_PLAY="part of a title"` plays it alone and tells every answer.
            if std::env::var("BEELINE_PLAY").is_ok_and(|part| !conversation.title.contains(&part)) {
                continue;
            }
            played += 1;
            let name = format!(
                "{} › {}",
                path.file_name().unwrap_or_default().to_string_lossy(),
                conversation.title
            );
            let listed = known.contains(&name.as_str());
            match script::play(&place, &conversation) {
                Err(_) if listed => waiting += 1,
                Err(error) => wrong.push(format!("{name}\n    {error}")),
                Ok(()) if listed => wrong.push(format!("{name}\n    goes right now: take it off open.txt")),
                Ok(()) => {}
            }
        }
    }
    println!("{played} conversations played, {waiting} known to be open, {} went wrong", wrong.len());
    assert!(played > 0, "no conversation was found");
    assert!(wrong.is_empty(), "{} of {played} conversations went wrong:\n{}", wrong.len(), wrong.join("\n"));
}
