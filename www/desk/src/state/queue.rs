//! Who waits. The list is asked for and then kept up to date by the socket; what is heard while an answer is on its way
//! is laid over that answer, so that neither an old list nor an old event can win.

use beeline_protocol::{DeskEvent, HandledBy, Queue, QueueEntry, QueueStatus};

use crate::event::{Effect, Trouble};
use crate::state::{Session, State};

/// A part of the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Nobody has them yet.
    #[default]
    Waiting,
    /// This agent has them.
    Mine,
    /// Everything.
    All,
}

impl Filter {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Mine, Self::All];
}

impl State {
    /// What the list shows. The open conversation stays where it is, or taking it would pull it from under the hand.
    pub fn visible(&self) -> Vec<String> {
        let shown =
            self.queue.iter().filter(|e| self.belongs(e, self.filter) || Some(&e.id) == self.open.as_ref());
        shown.map(|e| e.id.clone()).collect()
    }

    /// How many belong to this part.
    pub fn count(&self, filter: Filter) -> usize {
        self.queue.iter().filter(|e| self.belongs(e, filter)).count()
    }

    /// One line of the list.
    pub fn entry(&self, id: &str) -> Option<&QueueEntry> {
        self.queue.iter().find(|e| e.id == id)
    }

    fn belongs(&self, entry: &QueueEntry, filter: Filter) -> bool {
        match filter {
            Filter::Waiting => entry.status == QueueStatus::Waiting,
            Filter::Mine => self.is_mine(entry.taken_by.as_deref()),
            Filter::All => true,
        }
    }

    pub(super) fn is_mine(&self, taken_by: Option<&str>) -> bool {
        taken_by == Some(self.agent.as_str())
    }

    pub(super) fn load_queue(&mut self, fx: &mut Vec<Effect>) {
        if matches!(self.session, Session::Out(_)) {
            return;
        }
        let ticket = self.ticket();
        // Events heard for an earlier, unanswered asking are older than what this one brings.
        self.asked = Some((ticket, Vec::new()));
        fx.push(Effect::LoadQueue { ticket });
    }

    pub(super) fn queue_loaded(&mut self, ticket: u32, queue: Queue, fx: &mut Vec<Effect>) {
        let Some((_, heard)) = self.asked.take_if(|(asked, _)| *asked == ticket) else { return };
        let first = self.session == Session::Entering;
        let known = std::mem::replace(&mut self.queue, queue.conversations);
        self.agent = queue.agent;
        self.queue_trouble = None;
        sort(&mut self.queue);
        if first {
            self.come_in(fx);
        } else if let Some(new) = self.queue.iter().find(|e| !known.iter().any(|k| k.id == e.id)).cloned() {
            self.announce_arrival(&new);
        }
        let gone: Vec<_> = self.conversations.keys().filter(|id| self.entry(id).is_none()).cloned().collect();
        for id in gone {
            self.conversation_gone(&id, fx);
        }
        for entry in self.queue.clone() {
            self.follow(&entry, fx);
        }
        for event in heard {
            self.apply(event, fx);
        }
    }

    pub(super) fn queue_failed(&mut self, ticket: u32, trouble: Trouble, fx: &mut Vec<Effect>) {
        if self.asked.take_if(|(asked, _)| *asked == ticket).is_none() {
            return;
        }
        if trouble.is_stranger() {
            self.turned_away(trouble, fx);
        } else if self.session == Session::Entering {
            self.session = Session::Out(Some(trouble));
        } else {
            self.queue_trouble = Some(trouble);
        }
    }

    pub(super) fn heard(&mut self, event: DeskEvent, fx: &mut Vec<Effect>) {
        if let Some((_, heard)) = &mut self.asked {
            heard.push(event.clone());
        }
        self.apply(event, fx);
    }

    fn apply(&mut self, event: DeskEvent, fx: &mut Vec<Effect>) {
        match event {
            DeskEvent::Queue { entry } => self.put(entry, fx),
            DeskEvent::Gone { id } => {
                self.queue.retain(|e| e.id != id);
                self.conversation_gone(&id, fx);
            }
            DeskEvent::Message { id, entry } => self.said(&id, entry, fx),
        }
    }

    fn put(&mut self, entry: QueueEntry, fx: &mut Vec<Effect>) {
        match self.queue.iter().position(|e| e.id == entry.id) {
            None => {
                self.announce_arrival(&entry);
                self.queue.push(entry.clone());
            }
            Some(at) => {
                let asks = entry.unanswered && !self.queue[at].unanswered;
                if asks && self.is_mine(entry.taken_by.as_deref()) && self.open.as_ref() != Some(&entry.id) {
                    self.announcement = format!("{}: {}", self.words.wrote_again, entry.last_text);
                }
                self.queue[at] = entry.clone();
            }
        }
        sort(&mut self.queue);
        self.follow(&entry, fx);
    }

    fn announce_arrival(&mut self, entry: &QueueEntry) {
        let words = self.words;
        self.announcement = format!(
            "{}: {}, {}. {}",
            words.arrived,
            words.reason(entry.reason),
            words.intent(entry.intent),
            entry.last_text
        );
    }

    /// A conversation read before moves with its line in the list.
    fn follow(&mut self, entry: &QueueEntry, fx: &mut Vec<Effect>) {
        let Some(conversation) = self.conversations.get_mut(&entry.id) else { return };
        let Some(content) = &mut conversation.content else { return };
        content.taken_by.clone_from(&entry.taken_by);
        let came_back = content.handled_by == HandledBy::Edge;
        content.handled_by = HandledBy::Human;
        if came_back {
            // Handed over anew: there is another story to read.
            conversation.ended = None;
            let id = entry.id.clone();
            self.load(&id, fx);
        }
    }
}

fn sort(queue: &mut [QueueEntry]) {
    queue.sort_by(|a, b| a.since.cmp(&b.since).then_with(|| a.id.cmp(&b.id)));
}
