//! The shop as its widget sees it: `GET /v1/shop`. Nothing of it is secret.

use serde::{Deserialize, Serialize};

/// What a widget needs to know to look like its shop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShopFace {
    /// The shop's id, the loader's `data-shop`.
    pub id: String,
    /// Its name, as shoppers know it.
    pub name: String,
    /// BCP 47: the language to start in.
    pub locale: String,
    /// How it is painted.
    pub colours: Colours,
    /// Whether messages are scored for frustration in the browser.
    pub frustration: bool,
}

/// CSS colours, `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Colours {
    /// Buttons, the shopper's bubbles, the launcher.
    pub accent: String,
    /// What stands on the accent.
    pub on_accent: String,
}
