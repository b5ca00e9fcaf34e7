//! Carries effects out and brings events in. All decisions are the state's.

use std::rc::Rc;
use std::time::Duration;

use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlTextAreaElement};

use super::live::Socket;
use super::mount::Options;
use super::net::Net;
use super::scorer::Scorer;
use super::{js, store};
use crate::{Effect, Event, Line, News, State, Words};

/// The chat, as everything on the page holds it.
#[derive(Clone, Copy)]
pub(crate) struct App {
    state: RwSignal<State>,
    shell: StoredValue<Rc<Shell>, LocalStorage>,
}

/// What effects are carried out with.
struct Shell {
    host: HtmlElement,
    net: Rc<Net>,
    socket: Socket,
    scorer: Scorer,
    /// The key in the tab's storage.
    place: String,
    /// What the state wanted done first; waits for [`App::start`].
    first: Vec<Effect>,
    tell: Function,
}

impl App {
    /// A chat as the last page left it; needs a reactive owner.
    pub(crate) fn new(host: HtmlElement, options: Options, tell: Function) -> Self {
        let place = format!("beeline:{}", options.shop);
        let words = Words::of(&options.locale);
        let (mut state, first) = State::new(words, options.locale, store::load(&place));
        state.identity = options.identity;
        let scorer = if options.face.frustration {
            Scorer::new(options.assets, options.face.false_alarms)
        } else {
            Scorer::off()
        };
        let net = Rc::new(Net { base: options.base, shop: options.shop });
        let shell = Shell { host, net, socket: Socket::default(), scorer, place, first, tell };
        Self { state: RwSignal::new(state), shell: StoredValue::new_local(Rc::new(shell)) }
    }

    /// Does what the state wanted done first.
    pub(crate) fn start(self) {
        self.shell.get_value().first.iter().cloned().for_each(|effect| self.run(effect));
    }

    /// Closes what would outlive the view.
    pub(crate) fn stop(self) {
        let shell = self.shell.get_value();
        shell.socket.close();
        shell.scorer.stop();
    }

    /// Takes in what happened. After the chat is gone nothing happens any more.
    pub(crate) fn dispatch(self, event: Event) {
        if let Some(effects) = self.state.try_update(|state| state.step(event, &js::uuid)) {
            effects.into_iter().for_each(|effect| self.run(effect));
        }
    }

    /// A part of the state that the view follows. All of one type are one closure, compiled once.
    pub(crate) fn derive<T>(self, part: fn(&State) -> T) -> impl Fn() -> T + Copy {
        let state = self.state;
        move || state.with(part)
    }

    /// The same, of the line with this key.
    pub(crate) fn derive_of<T>(self, key: &str, part: fn(&State, &str) -> T) -> impl Fn() -> T + use<T> {
        let (state, key) = (self.state, key.to_owned());
        move || state.with(|state| part(state, &key))
    }

    /// The keys of the lines, for the list that draws each once.
    pub(crate) fn keys(self) -> impl Fn() -> Vec<String> {
        move || self.state.with(|state| state.lines.iter().map(|line| line.key.clone()).collect())
    }

    /// The line with this key, as it was when it was drawn.
    pub(crate) fn line(self, key: &str) -> Option<Line> {
        self.state.with_untracked(|state| state.lines.iter().find(|line| line.key == key).cloned())
    }

    /// What the chat itself says.
    pub(crate) fn words(self) -> &'static Words {
        self.state.with_untracked(|state| state.words)
    }

    /// How days and sums are written: as the shopper's locale does where we speak its language.
    pub(crate) fn locale(self) -> String {
        self.state.with_untracked(|state| {
            let spoken = state.words.lang;
            if state.locale.get(..2) == spoken.get(..2) { state.locale.clone() } else { spoken.to_owned() }
        })
    }

    fn run(self, effect: Effect) {
        let Some(shell) = self.shell.try_get_value() else { return };
        match effect {
            Effect::Score { key, text } => shell.scorer.score(self, key, text),
            Effect::ScoreDraft(text) => shell.scorer.score_draft(text),
            Effect::StartScorer => shell.scorer.start(self),
            Effect::Post { key, request, after_paint } => spawn_local(async move {
                if after_paint {
                    js::painted().await;
                }
                self.dispatch(match shell.net.post(&request).await {
                    Ok(answer) => Event::Answered(key, Box::new(answer)),
                    Err(refusal) => Event::Refused(key, refusal),
                });
            }),
            Effect::CatchUp { conversation, after, epoch } => spawn_local(async move {
                self.dispatch(match shell.net.catch_up(&conversation, after).await {
                    Ok(transcript) => Event::CaughtUp(epoch, Box::new(transcript)),
                    Err(refusal) => Event::NotCaughtUp(epoch, refusal),
                });
            }),
            Effect::Connect { conversation } => shell.socket.open(self, shell.net.clone(), conversation),
            Effect::Disconnect => shell.socket.close(),
            Effect::Later(ms, event) => self.later(ms, event),
            Effect::Save(saved) => store::save(&shell.place, &saved),
            Effect::Tell(news) => {
                // What the page does with the news is the page's.
                let _ = shell.tell.call1(&JsValue::NULL, &JsValue::from_str(name(news)));
            }
            // The panel is inert until the view has followed the state.
            Effect::Focus => request_animation_frame(move || {
                if let Some(composer) = shell.composer() {
                    let _ = composer.focus();
                }
            }),
            Effect::Write(text) => {
                if let Some(composer) = shell.composer() {
                    composer.set_value(&text);
                }
            }
        }
    }

    /// Lets this event happen after so many milliseconds.
    pub(crate) fn later(self, ms: u32, event: Event) {
        set_timeout(move || self.dispatch(event), Duration::from_millis(ms.into()));
    }
}

impl Shell {
    /// Where the shopper writes.
    fn composer(&self) -> Option<HtmlTextAreaElement> {
        self.host.query_selector("textarea").ok()??.dyn_into().ok()
    }
}

fn name(news: News) -> &'static str {
    match news {
        News::Open => "open",
        News::Close => "close",
        News::Unread => "unread",
        News::Handoff => "handoff",
        News::Scoring => "scoring",
    }
}
