//! Two questions asked at once.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

/// Waits for both; neither waits for the other.
pub(super) async fn both<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) -> (A, B) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let (mut left, mut right) = (None, None);
    poll_fn(|context| {
        if left.is_none()
            && let Poll::Ready(value) = one.as_mut().poll(context)
        {
            left = Some(value);
        }
        if right.is_none()
            && let Poll::Ready(value) = other.as_mut().poll(context)
        {
            right = Some(value);
        }
        match (left.take(), right.take()) {
            (Some(left), Some(right)) => Poll::Ready((left, right)),
            waiting => {
                (left, right) = waiting;
                Poll::Pending
            }
        }
    })
    .await
}
