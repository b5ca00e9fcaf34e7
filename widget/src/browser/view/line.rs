//! One bubble, and under a message that did not arrive what to do about it.

use beeline_protocol::Speaker;
use leptos::prelude::*;

use super::act::Act;
use super::card::Card;
use crate::browser::app::App;
use crate::{Event, Line, Phase, State};

/// One line of the transcript.
#[component]
pub(crate) fn Bubble(
    /// The chat.
    app: App,
    /// What was said.
    line: Line,
) -> impl IntoView {
    let words = app.words();
    let (class, by) = match line.author {
        Speaker::Shopper => ("line you", words.you.to_owned()),
        Speaker::Assistant => ("line assistant", words.assistant.to_owned()),
        Speaker::Agent => ("line agent", line.name.unwrap_or_else(|| words.agent.to_owned())),
        Speaker::System => ("line system", String::new()),
    };
    let quick = line.quick_replies.into_iter();
    let quick = quick.map(|q| view! { <Act app=app event=Event::Said(q.text) class="chip" label=q.label/> });
    view! {
        <div class=class>
            <p class="by">{by}</p>
            <p class="bubble" dir="auto">{line.text}</p>
            {line.card.map(|card| view! { <Card app=app card=card/> })}
            <div class="quick">{quick.collect_view()}</div>
            {(line.author == Speaker::Shopper).then(|| view! { <Trouble app=app key=line.key/> })}
        </div>
    }
}

/// Why a message did not arrive, and another try.
#[component]
fn Trouble(
    /// The chat.
    app: App,
    /// The line's.
    key: String,
) -> impl IntoView {
    let arrived = app.derive_of(&key, |s, key| phase(s, key).is_none());
    let fine = app.derive_of(&key, |s, key| failure(s, key).is_empty());
    let why = app.derive_of(&key, failure);
    view! {
        <i class="pending" hidden=arrived></i>
        <div class="trouble" role="status" hidden=fine>
            <p>{why}</p>
            <Act app=app event=Event::Retried(key) class="chip" label=app.words().retry.to_owned()/>
        </div>
    }
}

fn phase(state: &State, key: &str) -> Option<Phase> {
    state.lines.iter().find(|line| line.key == key)?.phase().copied()
}

fn failure(state: &State, key: &str) -> &'static str {
    match phase(state, key) {
        Some(Phase::Failed(failure)) => state.words.failure(failure),
        _ => "",
    }
}
