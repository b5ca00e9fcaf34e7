//! The panel: who one talks to, what was said, a person one tap away, and where one writes.

use beeline_protocol::HandledBy;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::act::Act;
use super::ask::Ask;
use super::composer::Composer;
use super::line::Bubble;
use crate::browser::app::App;
use crate::{Event, Live, State};

/// The whole chat.
#[component]
pub(crate) fn Panel(
    /// The chat.
    app: App,
    /// The shop's name.
    name: String,
) -> impl IntoView {
    let words = app.words();
    let label = format!("{name} {}", words.chat);
    let ask_person = || Event::Said(words.ask_person_text.to_owned());
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.stop_propagation();
            app.dispatch(Event::Closed);
        }
    };
    view! {
        <section class="panel" role="dialog" aria-label=label lang=words.lang inert=app.derive(|s| !s.open) on:keydown=on_key>
            <Head app=app name=name/>
            <div class="scroll">
                <div class="story">
                    <Log app=app/>
                    <div role="status">
                        <p class="dots" hidden=app.derive(|s| !s.is_thinking())>
                            <span class="aside">{app.derive(thinking)}</span>
                            <i></i><i></i><i></i>
                        </p>
                    </div>
                </div>
            </div>
            <Ask
                app=app unless=|s| !s.leaving says=words.leave
                yes=Event::StartedOver yes_says=words.start_over no=Event::Stayed no_says=words.stay
            />
            <Ask
                app=app unless=|s| !s.offered says=words.offer
                yes=ask_person() yes_says=words.ask_person no=Event::OfferDeclined no_says=words.not_now
            />
            <div class="foot">
                <div class="bar">
                    <div hidden=app.derive(|s| !by_edge(s))>
                        <Act app=app event=ask_person() class="person" label=words.ask_person.to_owned()/>
                    </div>
                    <p class="state" role="status">{app.derive(standing)}</p>
                </div>
                <Composer app=app/>
            </div>
        </section>
    }
}

/// Who one talks to, and the ways out.
#[component]
fn Head(
    /// The chat.
    app: App,
    /// The shop's name.
    name: String,
) -> impl IntoView {
    let words = app.words();
    let initial = name.chars().next().map(String::from);
    view! {
        <div class="head">
            <i class="mark" aria-hidden="true">{initial}</i>
            <div class="who">
                <h2>{name}</h2>
                <p>{app.derive(speaker)}</p>
            </div>
            <Act app=app event=Event::LeaveAsked class="tool again" silent=true label=words.start_over.to_owned()/>
            <Act app=app event=Event::Closed class="tool close" silent=true label=words.close.to_owned()/>
        </div>
    }
}

/// What was said, after what must be said first.
#[component]
fn Log(
    /// The chat.
    app: App,
) -> impl IntoView {
    let words = app.words();
    let first = words.first_question;
    view! {
        <div class="log" role="log" tabindex="0" aria-label=words.chat>
            <div class="intro">
                <p class="hello">{words.greeting}</p>
                <p class="told">{words.disclosure}</p>
                <div class="quick">
                    <Act app=app event=Event::Said(first.to_owned()) class="chip" label=first.to_owned()/>
                </div>
            </div>
            <For each=app.keys() key=Clone::clone let:key>
                {app.line(&key).map(|line| view! { <Bubble app=app line=line/> })}
            </For>
        </div>
    }
}

fn by_edge(state: &State) -> bool {
    state.handled_by == HandledBy::Edge
}

fn speaker(state: &State) -> &'static str {
    if by_edge(state) { state.words.assistant } else { state.words.team }
}

fn thinking(state: &State) -> &'static str {
    if state.is_thinking() { state.words.thinking } else { "" }
}

/// One sentence on the line to the other side, where there is something to say.
fn standing(state: &State) -> &'static str {
    match (state.online, by_edge(state), state.live) {
        (false, ..) => state.words.offline,
        (true, true, _) => "",
        (true, false, Live::On) if state.person_is_here() => state.words.with_person,
        (true, false, Live::On) => state.words.waiting,
        (true, false, _) => state.words.reconnecting,
    }
}
