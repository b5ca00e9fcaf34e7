//! The chat without a browser: everything it knows, and one [`State::step`] that decides.
//!
//! - [`line`]: one bubble, and how far a message of the shopper has come
//! - `outbox`: messages leave one at a time, in order, and are never lost
//! - `transcript`: what others said, drawn once each
//! - `live`: the socket while a person has the conversation

use beeline_mood::{CERTAIN, Mood};
use beeline_protocol::{HandledBy, Speaker};

use crate::event::{Effect, Event, News, Saved, Unsent};
use crate::words::Words;

pub mod line;
mod live;
mod outbox;
#[cfg(test)]
mod tests;
mod transcript;

pub use line::{Failure, Line, Outgoing, Phase};
pub use live::Live;

/// Everything the chat knows.
#[derive(Clone, Debug)]
pub struct State {
    /// What the chat itself says, in the shop's language.
    pub words: &'static Words,
    /// BCP 47, sent with every message.
    pub locale: String,
    /// The merchant's word on who the shopper is.
    pub identity: Option<String>,
    /// Whether the panel is open.
    pub open: bool,
    /// What the composer holds.
    pub draft: String,
    /// What was said, oldest first.
    pub lines: Vec<Line>,
    /// The token of the newest answer.
    pub conversation: Option<String>,
    /// Who has the conversation.
    pub handled_by: HandledBy,
    /// Whether a person is being offered.
    pub offered: bool,
    /// Whether the shopper is asked if this conversation may be left.
    pub leaving: bool,
    /// Whether the browser has a network.
    pub online: bool,
    /// The socket.
    pub live: Live,
    mood: Mood,
    /// From which score on a single message offers a person: the model's own word, once it is there.
    threshold: f64,
    /// How often the socket failed in a row.
    failures: u32,
    /// The newest entry seen; the next catch-up starts behind it.
    cursor: u64,
    /// The newest entry seen with the panel open.
    seen: u64,
    /// Counts the conversations of this page, so that an answer to an old one is not taken for the new one's.
    epoch: u32,
    /// The transcript is on its way; what is unsent waits, because it may turn out to be said already.
    restoring: bool,
}

impl State {
    /// A chat as the last page left it, and what to do first.
    pub fn new(words: &'static Words, locale: String, saved: Option<Saved>) -> (Self, Vec<Effect>) {
        let saved = saved.unwrap_or_default();
        let mut state = Self {
            words,
            locale,
            identity: None,
            open: saved.open,
            lines: saved.unsent.into_iter().map(Line::unsent).collect(),
            draft: saved.draft,
            restoring: saved.conversation.is_some(),
            conversation: saved.conversation,
            handled_by: HandledBy::Edge,
            offered: false,
            leaving: false,
            online: true,
            live: Live::default(),
            mood: Mood::default(),
            threshold: CERTAIN,
            failures: 0,
            cursor: 0,
            seen: saved.seen,
            epoch: 0,
        };
        let mut effects = Vec::new();
        if state.open {
            effects.extend([Effect::Tell(News::Open), Effect::StartScorer]);
        }
        if !state.draft.is_empty() {
            effects.push(Effect::Write(state.draft.clone()));
        }
        state.catch_up(&mut effects);
        state.send_next(&mut effects);
        (state, effects)
    }

