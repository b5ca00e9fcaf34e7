//! Deliveries as the network makes them: in any order, some of them twice.

use serde_json::Value;

/// One delivery of a platform.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// What it is about.
    pub topic: &'static str,
    /// The time beside the payload, where there is one.
    pub at: &'static str,
    /// The payload.
    pub body: Value,
}

/// The same deliveries, each once to three times, in an order that the seed decides.
#[must_use]
pub fn shuffled(story: &[Delivery], seed: u64) -> Vec<Delivery> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x2545_f491_4f6c_dd1d);
    let mut draw = |below: usize| {
        // xorshift64: any spread will do, as long as a seed always means the same.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap_or_default()
    };
    let mut all: Vec<Delivery> = Vec::new();
    for delivery in story {
        (0..=draw(3)).for_each(|_| all.push(delivery.clone()));
    }
    for last in (1..all.len()).rev() {
        all.swap(last, draw(last + 1));
    }
    all
}
