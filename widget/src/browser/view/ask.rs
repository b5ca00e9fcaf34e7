//! A question of the chat itself, with two answers, above the composer.

use leptos::prelude::*;

use super::act::Act;
use crate::browser::app::App;
use crate::{Event, State};

/// The question. It is announced when it appears, because its place was there before.
#[component]
pub(crate) fn Ask(
    /// The chat.
    app: App,
    /// While this holds, it is not asked.
    unless: fn(&State) -> bool,
    /// What is asked.
    says: &'static str,
    /// What saying yes means.
    yes: Event,
    /// What the yes says.
    yes_says: &'static str,
    /// What saying no means.
    no: Event,
    /// What the no says.
    no_says: &'static str,
) -> impl IntoView {
    view! {
        <div role="status">
            <div class="ask" hidden=app.derive(unless)>
                <p>{says}</p>
                <Act app=app event=yes class="chip strong" label=yes_says.to_owned()/>
                <Act app=app event=no class="chip" label=no_says.to_owned()/>
            </div>
        </div>
    }
}
