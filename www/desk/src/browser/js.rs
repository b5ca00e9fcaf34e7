//! The few calls into JavaScript that must not throw into Rust.

use wasm_bindgen::prelude::*;
use web_sys::js_sys::{self, Date, Object, Reflect};
use web_sys::{HtmlElement, window};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = js_sys::Object)]
    type Sayable;
    #[wasm_bindgen(catch, method, js_name = toLocaleString)]
    fn to_locale_string(this: &Sayable, locale: &str, options: &Object) -> Result<String, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;
    #[wasm_bindgen(catch, constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> Result<DisplayNames, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn of(this: &DisplayNames, code: &str) -> Result<Option<String>, JsValue>;
}

/// The element with this id.
pub(crate) fn element(id: &str) -> Option<HtmlElement> {
    window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The first element that this selector finds.
pub(crate) fn first(selector: &str) -> Option<HtmlElement> {
    window()?.document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Milliseconds since 1970.
pub(crate) fn now() -> f64 {
    Date::now()
}

/// The origin that serves this page.
pub(crate) fn origin() -> String {
    window().and_then(|w| w.location().origin().ok()).unwrap_or_default()
}

/// Fit for a path or a query.
pub(crate) fn escape(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// A random UUID. `crypto.randomUUID` exists on secure pages only; random bytes exist everywhere.
pub(crate) fn uuid() -> String {
    let mut bytes = [0u8; 16];
    if let Some(crypto) = window().and_then(|w| w.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// Whole seconds from then to now; clocks that disagree make no time negative.
pub(crate) fn seconds_since(at: &str, now: f64) -> u64 {
    ((now - Date::parse(at)) / 1_000.0).max(0.0) as u64
}

/// When something was said: the time, and before today the day, too.
pub(crate) fn moment(at: &str, locale: &str) -> String {
    let date = Date::new(&at.into());
    let today = date.to_date_string() == Date::new_0().to_date_string();
    let time = [("hour", "numeric"), ("minute", "2-digit")];
    let day = [("month", "short"), ("day", "numeric"), time[0], time[1]];
    say(date.into(), locale, if today { &time } else { &day }).unwrap_or_else(|| at.to_owned())
}

/// A day as the record has it (UTC).
pub(crate) fn day(at: &str, locale: &str) -> String {
    let options = [("weekday", "short"), ("day", "numeric"), ("month", "short"), ("timeZone", "UTC")];
    say(Date::new(&at.into()).into(), locale, &options).unwrap_or_else(|| at.to_owned())
}

/// A sum as people write it here.
pub(crate) fn money(amount: &str, currency: &str, locale: &str) -> String {
    let options = [("style", "currency"), ("currency", currency)];
    let number = js_sys::Number::from(amount.parse().unwrap_or(f64::NAN));
    say(number.into(), locale, &options).unwrap_or_else(|| format!("{amount} {currency}"))
}

/// What a language is called here.
pub(crate) fn language(tag: &str, locale: &str) -> String {
    let named = DisplayNames::new(locale, &object(&[("type", "language")])).and_then(|names| names.of(tag));
    named.ok().flatten().unwrap_or_else(|| tag.to_owned())
}

fn say(value: JsValue, locale: &str, options: &[(&str, &str)]) -> Option<String> {
    value.unchecked_into::<Sayable>().to_locale_string(locale, &object(options)).ok()
}

fn object(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in pairs {
        let _ = Reflect::set(&object, &(*key).into(), &(*value).into());
    }
    object
}
