//! The tab's storage. It may be missing, full or forbidden; then the desk only remembers as long as the page lives.

use web_sys::{Storage, window};

use crate::Kept;

const PLACE: &str = "beeline-desk";

fn storage() -> Option<Storage> {
    window()?.session_storage().ok()?
}

/// What this tab kept.
pub(crate) fn load() -> Option<Kept> {
    serde_json::from_str(&storage()?.get_item(PLACE).ok()??).ok()
}

/// Keeps it for the next load of this tab.
pub(crate) fn save(kept: &Kept) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(kept)) {
        let _ = storage.set_item(PLACE, &text);
    }
}

/// Forgets everything.
pub(crate) fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(PLACE);
    }
}
