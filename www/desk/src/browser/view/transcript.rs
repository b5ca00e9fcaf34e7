//! What was said.

use beeline_protocol::{Card, Entry, Speaker};
use leptos::prelude::*;

use super::super::page::{self, ids};
use super::super::{app::App, js};
use super::bits::{Icon, WARNING};
use super::card::Order;
use super::conversation::part;
use super::mood::{class, percent};
use crate::state::Outgoing;
use crate::{Event, Feeling, Phase, Standing, State};

/// Everything that was said, and what this agent said last.
#[component]
pub(super) fn Transcript(
    /// The desk.
    app: App,
) -> impl IntoView {
    let messages = part(app, |content| Some(content.messages.clone()));
    let language = part(app, |content| content.summary.as_ref().map(|s| s.language.clone()));
    let outgoing = app.part(State::outgoing);
    // On a wide screen the newest words are shown first. On a narrow one the story stands above them, and is first for
    // whoever has not taken it yet.
    let mine = app.peek(State::standing) == Some(Standing::Mine);
    request_animation_frame(move || {
        let places = [Some(ids::TRANSCRIPT), mine.then_some(ids::SCROLLER)];
        for element in places.into_iter().flatten().filter_map(js::element) {
            element.set_scroll_top(element.scroll_height());
        }
    });
    Effect::new(move |before: Option<usize>| {
        let now = outgoing.with(Vec::len);
        if before.is_some_and(|before| now > before) {
            page::scroll_down();
        }
        now
    });
    view! {
        <div id=ids::TRANSCRIPT class="log" role="log" aria-label=app.words.transcript tabindex="0" lang=move || language.get()>
            <For each=move || messages.get().unwrap_or_default() key=|entry| entry.cursor let(entry)>
                <Said app=app entry=entry/>
            </For>
            <For each=move || outgoing.get() key=|o| (o.reply.id.clone(), rank(&o.phase)) let(outgoing)>
                <Saying app=app outgoing=outgoing/>
            </For>
        </div>
    }
}

#[component]
fn Said(
    /// The desk.
    app: App,
    /// What was said.
    entry: Entry,
) -> impl IntoView {
    let words = app.words;
    let side = match entry.author {
        Speaker::Shopper => "line of-shopper",
        Speaker::Assistant => "line of-assistant",
        Speaker::Agent => "line of-agent",
        Speaker::System => "line of-system",
    };
    let who = entry.name.unwrap_or_else(|| words.speaker(entry.author).to_owned());
    let mark =
        entry.frustration.map(|s| (s, Feeling::of(s))).filter(|(_, feeling)| *feeling != Feeling::Calm);
    view! {
        <article class=side>
            <p class="line-by" lang=words.lang>
                <span class="line-who">{who}</span>
                " "<time datetime=entry.at.clone()>{js::moment(&entry.at, app.locale)}</time>
                {mark.map(|(score, feeling)| view! {
                    " "<span class=format!("mark {}", class(feeling))>
                        <Icon path=WARNING/>{words.feeling(feeling)}" "{percent(score)}
                    </span>
                })}
            </p>
            <p class="line-text">{entry.text}</p>
            {entry.card.map(|Card::Order(order)| view! { <Order app=app order=order/> })}
            {(!entry.quick_replies.is_empty()).then(|| view! {
                <ul class="offered">
                    {entry.quick_replies.into_iter().map(|q| view! { <li>{q.label}</li> }).collect_view()}
                </ul>
            })}
        </article>
    }
}

#[component]
fn Saying(
    /// The desk.
    app: App,
    /// What is being said.
    outgoing: Outgoing,
) -> impl IntoView {
    let words = app.words;
    let how = match &outgoing.phase {
        Phase::Waiting => words.queued.to_owned(),
        Phase::Sending => words.sending.to_owned(),
        Phase::Sent => words.sent.to_owned(),
        Phase::Failed(trouble) => {
            let (title, detail) = words.trouble(trouble);
            format!("{}. {title} {detail}", words.not_sent)
        }
    };
    let failure = match &outgoing.phase {
        Phase::Failed(trouble) => Some(trouble.clone()),
        _ => None,
    };
    let failed = failure.is_some();
    let (retried, taken_back) = (outgoing.reply.id.clone(), outgoing.reply.id);
    view! {
        <article class="line of-agent" class:is-failed=failed>
            <p class="line-text">{outgoing.reply.text}</p>
            <p class="line-by" lang=words.lang>{how}</p>
            {failure.map(|trouble| view! {
                <p class="line-acts" lang=words.lang>
                    <button type="button" class="button small" on:click=move |_| app.dispatch(Event::Retried(retried.clone()))>
                        {words.retry}
                    </button>
                    // Without an answer it may have arrived all the same: only trying again is safe then.
                    {(trouble.status != 0).then(|| view! {
                        <button type="button" class="button small" on:click=move |_| app.dispatch(Event::TakenBack(taken_back.clone()))>
                            {words.edit}
                        </button>
                    })}
                </p>
            })}
        </article>
    }
}

/// A line is drawn anew when this changes.
fn rank(phase: &Phase) -> u8 {
    match phase {
        Phase::Waiting => 0,
        Phase::Sending => 1,
        Phase::Sent => 2,
        Phase::Failed(_) => 3,
    }
}
