//! Where the agent writes.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::super::app::App;
use super::super::page::ids;
use super::bits::{Icon, SPARK};
use super::conversation::part;
use crate::state::MAX_CHARS;
use crate::{Event, Standing};

/// From here on the number of characters left is shown.
const NEAR: i64 = 300;

/// What `isComposing` misses: Safari ends a composition before the key that ended it (keyCode 229).
const COMPOSING: u32 = 229;

/// The composer of the open conversation.
#[component]
pub(super) fn Composer(
    /// The desk.
    app: App,
) -> impl IntoView {
    let words = app.words;
    let draft = app.part(|state| state.current_draft().to_owned());
    let left = Memo::new(move |_| MAX_CHARS as i64 - draft.with(|d| d.trim().chars().count()) as i64);
    let sendable = move || left.get() >= 0 && draft.with(|d| !d.trim().is_empty());
    let free = app.part(|state| state.standing() == Some(Standing::Free));
    let suggested = part(app, |content| content.summary.as_ref().map(|s| !s.suggested_reply.is_empty()));
    let rows = move || draft.with(|d| d.lines().count().clamp(1, 10));
    let pressed = move |event: KeyboardEvent| {
        let composing = event.is_composing() || event.key_code() == COMPOSING;
        if event.key() == "Enter" && !event.shift_key() && !composing {
            event.prevent_default();
            app.dispatch(Event::Said);
        }
    };
    view! {
        <form class="composer" on:submit=move |event| {
            event.prevent_default();
            app.dispatch(Event::Said);
        }>
            <label for=ids::COMPOSER class="for-ears">{words.reply}</label>
            <textarea id=ids::COMPOSER rows=rows placeholder=words.placeholder aria-describedby="composer-hint"
                aria-invalid=move || (left.get() < 0).then_some("true")
                prop:value=draft on:input=move |event| app.dispatch(Event::Drafted(event_target_value(&event)))
                on:keydown=pressed></textarea>
            <div class="composer-foot">
                <p id="composer-hint" class="hint">
                    {move || match left.get() {
                        left if left < NEAR => format!("{}: {left}", words.characters_left),
                        _ if free.get() => words.takes_it.to_owned(),
                        _ => words.enter_hint.to_owned(),
                    }}
                </p>
                <Show when=move || suggested.get() == Some(true)>
                    <button type="button" class="button" on:click=move |_| app.dispatch(Event::SuggestionUsed)>
                        <Icon path=SPARK/>{words.use_suggestion}
                    </button>
                </Show>
                <button class="button primary" aria-disabled=move || (!sendable()).then_some("true")>{words.send}</button>
            </div>
        </form>
    }
}
