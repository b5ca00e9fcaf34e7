//! The one button.

use leptos::prelude::*;

use crate::browser::app::App;
use crate::{Event, State};

/// A button that makes an event.
#[component]
pub(crate) fn Act(
    /// The chat.
    app: App,
    /// What pressing it means.
    event: Event,
    /// How it looks.
    class: &'static str,
    /// What it says.
    label: String,
    /// Drawn as an icon: the label is read out and shown on hover only.
    #[prop(optional)]
    silent: bool,
    /// While this holds, there is nothing to press it for.
    #[prop(optional)]
    unless: Option<fn(&State) -> bool>,
) -> impl IntoView {
    let (text, title) = if silent { (String::new(), Some(label)) } else { (label, None) };
    let idle = app.derive(unless.unwrap_or(|_| false));
    view! {
        <button type="button" class=class aria-label=title.clone() title=title disabled=idle on:click=move |_| app.dispatch(event.clone())>
            {text}
        </button>
    }
}
