//! What is drawn beside a reply. Everything a card says, the reply's text says too.

use serde::{Deserialize, Serialize};

/// A picture of facts, for eyes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Card {
    /// The state of one proven order.
    Order(OrderCard),
}

/// There is one kind, so that its name needs no reading: a derived reader of tagged variants would bring another reader of
/// everything in a card.
impl<'de> Deserialize<'de> for Card {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        OrderCard::deserialize(from).map(Self::Order)
    }
}

/// One order as its shopper may see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderCard {
    /// The number as the shopper sees it, for example `#W2236333`.
    pub order: String,
    /// The state of the whole order in a word or two, in the answer's language.
    pub status: String,
    /// When it was placed, RFC 3339 UTC.
    pub placed_at: String,
    /// What was paid.
    pub total: Money,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// What is or was on its way; empty before anything is shipped.
    pub parcels: Vec<Parcel>,
}

/// A decimal amount and its currency.
#[derive(Clone, Debug, PartialEq, Hash, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Money {
    /// Decimal digits with a point, for example `475.26`.
    pub amount: String,
    /// ISO 4217.
    pub currency: String,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderLine {
    /// The product's name as the record has it.
    pub title: String,
    /// The variant's name, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// How many.
    pub quantity: u32,
}

/// One parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Parcel {
    /// Where it stands.
    pub state: ParcelState,
    /// The same in a word or two, in the answer's language.
    pub status: String,
    /// As the record has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// As the record has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_number: Option<String>,
    /// The carrier's page, `https` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_url: Option<String>,
    /// The promised day, RFC 3339 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_at: Option<String>,
    /// When it was handed over, RFC 3339 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<String>,
    /// What it carries.
    pub lines: Vec<OrderLine>,
}

/// Where a parcel stands, from the neutral vocabulary of fulfilment events.
#[derive(Clone, Copy, Debug, PartialEq, Hash, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ParcelState {
    /// Packed or labelled, not yet with the carrier.
    Processing,
    /// On the way.
    InTransit,
    /// The carrier says it is late.
    Delayed,
    /// In the van.
    OutForDelivery,
    /// Somebody rang and nobody was in.
    DeliveryAttempted,
    /// Waiting at a pick-up point.
    ReadyForPickup,
    /// Handed over.
    Delivered,
    /// The carrier gave up.
    Failed,
}
