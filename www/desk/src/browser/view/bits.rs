//! Small parts that several views are made of.

use beeline_protocol::HandoffKind;
use leptos::html::Dialog;
use leptos::prelude::*;

use super::super::app::App;
use crate::Trouble;

/// Icons on a grid of 20, drawn with a stroke.
pub(super) const HEART: &str =
    "M10 16.5S3.5 12.6 3.5 8.2A3.4 3.4 0 0 1 10 6.9a3.4 3.4 0 0 1 6.5 1.3c0 4.4-6.5 8.3-6.5 8.3Z";
pub(super) const BAG: &str = "M4.5 7h11l.8 9.5H3.7L4.5 7ZM7 9V6a3 3 0 0 1 6 0v3";
pub(super) const WRENCH: &str = "M12.2 3.8a4 4 0 0 0-3.6 5.5l-5 5a1.6 1.6 0 0 0 2.2 2.2l5-5a4 4 0 0 0 5.4-4.4l-2.3 2-2.2-.6-.6-2.2 2.1-2.3a4 4 0 0 0-1-.2Z";
pub(super) const CHECK: &str =
    "M10 2.8l6 2.2v4.6c0 3.6-2.5 6.4-6 7.6-3.5-1.2-6-4-6-7.6V5l6-2.2ZM7.2 10l2 2 3.6-4";
pub(super) const WARNING: &str = "M10 3.5l7.5 13h-15L10 3.5ZM10 8v4.2M10 14.4v.1";
pub(super) const BACK: &str = "M12 4.5L6.5 10l5.5 5.5";
pub(super) const KEYBOARD: &str =
    "M2.5 5.5h15v9h-15v-9ZM5.5 8.5h.1M8.5 8.5h.1M11.5 8.5h.1M14.5 8.5h.1M6.5 11.8h7";
pub(super) const TALK: &str = "M3.5 4.5h13v9h-7l-3.5 3v-3H3.5v-9ZM6.8 8h6.4M6.8 10.5h4";
pub(super) const OUT: &str = "M3.5 11.5v5h13v-5M10 12.5v-9M6.5 7L10 3.5 13.5 7";
pub(super) const SPARK: &str =
    "M10 3l1.6 4.4L16 9l-4.4 1.6L10 15l-1.6-4.4L4 9l4.4-1.6L10 3ZM15.5 13.5v3M14 15h3";

/// A picture beside words; the words say it all.
#[component]
pub(super) fn Icon(
    /// The stroke.
    path: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
            <path d=path/>
        </svg>
    }
}

/// What first words a conversation needs: by word, shape and colour.
#[component]
pub(super) fn Kind(
    /// The desk.
    app: App,
    /// Which.
    kind: HandoffKind,
) -> impl IntoView {
    let (class, path) = match kind {
        HandoffKind::Emotional => ("badge emotional", HEART),
        HandoffKind::Commercial => ("badge commercial", BAG),
        HandoffKind::Technical => ("badge technical", WRENCH),
    };
    view! { <span class=class><Icon path=path/>{app.words.kind_name(kind)}</span> }
}

/// A dialog over the page, there while it is wanted.
pub(super) fn modal(wanted: Memo<bool>) -> NodeRef<Dialog> {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if wanted.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !wanted.get() {
            dialog.close();
        }
    });
    dialog
}

/// Something went wrong: what, what to do about it, and again.
#[component]
pub(super) fn Alert(
    /// The desk.
    app: App,
    /// What went wrong.
    trouble: Trouble,
    /// What "try again" does; without it there is no such button.
    #[prop(optional_no_strip)]
    retry: Option<Callback<()>>,
    /// What "dismiss" does; without it there is no such button.
    #[prop(optional_no_strip)]
    dismiss: Option<Callback<()>>,
) -> impl IntoView {
    let (title, detail) = app.words.trouble(&trouble);
    let button = |words, then: Callback<()>| {
        view! { <button type="button" class="button small" on:click=move |_| then.run(())>{words}</button> }
    };
    view! {
        <div class="alert" role="alert">
            <Icon path=WARNING/>
            <p><strong>{title}</strong>" "{detail}</p>
            {retry.map(|then| button(app.words.retry, then))}
            {dismiss.map(|then| button(app.words.dismiss, then))}
        </div>
    }
}
