//! The few calls into JavaScript that must not throw into Rust.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = js_sys::Object)]
    type Sayable;
    #[wasm_bindgen(catch, method, js_name = toLocaleDateString)]
    fn to_locale_date_string(this: &Sayable, locale: &str, options: &Object) -> Result<String, JsValue>;
    #[wasm_bindgen(catch, method, js_name = toLocaleString)]
    fn to_locale_string(this: &Sayable, locale: &str, options: &Object) -> Result<String, JsValue>;
}

/// A random UUID. `crypto.randomUUID` exists on secure pages only; random bytes exist everywhere.
pub(crate) fn uuid() -> String {
    let mut b = [0u8; 16];
    let crypto = window().and_then(|w| w.crypto().ok());
    let bytes = Uint8Array::new_with_length(16);
    if crypto.and_then(|c| c.get_random_values_with_array_buffer_view(&bytes).ok()).is_some() {
        bytes.copy_to(&mut b);
    }
    b[6] = b[6] & 0x0f | 0x40;
    b[8] = b[8] & 0x3f | 0x80;
    let mut id = String::with_capacity(36);
    for (i, byte) in b.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        for nibble in [byte >> 4, byte & 15] {
            id.push(char::from_digit(nibble.into(), 16).unwrap_or('0'));
        }
    }
    id
}

/// A day as people say it here, in the record's own time zone (UTC); the record's words where the browser cannot.
/// A day to wait for has its weekday.
pub(crate) fn day(at: &str, locale: &str, weekday: bool) -> String {
    let options = object(&[("day", "numeric"), ("month", "long"), ("timeZone", "UTC")]);
    if weekday {
        set(&options, "weekday", &JsValue::from_str("long"));
    }
    let date = js_sys::Date::new(&at.into()).unchecked_into::<Sayable>();
    date.to_locale_date_string(locale, &options).unwrap_or_else(|_| at.to_owned())
}

/// A sum as people write it here.
pub(crate) fn money(amount: &str, currency: &str, locale: &str) -> String {
    let options =
        object(&[("style", "currency"), ("currency", currency), ("currencyDisplay", "narrowSymbol")]);
    let number = js_sys::Number::from(js_sys::parse_float(amount)).unchecked_into::<Sayable>();
    number.to_locale_string(locale, &options).unwrap_or_else(|_| format!("{amount} {currency}"))
}

/// Resolves once what is in the document has been painted: the second frame begins after the first was drawn. A tab in
/// the background draws nothing, so a timer ends the wait there.
pub(crate) async fn painted() {
    for _ in 0..2 {
        let _ = JsFuture::from(Promise::new(&mut |resolve, _| {
            if let Some(window) = window() {
                let _ = window.request_animation_frame(&resolve);
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 100);
            }
        }))
        .await;
    }
}

/// A plain object of strings.
pub(crate) fn object(entries: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        set(&object, key, &JsValue::from_str(value));
    }
    object
}

/// Sets a property of an object that is ours, which cannot fail.
pub(crate) fn set(object: &JsValue, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(key), value);
}

/// An array of one.
pub(crate) fn one(value: &str) -> Array {
    Array::of1(&JsValue::from_str(value))
}

/// Whether the shopper asked the browser to spare the network; a megabyte of model is not for them.
pub(crate) fn saves_data() -> bool {
    let of = |object: &JsValue, key: &str| {
        Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
    };
    let Some(window) = window() else { return false };
    let connection = of(&window.navigator(), "connection");
    connection.is_object() && of(&connection, "saveData").is_truthy()
}
