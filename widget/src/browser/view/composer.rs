//! Where the shopper writes. The field keeps its own text; the state follows it.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::act::Act;
use crate::browser::app::App;
use crate::{Event, State};

/// How near the limit the hint appears, in characters.
const NEAR: i32 = 300;
/// How long a pause of the writing is one.
const PAUSE: Duration = Duration::from_millis(800);
/// What a key event says while an input method composes, in browsers that do not say it in `isComposing`.
const COMPOSING: u32 = 229;

/// The text field and its button.
#[component]
pub(crate) fn Composer(
    /// The chat.
    app: App,
) -> impl IntoView {
    let words = app.words();
    let on_input = move |event| {
        let text = event_target_value(&event);
        app.dispatch(Event::Wrote(text.clone()));
        set_timeout(move || app.dispatch(Event::Paused(text)), PAUSE);
    };
    let on_key = move |event: KeyboardEvent| {
        // Enter also picks a word in an input method; that Enter sends nothing.
        let composing = event.is_composing() || event.key_code() == COMPOSING;
        if event.key() == "Enter" && !event.shift_key() && !composing {
            event.prevent_default();
            app.dispatch(Event::Sent);
        }
    };
    view! {
        <div class="composer">
            <textarea
                rows="1" enterkeyhint="send" dir="auto" aria-label=words.placeholder placeholder=words.placeholder
                on:input=on_input on:keydown=on_key
            ></textarea>
            <Act app=app event=Event::Sent class="send" silent=true label=words.send.to_owned() unless=unfit />
            <p class="count" role="status">{app.derive(hint)}</p>
        </div>
    }
}

fn unfit(state: &State) -> bool {
    !state.can_send()
}

fn hint(state: &State) -> &'static str {
    match state.room() {
        ..0 => state.words.over_full,
        0..NEAR => state.words.nearly_full,
        _ => "",
    }
}
