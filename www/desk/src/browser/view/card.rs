//! An order as the shopper was shown it.

use beeline_protocol::{OrderCard, OrderLine, Parcel};
use leptos::prelude::*;

use super::super::{app::App, js};

/// The card.
#[component]
pub(super) fn Order(
    /// The desk.
    app: App,
    /// What was shown.
    order: OrderCard,
) -> impl IntoView {
    let words = app.words;
    let total = js::money(&order.total.amount, &order.total.currency, app.locale);
    view! {
        <div class="card">
            <p class="card-head"><strong>{order.order}</strong>" "<span>{order.status}</span></p>
            {order.parcels.into_iter().map(|parcel| view! { <OneParcel app=app parcel=parcel/> }).collect_view()}
            <ul class="card-lines">{order.lines.into_iter().map(line).collect_view()}</ul>
            <p class="card-foot" lang=words.lang>{words.total}" "{total}</p>
        </div>
    }
}

#[component]
fn OneParcel(
    /// The desk.
    app: App,
    /// What was shown.
    parcel: Parcel,
) -> impl IntoView {
    let words = app.words;
    let when = match (&parcel.delivered_at, &parcel.expected_at) {
        (Some(at), _) => Some((words.delivered, js::day(at, app.locale))),
        (None, Some(at)) => Some((words.expected, js::day(at, app.locale))),
        (None, None) => None,
    };
    // A record may hold anything: only a carrier's secure page is worth a press.
    let url = parcel.tracking_url.filter(|url| url.starts_with("https://"));
    let tracking = parcel.tracking_number.map(|number| match url {
        Some(url) => view! { <a href=url target="_blank" rel="noopener noreferrer">{number}</a> }.into_any(),
        None => view! { <span>{number}</span> }.into_any(),
    });
    view! {
        <p class="card-parcel" lang=words.lang>
            // "Delivered" is said by the day.
            {parcel.delivered_at.is_none().then(|| view! { <span>{words.parcel(parcel.state)}</span> })}
            {when.map(|(what, day)| view! { <span>{what}" "{day}</span> })}
            {parcel.carrier.map(|carrier| view! { <span>{carrier}</span> })}
            {tracking.map(|tracking| view! { <span class="card-tracking">{tracking}</span> })}
        </p>
    }
}

fn line(line: OrderLine) -> impl IntoView {
    let variant = line.variant.map(|variant| view! { " "<span class="soft">{variant}</span> });
    view! { <li>{line.quantity}" × "{line.title}{variant}</li> }
}
