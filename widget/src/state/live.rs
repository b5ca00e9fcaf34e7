//! The socket while a person has the conversation. Each try to reconnect also catches up, so that a network which never
//! lets a socket through is polled instead.

use beeline_protocol::HandledBy;

use super::State;
use crate::event::{Effect, Event};

/// How the socket stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Live {
    /// None is needed.
    #[default]
    Off,
    /// Being opened.
    Connecting,
    /// It stands.
    On,
    /// It fell; the next try is on the clock.
    Waiting,
}

/// The longest pause between two tries: how late an agent's words may be on a network without sockets.
const LONGEST_PAUSE_MS: u32 = 8_000;

impl State {
    /// Catches up, and opens the socket if one is needed and none stands.
    pub(super) fn wake(&mut self, fx: &mut Vec<Effect>) {
        if !self.online || self.restoring {
            return;
        }
        self.catch_up(fx);
        if self.handled_by == HandledBy::Human
            && matches!(self.live, Live::Off | Live::Waiting)
            && let Some(conversation) = self.conversation.clone()
        {
            self.live = Live::Connecting;
            fx.push(Effect::Connect { conversation });
        }
    }

    /// What was said while the ticket was bought is not on the socket.
    pub(super) fn connected(&mut self, fx: &mut Vec<Effect>) {
        self.live = Live::On;
        self.failures = 0;
        self.catch_up(fx);
    }

    pub(super) fn disconnected(&mut self, fx: &mut Vec<Effect>) {
        if self.live == Live::Off {
            return;
        }
        self.live = Live::Waiting;
        let pause = (500u32 << self.failures.min(8)).min(LONGEST_PAUSE_MS);
        self.failures += 1;
        fx.push(Effect::Later(pause, Event::ReconnectDue));
    }

    /// A socket outlives its network without a word; it is given up at once, so that coming back opens another.
    pub(super) fn went_offline(&mut self, fx: &mut Vec<Effect>) {
        self.online = false;
        if self.live != Live::Off {
            self.live = Live::Waiting;
            fx.push(Effect::Disconnect);
        }
    }

    pub(super) fn hang_up(&mut self, fx: &mut Vec<Effect>) {
        self.live = Live::Off;
        self.failures = 0;
        fx.push(Effect::Disconnect);
    }
}
