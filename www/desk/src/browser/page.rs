//! What the desk reads from the page around it and writes to it: address, title, focus, and the browser's own events.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use web_sys::{UrlSearchParams, window};

use super::app::App;
use super::{js, view::keys};
use crate::event::Place;
use crate::{Event, Filter};

/// The element ids that focus and scrolling go by.
pub(crate) mod ids {
    pub(crate) const LIST: &str = "list";
    pub(crate) const TITLE: &str = "title";
    pub(crate) const COMPOSER: &str = "composer";
    pub(crate) const TRANSCRIPT: &str = "transcript";
    pub(crate) const SCROLLER: &str = "scroller";
}

/// BCP 47, the browser's.
pub(crate) fn locale() -> String {
    window().and_then(|w| w.navigator().language()).unwrap_or_else(|| "en".to_owned())
}

/// The shop that the address names.
pub(crate) fn shop() -> Option<String> {
    let search = window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get("shop")
}

/// Keeps the document's language and title with the state; needs a reactive owner.
pub(crate) fn follow(app: App) {
    let title = app.part(|state| {
        let desk = state.words.desk;
        match (state.is_in(), state.count(Filter::Waiting)) {
            (false, _) => desk.to_owned(),
            (_, 0) => format!("{desk} · {}", state.shop),
            (_, waiting) => format!("({waiting}) {desk} · {}", state.shop),
        }
    });
    Effect::new(move || document().set_title(&title.get()));
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", app.words.lang);
    }
}

/// Listens to the clock, the tab, the network, the address and the keyboard.
pub(crate) fn listen(app: App) {
    let every = |ms, tick: Box<dyn Fn()>| {
        let _ = set_interval_with_handle(tick, Duration::from_millis(ms));
    };
    every(1_000, Box::new(move || app.now.set(js::now())));
    every(60_000, Box::new(move || app.dispatch(Event::Minute)));
    let _ = window_event_listener(ev::focus, move |_| app.dispatch(Event::Returned));
    let _ = window_event_listener(ev::online, move |_| app.dispatch(Event::Returned));
    let _ = window_event_listener(ev::hashchange, move |_| app.dispatch(addressed()));
    let _ = window_event_listener(ev::keydown, move |event| keys::pressed(app, &event));
    app.dispatch(addressed());
}

/// Which conversation the address names. It is no key to anything: the token is.
fn addressed() -> Event {
    let hash = window().and_then(|w| w.location().hash().ok()).unwrap_or_default();
    match hash.strip_prefix('#').filter(|id| !id.is_empty()) {
        Some(id) => Event::Opened(id.to_owned()),
        None => Event::Closed,
    }
}

/// Says in the address which conversation is open, so that "back" and a reload do what one expects.
pub(crate) fn navigate(id: Option<&str>) {
    let Some(location) = window().map(|w| w.location()) else { return };
    let wanted = id.map(|id| format!("#{id}")).unwrap_or_default();
    if location.hash().is_ok_and(|hash| hash != wanted) {
        let _ = location.set_hash(&wanted);
    }
}

/// Puts the keyboard there once the view has followed the state.
pub(crate) fn focus(place: Place) {
    request_animation_frame(move || {
        let element = match place {
            Place::List => js::first("#list [tabindex='0']").or_else(|| js::element(ids::LIST)),
            Place::Title => js::element(ids::TITLE),
            Place::Composer => js::element(ids::COMPOSER),
        };
        if let Some(element) = element {
            let _ = element.focus();
        }
    });
}

/// Shows the newest line, unless the agent is reading further up. On a narrow screen summary and transcript scroll
/// together, on a wide one each by itself.
pub(crate) fn scroll_down() {
    /// As far from the end as still counts as at the end, in pixels.
    const NEAR: i32 = 240;
    request_animation_frame(|| {
        for element in [ids::TRANSCRIPT, ids::SCROLLER].into_iter().filter_map(js::element) {
            let left = element.scroll_height() - element.scroll_top() - element.client_height();
            if left < NEAR {
                element.set_scroll_top(element.scroll_height());
            }
        }
    });
}
