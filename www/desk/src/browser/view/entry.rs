//! One line of the list.

use beeline_protocol::{QueueEntry, QueueStatus};
use leptos::prelude::*;

use super::super::{app::App, js};
use super::bits::Kind;
use crate::Event;

/// Longer than this is too long to wait, in seconds.
const LONG: u64 = 300;

/// A conversation: what first words it needs, what for, how long, who has it.
#[component]
pub(super) fn Row(
    /// The desk.
    app: App,
    /// Which.
    id: String,
) -> impl IntoView {
    let entry = app.part({
        let id = id.clone();
        move |state| state.entry(&id).cloned()
    });
    let open = app.part({
        let id = id.clone();
        move |state| state.open.as_ref() == Some(&id)
    });
    // One stop for Tab in the whole list: the open line, or else the first.
    let stop = app.part({
        let id = id.clone();
        move |state| {
            let visible = state.visible();
            let open = state.open.as_ref().filter(|open| visible.contains(open));
            open.or(visible.first()) == Some(&id)
        }
    });
    view! {
        <li>
            <button type="button" class="entry" tabindex=move || if stop.get() { "0" } else { "-1" }
                aria-current=move || open.get().then_some("true")
                on:click=move |_| app.dispatch(Event::Opened(id.clone()))>
                {move || entry.get().map(|entry| view! { <Inside app=app entry=entry/> })}
            </button>
        </li>
    }
}

#[component]
fn Inside(
    /// The desk.
    app: App,
    /// What stands there.
    entry: QueueEntry,
) -> impl IntoView {
    let words = app.words;
    let since = entry.since.clone();
    let waited = Memo::new(move |_| js::seconds_since(&since, app.now.get()));
    let waiting = entry.status == QueueStatus::Waiting;
    let is_long = Memo::new(move |_| waiting && waited.get() > LONG);
    let mine = app.peek(|state| entry.taken_by.as_ref() == Some(&state.agent));
    let who = match &entry.taken_by {
        Some(_) if mine => words.with_you.to_owned(),
        Some(name) => format!("{} {name}", words.with),
        None => words.free.to_owned(),
    };
    view! {
        <span class="entry-top">
            <span class="entry-intent" class:is-unanswered=entry.unanswered>
                {words.intent(entry.intent)}
                {(entry.unanswered && waiting).then(|| view! { <span class="for-ears">" · "{words.unanswered}</span> })}
            </span>
            <span class="entry-wait" class:is-long=is_long>
                <span class="for-ears">{words.waits_for}" "</span>
                {move || words.duration(waited.get())}
            </span>
        </span>
        <span class="entry-text" lang=entry.language.clone()>{entry.last_text}</span>
        <span class="entry-foot">
            <Kind app=app kind=entry.kind/>
            <span class="entry-facts">
                {words.reason(entry.reason)}" · "{js::language(&entry.language, app.locale)}" · "{who}
            </span>
            {(entry.unanswered && !waiting).then(|| view! { <span class="entry-unanswered">{words.unanswered}</span> })}
        </span>
    }
}
