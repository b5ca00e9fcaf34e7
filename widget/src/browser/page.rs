//! What the chat does to the page around its view, and undoes: a style sheet, two colours, a few listeners.

use std::cell::RefCell;

use beeline_protocol::Colours;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Event as DomEvent, EventTarget, HtmlElement, window};

use super::app::App;
use super::js;
use crate::Event;

/// One sheet for the whole panel; each part lies beside its component.
const CSS: &str = concat!(
    include_str!("view/panel.css"),
    include_str!("view/line.css"),
    include_str!("view/card.css"),
    include_str!("view/composer.css"),
);

/// Hears the browser's own events.
type Listener = Closure<dyn FnMut(DomEvent)>;

/// The page, as the chat has changed it.
pub(crate) struct Page {
    host: HtmlElement,
    sheet: Option<JsValue>,
    listener: RefCell<Option<Listener>>,
}

impl Page {
    /// Adopts the style sheet and the shop's colours. A constructed sheet and CSSOM pass every content security policy,
    /// where style elements and attributes do not.
    pub(crate) fn dress(host: &HtmlElement, colours: &Colours) -> Self {
        let style = host.style();
        let _ = style.set_property("--accent", &colours.accent);
        let _ = style.set_property("--on-accent", &colours.on_accent);
        let sheet = web_sys::CssStyleSheet::new().ok().map(JsValue::from);
        if let Some(sheet) = &sheet {
            sheet.unchecked_ref::<web_sys::CssStyleSheet>().replace_sync(CSS).unwrap_or_default();
            adopted(host, |sheets| {
                sheets.push(sheet);
            });
        }
        Self { host: host.clone(), sheet, listener: RefCell::default() }
    }

    /// Listens to the network, the tab and the keyboard on the screen.
    pub(crate) fn listen(&self, app: App) {
        let host = self.host.clone();
        let heard = Listener::new(move |event: DomEvent| match event.type_().as_str() {
            "online" => app.dispatch(Event::WentOnline),
            "offline" => app.dispatch(Event::WentOffline),
            "visibilitychange" => {
                if document().is_some_and(|d| !d.hidden()) {
                    app.dispatch(Event::Returned);
                }
            }
            // `resize` and `scroll` of the visual viewport: the part that the keyboard leaves.
            _ => fit(&host),
        });
        for (target, event) in targets() {
            let _ = target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
        }
        *self.listener.borrow_mut() = Some(heard);
        if window().is_some_and(|w| !w.navigator().on_line()) {
            app.dispatch(Event::WentOffline);
        }
    }

    /// Takes everything back.
    pub(crate) fn undress(&self) {
        if let Some(heard) = self.listener.take() {
            for (target, event) in targets() {
                let _ = target.remove_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
            }
        }
        if let Some(sheet) = &self.sheet {
            adopted(&self.host, |sheets| {
                let at = sheets.index_of(sheet, 0);
                if at >= 0 {
                    sheets.splice(at as u32, 1, &JsValue::UNDEFINED);
                }
            });
        }
    }
}

/// Changes the list of style sheets of the shadow root.
fn adopted(host: &HtmlElement, change: impl Fn(&Array)) {
    let key = JsValue::from_str("adoptedStyleSheets");
    let root = host.get_root_node();
    if let Ok(sheets) = Reflect::get(&root, &key) {
        let sheets = Array::from(&sheets);
        change(&sheets);
        js::set(&root, "adoptedStyleSheets", &sheets);
    }
}

fn targets() -> Vec<(EventTarget, &'static str)> {
    let mut targets: Vec<(EventTarget, &'static str)> = Vec::new();
    let Some(window) = window() else { return targets };
    if let Some(viewport) = window.visual_viewport() {
        targets.push((viewport.clone().into(), "resize"));
        targets.push((viewport.into(), "scroll"));
    }
    if let Some(document) = document() {
        targets.push((document.into(), "visibilitychange"));
    }
    targets.push((window.clone().into(), "online"));
    targets.push((window.into(), "offline"));
    targets
}

/// Tells the style sheet where the visible part of the page is. Zoomed in by the shopper's fingers, the panel stays put.
fn fit(host: &HtmlElement) {
    let Some(viewport) = window().and_then(|w| w.visual_viewport()) else { return };
    let style = host.style();
    if viewport.scale() > 1.01 {
        let _ = style.remove_property("--height");
        let _ = style.remove_property("--top");
    } else {
        let _ = style.set_property("--height", &format!("{}px", viewport.height() as i32));
        let _ = style.set_property("--top", &format!("{}px", viewport.offset_top() as i32));
    }
}

fn document() -> Option<Document> {
    window()?.document()
}
