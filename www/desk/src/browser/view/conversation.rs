//! The open conversation: its head, then the story, the transcript and the composer.

use beeline_protocol::DeskConversation;
use leptos::prelude::*;

use super::super::app::App;
use super::super::page::ids;
use super::bits::{Alert, BACK, Icon, Kind};
use super::{composer::Composer, story::Story, transcript::Transcript};
use crate::event::Act;
use crate::{Event, Standing, State};

/// The open conversation, or why it cannot be read, or that it is on its way.
#[component]
pub(super) fn Conversation(
    /// The desk.
    app: App,
) -> impl IntoView {
    let there = app.part(|state| state.current().is_some_and(|c| c.content.is_some()));
    let trouble = app.part(|state| state.current().and_then(|c| c.trouble.clone()));
    let retry = Callback::new(move |()| app.dispatch(Event::Returned));
    view! {
        <Head app=app/>
        {move || trouble.get().map(|trouble| view! { <Alert app=app trouble=trouble retry=Some(retry)/> })}
        <Show when=move || there.get() fallback=move || view! { <p class="loading">{app.words.loading}</p> }>
            <div class="reading">
                <div id=ids::SCROLLER class="scroller">
                    <Story app=app/>
                    <Transcript app=app/>
                </div>
                <div class="foot">
                    <Refused app=app/>
                    <Speak app=app/>
                </div>
            </div>
        </Show>
    }
}

/// A part of what was read; nothing before it is.
pub(super) fn part<T: PartialEq + Send + Sync + 'static>(
    app: App,
    part: impl Fn(&DeskConversation) -> Option<T> + Send + Sync + 'static,
) -> Memo<Option<T>> {
    app.part(move |state| state.current().and_then(|c| c.content.as_ref()).and_then(&part))
}

#[component]
fn Head(
    /// The desk.
    app: App,
) -> impl IntoView {
    let words = app.words;
    let title = app.part(|state| {
        let content = state.current().and_then(|c| c.content.as_ref());
        let summary = content.and_then(|c| c.summary.as_ref()).map(|s| (s.intent, s.kind));
        summary.or_else(|| state.open.as_ref().and_then(|id| state.entry(id)).map(|e| (e.intent, e.kind)))
    });
    let name = move || title.get().map_or(words.transcript, |(intent, _)| words.intent(intent));
    let standing = app.part(State::standing);
    let acts = move || match standing.get() {
        Some(Standing::Free) => [Act::Take].into_iter().collect(),
        Some(Standing::Mine) => [Act::Return, Act::Resolve].into_iter().collect(),
        _ => Vec::new(),
    };
    view! {
        <header class="head">
            <button type="button" class="button quiet icon-only head-back" aria-label=words.back
                on:click=move |_| app.dispatch(Event::Closed)>
                <Icon path=BACK/>
            </button>
            <h2 id=ids::TITLE class="head-title" tabindex="-1">{name}</h2>
            {move || title.get().map(|(_, kind)| view! { <Kind app=app kind=kind/> })}
            <div class="head-acts">
                {move || acts().into_iter().map(|act| view! { <ActButton app=app act=act/> }).collect_view()}
            </div>
        </header>
    }
}

#[component]
fn ActButton(
    /// The desk.
    app: App,
    /// What it does.
    act: Act,
) -> impl IntoView {
    let may = app.part(move |state| state.may(act));
    let class = if act == Act::Return { "button" } else { "button primary" };
    // Not `disabled`: a button that vanishes from the keyboard takes the focus with it.
    view! {
        <button type="button" class=class aria-disabled=move || (!may.get()).then_some("true")
            on:click=move |_| app.dispatch(Event::ActWanted(act))>
            {app.words.act(act)}
        </button>
    }
}

/// What could not be done, and why.
#[component]
fn Refused(
    /// The desk.
    app: App,
) -> impl IntoView {
    let refused = app.part(|state| state.current().and_then(|c| c.refused.clone()));
    let dismiss = Callback::new(move |()| app.dispatch(Event::TroubleRead));
    move || {
        refused.get().map(|(act, trouble)| {
            // What moved on cannot simply be done again.
            let again = Callback::new(move |()| app.dispatch(Event::ActWanted(act)));
            let retry = (trouble.status != 409).then_some(again);
            view! { <Alert app=app trouble=trouble retry=retry dismiss=Some(dismiss)/> }
        })
    }
}

/// The composer, or who speaks instead.
#[component]
fn Speak(
    /// The desk.
    app: App,
) -> impl IntoView {
    let words = app.words;
    let standing = app.part(State::standing);
    // Compared, so that taking it does not draw the composer anew under a writing hand.
    let may = Memo::new(move |_| matches!(standing.get(), Some(Standing::Free | Standing::Mine)));
    let note = move || match standing.get() {
        Some(Standing::Others(name)) => Some((format!("{name} {}", words.others), false)),
        Some(Standing::Over(Some(Act::Resolve))) => Some((words.over_resolved.to_owned(), true)),
        Some(Standing::Over(Some(_))) => Some((words.over_returned.to_owned(), true)),
        Some(Standing::Over(None)) => Some((words.over.to_owned(), true)),
        _ => None,
    };
    let instead = move || {
        note().map(|(text, over)| view! {
            <div class="note" role="status">
                <p>{text}</p>
                {over.then(|| view! {
                    <button type="button" class="button" on:click=move |_| app.dispatch(Event::NextWanted)>
                        {words.next}
                    </button>
                })}
            </div>
        })
    };
    view! {
        // A closure in a closure: `Show` runs its fallback once, and who speaks instead may change.
        <Show when=move || may.get() fallback=move || instead>
            <Composer app=app/>
        </Show>
    }
}
