//! What is drawn.
//!
//! - [`sign_in`], [`top`], [`help`]: around the work; [`deliveries`]: what the merchant's endpoint has heard
//! - [`queue`], [`entry`]: who waits
//! - [`conversation`]: its head and notes; [`story`], [`mood`]: the summary; [`transcript`], [`card`]: what was said;
//!   [`composer`]: what is said next
//! - [`bits`]: badges, icons, troubles; [`keys`]: the keyboard

#![expect(unreachable_pub, reason = "`#[component]` makes the types of its props `pub`")]

mod bits;
mod card;
mod composer;
mod conversation;
mod deliveries;
mod entry;
mod help;
pub(super) mod keys;
mod mood;
mod queue;
mod sign_in;
mod story;
mod top;
mod transcript;

use leptos::prelude::*;

use super::app::App;
use crate::State;

/// The whole page.
#[component]
pub(super) fn Desk(
    /// The desk.
    app: App,
) -> impl IntoView {
    let is_in = app.part(State::is_in);
    view! {
        <Show when=move || is_in.get() fallback=move || view! { <sign_in::SignIn app=app/> }>
            <Work app=app/>
        </Show>
    }
}

#[component]
fn Work(
    /// The desk.
    app: App,
) -> impl IntoView {
    let open = app.part(|state| state.open.clone());
    let announcement = app.part(|state| state.announcement.clone());
    view! {
        <div class="desk" class:has-open=move || open.get().is_some()>
            <top::Top app=app/>
            <main class="rooms">
                <queue::Queue app=app/>
                <section class="pane">
                    {move || match open.get() {
                        Some(_) => view! { <conversation::Conversation app=app/> }.into_any(),
                        None => view! { <Nothing app=app/> }.into_any(),
                    }}
                </section>
            </main>
            <p class="for-ears" role="status">{move || announcement.get()}</p>
            <help::Help app=app/>
            <deliveries::Deliveries app=app/>
        </div>
    }
}

#[component]
fn Nothing(
    /// The desk.
    app: App,
) -> impl IntoView {
    view! {
        <div class="nothing">
            <bits::Icon path=bits::TALK/>
            <h2>{app.words.nothing_open}</h2>
            <p>{app.words.nothing_open_hint}</p>
        </div>
    }
}
