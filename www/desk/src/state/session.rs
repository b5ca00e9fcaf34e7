//! Who the agent is, and what a reload brings back.

use crate::event::{Effect, Kept, Trouble, Unsent};
use crate::state::outbox::{Outgoing, Phase};
use crate::state::{Deliveries, Filter, Line, State};
use crate::words::Words;

/// How far the agent has come in.
#[derive(Clone, Debug, PartialEq)]
pub enum Session {
    /// Not at all; why, if they tried.
    Out(Option<Trouble>),
    /// The token is being looked at.
    Entering,
    /// Signed in.
    In,
}

impl State {
    /// A desk as the last load of this tab left it, and what to do first.
    pub fn new(words: &'static Words, shop: String, kept: Option<Kept>) -> (Self, Vec<Effect>) {
        let kept = kept.unwrap_or_else(|| Kept { keys: true, ..Kept::default() });
        // Another shop in the address is another desk: its token is not tried there.
        let same = kept.shop == shop;
        let kept = if same { kept } else { Kept { keys: kept.keys, ..Kept::default() } };
        let mut state = Self {
            words,
            session: Session::Out(None),
            shop,
            token: kept.token,
            agent: String::new(),
            queue: Vec::new(),
            queue_trouble: None,
            filter: Filter::default(),
            open: None,
            conversations: Default::default(),
            drafts: kept.drafts,
            outbox: kept.unsent.into_iter().map(|u| Outgoing::new(u.conversation, u.reply)).collect(),
            line: Line::Off,
            announcement: String::new(),
            help: false,
            deliveries: Deliveries::default(),
            keys: kept.keys,
            failures: 0,
            tickets: 0,
            asked: None,
        };
        let mut effects = Vec::new();
        if !state.token.is_empty() {
            state.session = Session::Entering;
            state.load_queue(&mut effects);
        }
        (state, effects)
    }

    /// Whether the agent is in.
    pub fn is_in(&self) -> bool {
        self.session == Session::In
    }

    pub(super) fn sign_in(&mut self, shop: &str, token: &str, fx: &mut Vec<Effect>) {
        if self.shop != shop.trim() {
            // What was written for one shop's shoppers is not said to another's.
            self.drafts.clear();
            self.outbox.clear();
        }
        self.shop = shop.trim().to_owned();
        self.token = token.trim().to_owned();
        self.session = Session::Entering;
        self.load_queue(fx);
    }

    /// The first queue arrived: the token is an agent's.
    pub(super) fn come_in(&mut self, fx: &mut Vec<Effect>) {
        self.session = Session::In;
        self.line = Line::Connecting;
        self.failures = 0;
        fx.push(Effect::Connect);
        if let Some(id) = self.open.clone() {
            self.load(&id, fx);
        }
        self.flush_all(fx);
        self.keep(fx);
    }

    pub(super) fn sign_out(&mut self, fx: &mut Vec<Effect>) {
        let (shop, keys) = (std::mem::take(&mut self.shop), self.keys);
        // The tickets go on counting: an answer still on its way is nobody's.
        let tickets = self.tickets;
        *self = Self::new(self.words, shop, None).0;
        self.keys = keys;
        self.tickets = tickets;
        fx.extend([Effect::Disconnect, Effect::Forget, Effect::Navigate(None)]);
    }

    /// The token is not, or no longer, an agent's. What was written stays.
    pub(super) fn turned_away(&mut self, trouble: Trouble, fx: &mut Vec<Effect>) {
        self.session = Session::Out(Some(trouble));
        self.token.clear();
        self.queue.clear();
        self.conversations.clear();
        self.deliveries = Deliveries::default();
        self.asked = None;
        self.line = Line::Off;
        for outgoing in self.outbox.iter_mut().filter(|o| o.phase == Phase::Sending) {
            outgoing.phase = Phase::Waiting;
        }
        fx.push(Effect::Disconnect);
        self.keep(fx);
    }

    pub(super) fn keep(&self, fx: &mut Vec<Effect>) {
        let unsent = self.outbox.iter().filter(|o| o.phase != Phase::Sent);
        fx.push(Effect::Keep(Kept {
            shop: self.shop.clone(),
            token: self.token.clone(),
            drafts: self.drafts.clone(),
            unsent: unsent
                .map(|o| Unsent { conversation: o.conversation.clone(), reply: o.reply.clone() })
                .collect(),
            keys: self.keys,
        }));
    }
}
