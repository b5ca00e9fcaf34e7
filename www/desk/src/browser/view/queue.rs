//! Who waits, longest first.

use leptos::prelude::*;

use super::super::app::App;
use super::super::page::ids;
use super::bits::Alert;
use super::{entry::Row, keys};
use crate::{Event, Filter, State};

/// The choice of a part, and the list.
#[component]
pub(super) fn Queue(
    /// The desk.
    app: App,
) -> impl IntoView {
    let words = app.words;
    let visible = app.part(State::visible);
    let filter = app.part(|state| state.filter);
    let trouble = app.part(|state| state.queue_trouble.clone());
    let retry = Callback::new(move |()| app.dispatch(Event::QueueWanted));
    view! {
        <section class="queue" aria-labelledby="queue-title">
            <h2 id="queue-title" class="for-ears">{words.queue}</h2>
            <div class="filters" role="group" aria-label=words.filter>
                {Filter::ALL.map(|part| view! { <Part app=app part=part/> })}
            </div>
            {move || trouble.get().map(|trouble| view! { <Alert app=app trouble=trouble retry=Some(retry)/> })}
            <ul id=ids::LIST class="list" tabindex="-1" aria-labelledby="queue-title" on:keydown=move |event| keys::in_list(&event)>
                <For each=move || visible.get() key=String::clone let(id)>
                    <Row app=app id=id/>
                </For>
            </ul>
            {move || visible.with(Vec::is_empty).then(|| {
                let (title, hint) = words.empty(filter.get());
                view! { <div class="empty"><p class="empty-title">{title}</p><p>{hint}</p></div> }
            })}
        </section>
    }
}

#[component]
fn Part(
    /// The desk.
    app: App,
    /// Which part.
    part: Filter,
) -> impl IntoView {
    let chosen = app.part(move |state| state.filter == part);
    let count = app.part(move |state| state.count(part));
    view! {
        <button type="button" class="filter" aria-pressed=move || if chosen.get() { "true" } else { "false" }
            on:click=move |_| app.dispatch(Event::Filtered(part))>
            {app.words.filter_name(part)}" "<span class="count">{count}</span>
        </button>
    }
}
