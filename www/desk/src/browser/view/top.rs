//! The bar over everything: whose desk it is, and whether it is live.

use leptos::prelude::*;

use super::super::app::App;
use super::bits::{Icon, KEYBOARD, OUT};
use crate::{Event, Line};

/// The bar.
#[component]
pub(super) fn Top(
    /// The desk.
    app: App,
) -> impl IntoView {
    let words = app.words;
    let shop = app.part(|state| state.shop.clone());
    let agent = app.part(|state| state.agent.clone());
    let line = app.part(|state| state.line);
    let line_says = move || match line.get() {
        Line::On => words.line_on,
        Line::Waiting => words.line_waiting,
        Line::Off | Line::Connecting => words.line_connecting,
    };
    view! {
        <header class="top">
            <h1 class="brand">
                <span class="brand-mark" aria-hidden="true"></span>
                <span>"Beeline "<span class="brand-what">{words.desk}</span></span>
            </h1>
            <span class="top-shop">{shop}</span>
            <span class="top-line" class:is-on=move || line.get() == Line::On role="status">{line_says}</span>
            <span class="top-agent">{agent}</span>
            <button type="button" class="button quiet" on:click=move |_| app.dispatch(Event::DeliveriesWanted(true))>
                <Icon path=OUT/>{words.deliveries}
            </button>
            <button type="button" class="button quiet icon-only" aria-label=words.help title=words.help
                on:click=move |_| app.dispatch(Event::HelpWanted(true))>
                <Icon path=KEYBOARD/>
            </button>
            <button type="button" class="button quiet" on:click=move |_| app.dispatch(Event::SignedOut)>
                {words.sign_out}
            </button>
        </header>
    }
}
