//! A shop's file → the rules that the dialogue decides by.

use beeline_config::{Shop, rules::ReturnFees};
use beeline_dialogue::{
    Rules,
    rules::{Category, Season},
};

/// The rules of a shop.
pub(super) fn of(shop: &Shop) -> Rules {
    let returns = &shop.returns;
    let paid = returns.return_shipping_fees == ReturnFees::Customer;
    Rules {
        shop: shop.name.clone(),
        offset: shop.time_zone,
        return_days: returns.merchant_return_days,
        categories: returns
            .categories
            .iter()
            .map(|own| Category { products: own.products.clone(), return_days: own.merchant_return_days })
            .collect(),
        seasons: returns
            .seasonal_override
            .iter()
            .map(|own| Season {
                from: own.start_date,
                to: own.end_date,
                return_days: own.merchant_return_days,
            })
            .collect(),
        return_fee: returns.return_shipping_fees_amount.clone().filter(|_| paid),
        restocking_percent: returns.restocking_fee_percent,
        refund_methods: returns.refund_type.clone(),
        exchanges: returns.exchanges,
        final_sale: returns.final_sale.clone(),
        cancellation: shop.orders.cancellation,
        changes: shop.orders.changes,
        removals: shop.orders.removals,
        claim_days: shop.claims.days,
    }
}
