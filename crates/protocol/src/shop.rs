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
    /// The share of calm messages for which a person may be offered, 0 to 1, where the shop has chosen one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub false_alarms: Option<f64>,
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
