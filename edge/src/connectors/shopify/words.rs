//! Shopify's words for how things stand → ours. The same status is `out_for_delivery` in one payload and
//! `OUT_FOR_DELIVERY` in another.

use beeline_dialogue::order::{Payment, ReturnState};
use beeline_protocol::ParcelState;

/// What a word of `shipment_status`, `FulfillmentDisplayStatus` or `FulfillmentEventStatus` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shipment {
    /// A parcel that stands so.
    Parcel(ParcelState),
    /// No parcel: it was called off.
    Off,
    /// Not a word that we know.
    Unknown,
}

/// Reads a shipment's status.
#[must_use]
pub fn shipment(word: &str) -> Shipment {
    Shipment::Parcel(match word.to_ascii_lowercase().as_str() {
        // A voided label is a parcel that still waits for one.
        "label_printed" | "label_purchased" | "label_voided" | "confirmed" | "submitted" => {
            ParcelState::Processing
        }
        // The shop says that it has sent it, and no carrier says more.
        "fulfilled" | "marked_as_fulfilled" | "carrier_picked_up" | "in_transit" => ParcelState::InTransit,
        "delayed" => ParcelState::Delayed,
        "out_for_delivery" => ParcelState::OutForDelivery,
        "attempted_delivery" => ParcelState::DeliveryAttempted,
        "ready_for_pickup" => ParcelState::ReadyForPickup,
        "delivered" | "picked_up" => ParcelState::Delivered,
        "failure" | "not_delivered" => ParcelState::Failed,
        "canceled" | "cancelled" => return Shipment::Off,
        _ => return Shipment::Unknown,
    })
}

/// Whether a `FulfillmentStatus` means that something left, or will leave, the shop.
#[must_use]
pub fn leaves(word: &str) -> bool {
    !matches!(word.to_ascii_lowercase().as_str(), "cancelled" | "canceled" | "error" | "failure")
}

/// Reads a `financial_status` or `OrderDisplayFinancialStatus`.
#[must_use]
pub fn payment(word: &str) -> Option<Payment> {
    Some(match word.to_ascii_lowercase().as_str() {
        "pending" | "authorized" | "unpaid" => Payment::Pending,
        "paid" | "partially_paid" => Payment::Paid,
        "partially_refunded" => Payment::PartiallyRefunded,
        "refunded" => Payment::Refunded,
        "voided" | "expired" => Payment::Voided,
        _ => return None,
    })
}

/// Reads a `ReturnStatus`.
#[must_use]
pub fn back(word: &str) -> Option<ReturnState> {
    Some(match word.to_ascii_lowercase().as_str() {
        "requested" => ReturnState::Requested,
        "open" => ReturnState::Open,
        "declined" => ReturnState::Declined,
        "canceled" | "cancelled" => ReturnState::Cancelled,
        "closed" => ReturnState::Closed,
        _ => return None,
    })
}
