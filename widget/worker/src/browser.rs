//! Messages in and out, and the fetch of the model.

use std::cell::RefCell;
use std::rc::Rc;

use beeline_protocol::{FromScorer, ToScorer};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response};

use crate::Desk;

/// Runs when the module is initialised; the worker then lives until its widget ends it.
#[wasm_bindgen(start)]
fn start() {
    let desk = Rc::new(RefCell::new(Desk::default()));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        match serde_wasm_bindgen::from_value(event.data()) {
            Ok(ToScorer::Load { model, false_alarms }) => {
                let desk = desk.clone();
                spawn_local(async move {
                    match fetch(&model).await {
                        Ok(file) => desk.borrow_mut().load(&file, false_alarms).iter().for_each(say),
                        Err(error) => say(&FromScorer::Failed { why: format!("{error:?}") }),
                    }
                });
            }
            Ok(ToScorer::Score { ticket, text }) => {
                let answer = desk.borrow_mut().score(ticket, text);
                answer.iter().for_each(say);
            }
            Err(error) => say(&FromScorer::Failed { why: error.to_string() }),
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    say(&FromScorer::Listening);
}

async fn fetch(url: &str) -> Result<Vec<u8>, JsValue> {
    let answer: Response = JsFuture::from(scope().fetch_with_str(url)).await?.dyn_into()?;
    if !answer.ok() {
        return Err(JsValue::from_str(&format!("{url}: {}", answer.status())));
    }
    let file: ArrayBuffer = JsFuture::from(answer.array_buffer()?).await?.dyn_into()?;
    Ok(Uint8Array::new(&file).to_vec())
}

fn say(message: &FromScorer) {
    // Nobody is left to tell if this fails.
    if let Ok(message) = serde_wasm_bindgen::to_value(message) {
        let _ = scope().post_message(&message);
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
