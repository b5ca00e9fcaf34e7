//! The socket. Whenever it stands anew, and whenever the agent looks again, what was missed is asked for; while it does
//! not stand, every try to mend it asks, too.

use crate::event::{Effect, Event};
use crate::state::State;

/// The socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Not wanted.
    Off,
    /// Being opened.
    Connecting,
    /// Stands.
    On,
    /// Fell; another try is due.
    Waiting,
}

/// The longest pause between two tries, in milliseconds.
const LONGEST_PAUSE: u32 = 30_000;

impl State {
    pub(super) fn connected(&mut self, fx: &mut Vec<Effect>) {
        if !self.is_in() {
            return;
        }
        self.line = Line::On;
        self.failures = 0;
        self.catch_up(fx);
    }

    pub(super) fn disconnected(&mut self, fx: &mut Vec<Effect>) {
        if !self.is_in() {
            return;
        }
        self.line = Line::Waiting;
        let pause = LONGEST_PAUSE.min(1_000 << self.failures.min(5));
        self.failures += 1;
        fx.push(Effect::Later(pause, Event::ReconnectDue));
    }

    pub(super) fn reconnect(&mut self, fx: &mut Vec<Effect>) {
        if self.is_in() && self.line == Line::Waiting {
            self.line = Line::Connecting;
            fx.push(Effect::Connect);
            self.catch_up(fx);
        }
    }

    pub(super) fn returned(&mut self, fx: &mut Vec<Effect>) {
        if self.line == Line::Waiting {
            self.failures = 0;
            self.reconnect(fx);
        } else if self.is_in() {
            self.catch_up(fx);
        }
    }

    fn catch_up(&mut self, fx: &mut Vec<Effect>) {
        self.load_queue(fx);
        if let Some(id) = self.open.clone() {
            self.load(&id, fx);
        }
        self.flush_all(fx);
    }
}
