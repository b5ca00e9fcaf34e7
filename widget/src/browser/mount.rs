//! What the loader calls.

use std::any::Any;

use beeline_protocol::ShopFace;
use js_sys::Function;
use leptos::mount::mount_to;
use leptos::prelude::{Owner, view};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlElement;

use super::app::App;
use super::page::Page;
use super::view::Panel;
use super::wire::Read;
use crate::Event;

/// What the loader knows.
pub(crate) struct Options {
    /// The edge's origin.
    pub base: String,
    /// Where the worker and the model lie: the folder of this build.
    pub assets: String,
    /// The shop's id.
    pub shop: String,
    /// BCP 47.
    pub locale: String,
    /// A JWT signed by the merchant.
    pub identity: Option<String>,
    /// The answer to `GET /v1/shop`.
    pub face: ShopFace,
}

/// A chat on the page.
#[wasm_bindgen]
pub struct Handle {
    app: App,
    page: Page,
    // The view and the owner of its signals: dropping them takes the one off the page and ends the other.
    view: Box<dyn Any>,
}

/// Puts the chat into `host`, an element inside the loader's shadow root. `tell` is called with `open`, `close`, `unread`, `scoring`
/// or `handoff` when it happens.
///
/// # Errors
/// When `options` are not what the loader passes.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, options: JsValue, tell: Function) -> Result<Handle, JsValue> {
    let options = Options::read(&options).ok_or("beeline: options are missing")?;
    let page = Page::dress(&host, &options.face.colours);
    let name = options.face.name.clone();
    let owner = Owner::new();
    let app = owner.with(|| App::new(host.clone(), options, tell));
    let view = mount_to(host, move || view! { <Panel app=app name=name/> });
    page.listen(app);
    app.start();
    Ok(Handle { app, page, view: Box::new((view, owner)) })
}

#[wasm_bindgen]
impl Handle {
    /// Opens the panel and puts the cursor into it.
    pub fn open(&self) {
        self.app.dispatch(Event::Opened);
    }

    /// Closes the panel.
    pub fn close(&self) {
        self.app.dispatch(Event::Closed);
    }

    /// Says who the shopper is from now on.
    pub fn identify(&self, identity: Option<String>) {
        self.app.dispatch(Event::Identified(identity));
    }

    /// Leaves the page as it was.
    pub fn destroy(self) {
        self.app.stop();
        self.page.undress();
        drop(self.view);
    }
}
