//! What a message can be understood as: the 23 intents of the contract.

use serde::{Deserialize, Serialize};

/// Declares the intents once: variant, name on the wire.
macro_rules! intents {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a shopper wants with a message. The names on the wire never change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Intent {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl Intent {
            /// Every intent, in the order of the contract.
            pub const ALL: &'static [Intent] = &[$(Intent::$variant,)*];

            /// The name on the wire, for example `order.status`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Intent::$variant => $name,)* }
            }
        }
    };
}

impl Intent {
    /// Whether it asks for something to be done or told about an order.
    #[must_use]
    pub fn is_request(self) -> bool {
        use Intent::{
            DeliveryProblem, ExchangeStart, ItemProblem, OrderCancel, OrderChangeAddress, OrderChangeItems,
            OrderInvoice, OrderStatus, RefundStatus, ReturnStart, ReturnStatus,
        };
        matches!(
            self,
            OrderStatus
                | OrderCancel
                | OrderChangeAddress
                | OrderChangeItems
                | OrderInvoice
                | ReturnStart
                | ReturnStatus
                | ExchangeStart
                | RefundStatus
                | DeliveryProblem
                | ItemProblem
        )
    }
}

intents! {
    /// Where is it, when does it come, tracking; also stuck on the way.
    OrderStatus = "order.status",
    /// Call off an order.
    OrderCancel = "order.cancel",
    /// Send it somewhere else.
    OrderChangeAddress = "order.change_address",
    /// Alter an order that has not been shipped.
    OrderChangeItems = "order.change_items",
    /// A bill or receipt.
    OrderInvoice = "order.invoice",
    /// Send something back.
    ReturnStart = "return.start",
    /// Asks about the rules, not to act.
    ReturnPolicy = "return.policy",
    /// What became of a return.
    ReturnStatus = "return.status",
    /// Swap something received.
    ExchangeStart = "exchange.start",
    /// Where the money is.
    RefundStatus = "refund.status",
    /// Marked delivered but not there, lost, stolen.
    DeliveryProblem = "delivery.problem",
    /// Damaged, faulty, wrong or missing item, with no clear wish to send back or swap.
    ItemProblem = "item.problem",
    /// Costs, times and places of delivery.
    ShippingInfo = "shipping.info",
    /// Charged twice, declined, wrong amount.
    PaymentProblem = "payment.problem",
    /// Advice, fit, stock, comparison: a purchase decision.
    ProductQuestion = "product.question",
    /// Codes, sales, vouchers.
    PromoQuestion = "promo.question",
    /// Cannot sign in, wrong details, closing an account.
    AccountProblem = "account.problem",
    /// Wants a person.
    HumanRequest = "human.request",
    /// Displeasure with no request in it.
    Complaint = "complaint",
    /// Hello, thanks, goodbye, are you a robot.
    Smalltalk = "smalltalk",
    /// Agrees.
    ConfirmYes = "confirm.yes",
    /// Declines.
    ConfirmNo = "confirm.no",
    /// Anything a shop's order desk does not do.
    Other = "other",
}

#[cfg(test)]
mod tests {
    use super::Intent;

    #[test]
    fn every_intent_has_its_name_of_the_contract() {
        assert_eq!(Intent::ALL.len(), 23);
        for intent in Intent::ALL {
            assert_eq!(serde_json::to_value(intent).unwrap(), intent.name());
        }
    }
}
