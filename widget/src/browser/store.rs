//! The tab's storage. It may be missing, full or forbidden; then the chat only lives as long as the page.

use web_sys::{Storage, window};

use super::net::write;
use super::wire::parse;
use crate::Saved;

fn storage() -> Option<Storage> {
    window()?.session_storage().ok()?
}

/// What the last page kept.
pub(crate) fn load(place: &str) -> Option<Saved> {
    parse(&storage()?.get_item(place).ok()??)
}

/// Keeps it for the next page.
pub(crate) fn save(place: &str, saved: &Saved) {
    if let (Some(storage), Some(text)) = (storage(), write(saved)) {
        let _ = storage.set_item(place, &text);
    }
}