    /// Takes in what happened and says what to do about it. `fresh_id` makes random UUIDs.
    pub fn step(&mut self, event: Event, fresh_id: &dyn Fn() -> String) -> Vec<Effect> {
        let mut effects = Vec::new();
        let fx = &mut effects;
        match event {
            Event::Opened => self.show(true, fx),
            Event::Closed => self.show(false, fx),
            Event::Wrote(text) => self.draft = text,
            Event::Paused(text) => self.paused(&text, fx),
            Event::Sent => self.send_draft(fresh_id, fx),
            Event::Said(text) => self.say(&text, fresh_id(), fx),
            Event::Retried(key) => self.retry(&key, fx),
            Event::OfferDeclined => self.offered = false,
            Event::LeaveAsked => self.leaving = !self.lines.is_empty(),
            Event::Stayed => self.leaving = false,
            Event::StartedOver => self.start_over(fx),
            Event::Identified(identity) => self.identity = identity,
            Event::ScorerReady(threshold) => {
                self.threshold = threshold;
                fx.push(Effect::Tell(News::Scoring));
            }
            Event::Scored(key, read) => self.scored(&key, read, fx),
            Event::DraftScored(score) => self.offer_if(score >= self.threshold),
            Event::Answered(key, answer) => self.answered(&key, *answer, fx),
            Event::Refused(key, refusal) => self.refused(&key, refusal, fresh_id, fx),
            Event::CaughtUp(epoch, transcript) if epoch == self.epoch => self.caught_up(*transcript, fx),
            Event::NotCaughtUp(epoch, refusal) if epoch == self.epoch => self.not_caught_up(refusal, fx),
            Event::CaughtUp(..) | Event::NotCaughtUp(..) => {}
            Event::Heard(event) => self.heard(*event, fx),
            Event::Connected => self.connected(fx),
            Event::Disconnected => self.disconnected(fx),
            Event::ReconnectDue if self.live == Live::Waiting => self.wake(fx),
            Event::ReconnectDue => {}
            Event::WentOnline => {
                self.online = true;
                self.revive(fx);
                self.wake(fx);
            }
            Event::WentOffline => self.went_offline(fx),
            Event::Returned => self.wake(fx),
        }
        effects
    }

    /// Whether the assistant owes an answer: the moment of the three dots.
    pub fn is_thinking(&self) -> bool {
        self.handled_by == HandledBy::Edge
            && self.lines.iter().any(|l| l.phase().is_some_and(|p| p == &Phase::Sending))
    }

    /// Whether a person, and not only the promise of one, is here.
    pub fn person_is_here(&self) -> bool {
        self.handled_by == HandledBy::Human && self.lines.iter().any(|l| l.author == Speaker::Agent)
    }

    /// What survives a page change.
    pub fn saved(&self) -> Saved {
        let unsent = self.lines.iter().filter_map(|l| l.outgoing.as_ref());
        Saved {
            open: self.open,
            human: self.handled_by == HandledBy::Human,
            conversation: self.conversation.clone(),
            seen: self.seen,
            draft: self.draft.clone(),
            unsent: unsent.map(|o| Unsent { request: o.request.clone(), tried: o.tried }).collect(),
        }
    }

    fn show(&mut self, open: bool, fx: &mut Vec<Effect>) {
        if self.open != open {
            self.open = open;
            fx.push(Effect::Tell(if open { News::Open } else { News::Close }));
            self.save(fx);
        }
        if open {
            fx.extend([Effect::Focus, Effect::StartScorer]);
        }
    }

    fn start_over(&mut self, fx: &mut Vec<Effect>) {
        self.lines.clear();
        self.mood = Mood::default();
        self.offered = false;
        self.leaving = false;
        self.leave_conversation(fx);
        self.save(fx);
        fx.push(Effect::Focus);
    }

    /// Forgets the token and all that hangs on it.
    fn leave_conversation(&mut self, fx: &mut Vec<Effect>) {
        self.conversation = None;
        self.cursor = 0;
        self.seen = 0;
        self.epoch += 1;
        self.restoring = false;
        self.set_handled_by(HandledBy::Edge, fx);
    }

    /// A person is offered while none has the conversation.
    fn offer_if(&mut self, flagged: bool) {
        self.offered |= flagged && self.handled_by == HandledBy::Edge;
    }

    fn save(&mut self, fx: &mut Vec<Effect>) {
        if self.open {
            self.seen = self.cursor;
        }
        fx.push(Effect::Save(self.saved()));
    }
}
