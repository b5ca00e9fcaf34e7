//! What the merchant's endpoint has heard of what was committed here, and "send it again".

use beeline_protocol::{OutboxMessage, OutboxState};
use leptos::prelude::*;

use super::super::{app::App, js};
use super::bits::{Alert, modal};
use crate::Event;

/// The list, over the page while it is wanted.
#[component]
pub(super) fn Deliveries(
    /// The desk.
    app: App,
) -> impl IntoView {
    let words = app.words;
    let dialog = modal(app.part(|state| state.deliveries.shown));
    let messages = app.part(|state| state.deliveries.messages.clone());
    let trouble = app.part(|state| state.deliveries.trouble.clone());
    let wanted = move |wanted| app.dispatch(Event::DeliveriesWanted(wanted));
    let list = move |messages: Vec<OutboxMessage>| match messages.is_empty() {
        true => view! { <p class="empty-title">{words.deliveries_empty}</p> }.into_any(),
        false => {
            let rows = messages.into_iter().map(|message| view! { <Delivery app=app message=message/> });
            view! { <ul>{rows.collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <dialog node_ref=dialog class="dialog deliveries" aria-labelledby="deliveries-title" on:close=move |_| wanted(false)>
            <h2 id="deliveries-title">{words.deliveries_title}</h2>
            <p>{words.deliveries_hint}</p>
            {move || trouble.get().map(|trouble| {
                let retry = Callback::new(move |()| wanted(true));
                view! { <Alert app=app trouble=trouble retry=Some(retry)/> }
            })}
            {move || match messages.get() {
                Some(messages) => list(messages),
                None => view! { <p role="status">{words.loading}</p> }.into_any(),
            }}
            <div class="dialog-foot">
                <button type="button" class="button quiet" on:click=move |_| wanted(true)>{words.refresh}</button>
                <button type="button" class="button" on:click=move |_| wanted(false)>{words.close}</button>
            </div>
        </dialog>
    }
}

#[component]
fn Delivery(
    /// The desk.
    app: App,
    /// What it is about, and how it fares.
    message: OutboxMessage,
) -> impl IntoView {
    let words = app.words;
    let OutboxMessage { id, what, order, state, since, attempts, last_status, last_at, next_at, .. } =
        message;
    let class = match state {
        OutboxState::Unsent => "delivery-state is-unsent",
        OutboxState::Pending => "delivery-state",
        OutboxState::Delivered => "delivery-state is-delivered",
        OutboxState::Parked => "delivery-state is-parked",
    };
    let answer = last_at.is_some().then(|| match last_status {
        Some(status) => format!(" · {} {status}", words.last_answer),
        None => format!(" · {} {}", words.last_answer, words.unreachable),
    });
    let next = next_at.map(|at| format!(" · {} {}", words.next_try, js::moment(&at, app.locale)));
    let what = words.message(&what).to_owned();
    let on_its_way = {
        let id = id.clone();
        app.part(move |state| state.deliveries.replaying.contains(&id))
    };
    let label = move || if on_its_way.get() { words.replaying } else { words.replay };
    // What is read aloud begins with what is read on the button.
    let name = {
        let of = format!("{what} {}", order.clone().unwrap_or_default());
        move || format!("{}: {of}", label())
    };
    let again = move |_| app.dispatch(Event::ReplayWanted(id.clone()));
    view! {
        <li>
            <strong class="delivery-what">{what}" "{order}</strong>
            <span class=class>{words.delivery(state)}</span>
            {(state != OutboxState::Unsent).then(|| view! {
                <button type="button" class="button small" aria-label=name disabled=move || on_its_way.get() on:click=again>
                    {label}
                </button>
            })}
            <p class="delivery-how">
                {js::moment(&since, app.locale)}" · "{words.attempts}" "{attempts}{answer}{next}
            </p>
        </li>
    }
}
