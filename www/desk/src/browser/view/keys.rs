//! The keyboard: what a key means where it is pressed.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::super::app::App;
use super::super::page;
use crate::event::{Act, Place};
use crate::{Event, Filter};

/// Keys that work anywhere on the page.
pub(in super::super) fn pressed(app: App, event: &KeyboardEvent) {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let in_field = target.is_some_and(|t| t.matches("input, textarea").unwrap_or(false));
    let (is_in, help, keys) = app.peek(|state| (state.is_in(), state.help, state.keys));
    let with_other_keys = event.ctrl_key() || event.meta_key() || event.alt_key();
    if !is_in || help || with_other_keys || event.is_composing() {
        return;
    }
    if event.key() == "Escape" {
        return page::focus(if in_field { Place::Title } else { Place::List });
    }
    if in_field || !keys {
        return;
    }
    let wanted = match event.key().as_str() {
        "?" => Event::HelpWanted(true),
        "n" => Event::NextWanted,
        "t" => Event::ActWanted(Act::Take),
        "s" => Event::SuggestionUsed,
        "1" => Event::Filtered(Filter::Waiting),
        "2" => Event::Filtered(Filter::Mine),
        "3" => Event::Filtered(Filter::All),
        "r" => {
            // Or the composer would begin with an "r".
            event.prevent_default();
            return page::focus(Place::Composer);
        }
        _ => return,
    };
    event.prevent_default();
    app.dispatch(wanted);
}

/// Moves the keyboard through the list: the arrows go from line to line, and Tab leaves it.
pub(super) fn in_list(event: &KeyboardEvent) {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
    let Some(item) = target.closest("li").ok().flatten() else { return };
    let to = match event.key().as_str() {
        "ArrowDown" => item.next_element_sibling(),
        "ArrowUp" => item.previous_element_sibling(),
        "Home" => item.parent_element().and_then(|list| list.first_element_child()),
        "End" => item.parent_element().and_then(|list| list.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    let button = to.and_then(|item| item.query_selector("button").ok().flatten());
    if let Some(button) = button.and_then(|b| b.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = button.focus();
    }
}
