//! The shell around the state machine, and the view derived from it.
//!
//! - [`app`]: carries effects out and brings events in
//! - [`net`]: HTTP; [`socket`]: the WebSocket; [`store`]: the tab's storage
//! - [`page`]: the address, the title, the browser's own events and the keyboard
//! - [`js`]: the few calls that must not throw into Rust
//! - [`view`]: what is drawn

mod app;
mod js;
mod net;
mod page;
mod socket;
mod store;
mod view;

use wasm_bindgen::prelude::wasm_bindgen;

use app::App;
use leptos::prelude::*;

/// Starts the desk in `#desk`, which `index.html` brings.
#[wasm_bindgen(start)]
pub fn start() {
    let Some(root) = js::element("desk") else { return };
    root.set_inner_html("");
    // The desk lives as long as its page. Mounting brings the owner of its signals and the executor of its effects.
    leptos::mount::mount_to(root, || {
        let app = App::new(page::locale(), page::shop(), store::load());
        page::follow(app);
        page::listen(app);
        app.start();
        view! { <view::Desk app=app/> }
    })
    .forget();
}
