//! The shops' files. `worker.mjs` puts their texts on `globalThis.BEELINE_SHOPS`; they are read once an instance.

use std::cell::OnceCell;

use beeline_config::Shop;
use wasm_bindgen::JsValue;

thread_local! {
    static SHOPS: OnceCell<&'static [Shop]> = const { OnceCell::new() };
}

/// Every shop of this deployment. A file that cannot be read is told in the log; its shop is not served.
pub(crate) fn all() -> &'static [Shop] {
    SHOPS.with(|shops| *shops.get_or_init(|| Box::leak(read().into_boxed_slice())))
}

fn read() -> Vec<Shop> {
    let texts =
        js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("BEELINE_SHOPS")).unwrap_or_default();
    let texts = js_sys::Array::from(&texts);
    let mut shops = Vec::new();
    for text in texts.iter().filter_map(|text| text.as_string()) {
        match beeline_config::parse(&text) {
            Ok(shop) => shops.push(shop),
            Err(problems) => {
                problems.iter().for_each(|problem| worker::console_error!("beeline.toml, {problem}"))
            }
        }
    }
    shops
}
