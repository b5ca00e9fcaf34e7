//! The keyboard, explained. Single keys can be switched off, because speech input types them by accident (WCAG 2.1.4).

use leptos::prelude::*;

use super::super::app::App;
use super::bits::modal;
use crate::Event;

/// The help, over the page while it is wanted.
#[component]
pub(super) fn Help(
    /// The desk.
    app: App,
) -> impl IntoView {
    let words = app.words;
    let dialog = modal(app.part(|state| state.help));
    let keys = app.part(|state| state.keys);
    let rows = [
        (&["↑", "↓"][..], words.key_list),
        (&["Enter"], words.key_open),
        (&["N"], words.key_next),
        (&["T"], words.key_take),
        (&["R"], words.key_reply),
        (&["S"], words.key_suggestion),
        (&["1", "2", "3"], words.key_filter),
        (&["Esc"], words.key_escape),
        (&["?"], words.key_help),
    ];
    view! {
        <dialog node_ref=dialog class="dialog help" aria-labelledby="help-title"
            on:close=move |_| app.dispatch(Event::HelpWanted(false))>
            <h2 id="help-title">{words.help}</h2>
            <dl>
                {rows.map(|(keys, what)| view! {
                    <div>
                        <dt>{keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view()}</dt>
                        <dd>{what}</dd>
                    </div>
                })}
            </dl>
            <label class="switch">
                <input type="checkbox" prop:checked=keys
                    on:change=move |event| app.dispatch(Event::KeysWanted(event_target_checked(&event)))/>
                {words.single_keys}
            </label>
            <button type="button" class="button" on:click=move |_| app.dispatch(Event::HelpWanted(false))>
                {words.close}
            </button>
        </dialog>
    }
}
