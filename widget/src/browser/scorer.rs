//! The frustration worker. It starts when the panel first opens, is never waited for longer than [`WAIT_MS`], and may fail
//! at any time: then no scores come, and nothing else changes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use beeline_protocol::{FromScorer, ToScorer};
use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, BlobPropertyBag, Event as DomEvent, MessageEvent, Url, Worker, WorkerOptions, WorkerType,
};

use super::app::App;
use super::js;
use super::wire::Read;
use crate::Event;

/// How long sending a message waits for its score.
const WAIT_MS: u32 = 50;

/// The worker, and what was asked of it.
pub(crate) struct Scorer(Rc<Inner>);

struct Inner {
    /// The folder that the worker and the model lie in; empty where the shop wants no scores.
    assets: String,
    /// The share of calm messages that may be flagged, where the shop has chosen one.
    false_alarms: Option<f32>,
    worker: RefCell<Option<Running>>,
    stage: Cell<Stage>,
    /// Whose scores are awaited, by ticket; no key for a draft.
    asked: RefCell<Vec<(u32, Option<String>)>>,
    /// What waits for the model.
    early: RefCell<Vec<ToScorer>>,
    tickets: Cell<u32>,
}

/// How far the worker is.
#[derive(Clone, Copy, Default, PartialEq)]
enum Stage {
    /// Not started, or given up: nothing is asked.
    #[default]
    Off,
    /// On its way: what is asked waits.
    Loading,
    /// It answers.
    Ready,
}

struct Running {
    worker: Worker,
    _on_event: Closure<dyn FnMut(DomEvent)>,
}

impl Scorer {
    /// A scorer whose files lie in this folder.
    pub(crate) fn new(assets: String, false_alarms: Option<f64>) -> Self {
        Self(Rc::new(Inner {
            assets,
            false_alarms: false_alarms.map(|share| share as f32),
            worker: RefCell::default(),
            stage: Cell::default(),
            asked: RefCell::default(),
            early: RefCell::default(),
            tickets: Cell::default(),
        }))
    }

    /// A scorer that never scores.
    pub(crate) fn off() -> Self {
        Self::new(String::new(), None)
    }

    /// Starts the worker, once.
    pub(crate) fn start(&self, app: App) {
        let inner = self.0.clone();
        if inner.assets.is_empty() || inner.worker.borrow().is_some() || js::saves_data() {
            return;
        }
        let on_event = Closure::<dyn FnMut(DomEvent)>::new({
            let inner = inner.clone();
            move |event: DomEvent| match event.dyn_ref::<MessageEvent>() {
                Some(message) => match FromScorer::read(&message.data()) {
                    Some(message) => inner.heard(app, message),
                    None => inner.give_up(),
                },
                // `error`: the script could not be had, or a policy of the page forbids it.
                None => inner.give_up(),
            }
        });
        if let Ok(worker) = spawn(&inner.assets) {
            let callback = on_event.as_ref().unchecked_ref();
            worker.set_onmessage(Some(callback));
            worker.set_onerror(Some(callback));
            inner.stage.set(Stage::Loading);
            *inner.worker.borrow_mut() = Some(Running { worker, _on_event: on_event });
        }
    }

    /// Ends the worker.
    pub(crate) fn stop(&self) {
        self.0.give_up();
    }

    /// Asks for the score of a message, and answers without one in time if it does not come.
    pub(crate) fn score(&self, app: App, key: String, text: String) {
        let wait = if self.0.stage.get() == Stage::Ready { WAIT_MS } else { 0 };
        app.later(wait, Event::Scored(key.clone(), None));
        self.0.ask(Some(key), text);
    }

    /// Asks for the score of words that are not sent. There is no hurry, and no use for it later.
    pub(crate) fn score_draft(&self, text: String) {
        if self.0.stage.get() == Stage::Ready {
            self.0.ask(None, text);
        }
    }
}

impl Inner {
    fn ask(&self, key: Option<String>, text: String) {
        let stage = self.stage.get();
        if stage == Stage::Off {
            return;
        }
        let ticket = self.tickets.get();
        self.tickets.set(ticket + 1);
        self.asked.borrow_mut().push((ticket, key));
        let question = ToScorer::Score { ticket, text };
        if stage == Stage::Ready {
            self.post(&question);
        } else {
            self.early.borrow_mut().push(question);
        }
    }

    fn heard(&self, app: App, message: FromScorer) {
        match message {
            FromScorer::Listening => {
                let model = format!("{}frustration.onnx", self.assets);
                self.post(&ToScorer::Load { model, false_alarms: self.false_alarms });
            }
            FromScorer::Ready { threshold } => {
                self.stage.set(Stage::Ready);
                app.dispatch(Event::ScorerReady(threshold.into()));
                self.early.take().iter().for_each(|question| self.post(question));
            }
            FromScorer::Scored { ticket, score, reason } => {
                let at = self.asked.borrow().iter().position(|(t, _)| *t == ticket);
                let Some((_, key)) = at.map(|at| self.asked.borrow_mut().swap_remove(at)) else { return };
                // Four digits are all that the model means.
                let score = (f64::from(score) * 1e4).round() / 1e4;
                app.dispatch(match key {
                    Some(key) => Event::Scored(key, Some((score, reason))),
                    None => Event::DraftScored(score),
                });
            }
            FromScorer::Failed { .. } => self.give_up(),
        }
    }

    fn post(&self, message: &ToScorer) {
        if let (Some(running), Ok(message)) = (&*self.worker.borrow(), serde_wasm_bindgen::to_value(message))
        {
            let _ = running.worker.post_message(&message);
        }
    }

    /// The closure that hears the worker may be running, so it is kept and only the worker goes.
    fn give_up(&self) {
        self.stage.set(Stage::Off);
        self.early.take();
        self.asked.take();
        if let Some(running) = &*self.worker.borrow() {
            running.worker.terminate();
        }
    }
}

/// A worker must come from the page's own origin, a module may come from any: so a tiny worker that imports the module,
/// when it runs. What it imported statically would have to pass the page's `worker-src`, which names only `blob:`.
fn spawn(assets: &str) -> Result<Worker, JsValue> {
    let folder = String::from(js_sys::JSON::stringify(&JsValue::from_str(assets))?);
    let folder = folder.trim_matches('"');
    // The short module is valid where there is SIMD (it does `i8x16.popcnt` on a splat); elsewhere the basic engine runs.
    let script = format!(
        "let f=\"{folder}\"+(WebAssembly.validate(Uint8Array.of(0,97,115,109,1,0,0,0,1,5,1,96,0,1,123,3,2,1,0,10,10,1,8,0,\
         65,0,253,15,253,98,11))?\"worker\":\"basic\");import(f+\".js\").then(m=>m.default({{module_or_path:f+\"_bg.wasm\"}}))\
         .catch(e=>postMessage({{Failed:{{why:String(e)}}}}))"
    );
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&js::one(&script), &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    // The address is not revoked: a browser may read it only after this returns, and the page's end frees it.
    Worker::new_with_options(&url, &options)
}
