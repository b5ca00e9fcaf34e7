//! The order card. Everything on it stands in the reply's text, too.

use beeline_protocol::{Card as AnyCard, OrderCard, OrderLine, Parcel, ParcelState};
use leptos::prelude::*;

use crate::browser::app::App;
use crate::browser::js;

/// What is drawn below a reply.
#[component]
pub(crate) fn Card(
    /// The chat.
    app: App,
    /// What to draw.
    card: AnyCard,
) -> impl IntoView {
    match card {
        AnyCard::Order(order) => view! { <Order app=app order=order/> },
    }
}

/// One order: where it stands, what is on its way, what it holds.
#[component]
fn Order(
    /// The chat.
    app: App,
    /// The order.
    order: OrderCard,
) -> impl IntoView {
    let words = app.words();
    let locale = app.locale();
    let number = order.order.clone();
    let total = js::money(&order.total.amount, &order.total.currency, &locale);
    // One parcel with everything in it needs no list of its own.
    let several = order.parcels.len() > 1;
    let parcels = order.parcels.into_iter();
    let parcels =
        parcels.map(|parcel| view! { <Package app=app parcel=parcel listed=several/> }).collect_view();
    view! {
        <section class="card" aria-label=number>
            <header>
                <h3>{order.order}</h3>
                <span class="badge">{order.status}</span>
            </header>
            {parcels}
            {(!several).then(|| items(order.lines))}
            <footer>
                <span>{words.placed}" "{js::day(&order.placed_at, &locale, false)}</span>
                <b>{words.total}" "{total}</b>
            </footer>
        </section>
    }
}

/// One parcel: how far it is, when it comes, who brings it.
#[component]
fn Package(
    /// The chat.
    app: App,
    /// The parcel.
    parcel: Parcel,
    /// Whether to say what it carries.
    listed: bool,
) -> impl IntoView {
    let words = app.words();
    let (label, at) = match parcel.delivered_at {
        Some(at) => (words.delivered, Some(at)),
        None => (words.expected, parcel.expected_at),
    };
    let when =
        at.map(|at| view! { <p class="when"><span>{label}</span>{js::day(&at, &app.locale(), true)}</p> });
    let number = parcel.tracking_number.unwrap_or_default();
    // A record may hold anything; only a secure page is worth a link.
    let url = parcel.tracking_url.filter(|url| url.starts_with("https://"));
    let tracked = (!number.is_empty() || url.is_some()).then(|| {
        let text = if number.is_empty() { words.tracking.to_owned() } else { number };
        view! {
            <p class="track">
                <span>{parcel.carrier.unwrap_or_else(|| words.tracking.to_owned())}</span>
                <a href=url target="_blank" rel="noopener noreferrer" dir="ltr">{text}</a>
            </p>
        }
    });
    view! {
        <div class="parcel">
            <div class=format!("way {}", progress(parcel.state)) aria-hidden="true"><i></i><i></i><i></i><i></i></div>
            <p class="stand">{parcel.status}</p>
            {when}
            {tracked}
            {listed.then(|| items(parcel.lines))}
        </div>
    }
}

fn items(lines: Vec<OrderLine>) -> impl IntoView {
    let lines = lines.into_iter().map(|line| {
        view! {
            <li>
                <span class="n">{line.quantity}"×"</span>
                <span>{line.title}<small>{line.variant}</small></span>
            </li>
        }
    });
    view! { <ul>{lines.collect_view()}</ul> }
}

/// How many of the four steps are done, and whether something is wrong.
fn progress(state: ParcelState) -> &'static str {
    match state {
        ParcelState::Processing => "s1",
        ParcelState::InTransit => "s2",
        ParcelState::Delayed => "s2 late",
        ParcelState::OutForDelivery => "s3",
        ParcelState::DeliveryAttempted | ParcelState::ReadyForPickup => "s3 late",
        ParcelState::Delivered => "s4",
        ParcelState::Failed => "s3 late",
    }
}
