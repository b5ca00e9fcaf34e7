//! What others said: over the answer, over the socket, over a catch-up, and drawn once each.

use beeline_protocol::{Entry, HandledBy, LiveEvent, Speaker, Transcript};

use super::{Line, State};
use crate::event::{Effect, News, Refusal};

impl State {
    /// Asks for what was said since; without a conversation there is nothing to ask.
    pub(super) fn catch_up(&self, fx: &mut Vec<Effect>) {
        fx.extend(self.conversation.clone().map(|conversation| Effect::CatchUp {
            conversation,
            after: self.cursor,
            epoch: self.epoch,
        }));
    }

    pub(super) fn caught_up(&mut self, transcript: Transcript, fx: &mut Vec<Effect>) {
        // What the last page could not deliver stands below what was said.
        let unsent = if self.restoring { self.take_unsent() } else { Vec::new() };
        for entry in transcript.messages {
            self.draw_entry(entry, fx);
        }
        for line in unsent {
            self.draw(line, fx);
        }
        self.restoring = false;
        self.cursor = self.cursor.max(transcript.cursor);
        self.set_handled_by(transcript.handled_by, fx);
        self.save(fx);
        self.send_next(fx);
    }

    pub(super) fn not_caught_up(&mut self, refusal: Refusal, fx: &mut Vec<Effect>) {
        self.restoring = false;
        if refusal.status == 401 {
            self.leave_conversation(fx);
            self.save(fx);
        }
        self.send_next(fx);
    }

    pub(super) fn heard(&mut self, event: LiveEvent, fx: &mut Vec<Effect>) {
        match event {
            LiveEvent::Message { entry } => {
                self.draw_entry(entry, fx);
                self.save(fx);
            }
            LiveEvent::HandledBy { handled_by } => {
                self.set_handled_by(handled_by, fx);
                self.save(fx);
            }
        }
    }

    /// A line with an id that stands already is that line: it is confirmed, not drawn again.
    pub(super) fn draw(&mut self, line: Line, fx: &mut Vec<Effect>) {
        if let Some(known) = self.lines.iter_mut().find(|l| l.id == line.id) {
            if line.outgoing.is_none() {
                known.outgoing = None;
                known.name = known.name.take().or(line.name);
            }
            return;
        }
        if !self.open && line.author != Speaker::Shopper && !self.restoring {
            fx.push(Effect::Tell(News::Unread));
        }
        self.lines.push(line);
    }

    fn draw_entry(&mut self, entry: Entry, fx: &mut Vec<Effect>) {
        self.cursor = self.cursor.max(entry.cursor);
        if self.restoring {
            match entry.author {
                Speaker::Shopper => drop(self.mood.shopper(&entry.text, entry.frustration, None)),
                _ => self.mood.assistant(&entry.text),
            }
            // Of the last page's lines only an agent's can have come while nobody looked.
            if !self.open && entry.author == Speaker::Agent && entry.cursor > self.seen {
                fx.push(Effect::Tell(News::Unread));
            }
        }
        self.draw(entry.into(), fx);
    }

    fn take_unsent(&mut self) -> Vec<Line> {
        let (unsent, said) = std::mem::take(&mut self.lines).into_iter().partition(|l| l.outgoing.is_some());
        self.lines = said;
        unsent
    }

    pub(super) fn set_handled_by(&mut self, handled_by: HandledBy, fx: &mut Vec<Effect>) {
        if self.handled_by == handled_by {
            return;
        }
        self.handled_by = handled_by;
        match handled_by {
            HandledBy::Human => {
                self.offered = false;
                fx.push(Effect::Tell(News::Handoff));
                self.wake(fx);
            }
            HandledBy::Edge => self.hang_up(fx),
        }
    }
}
