//! Messages leave one at a time and in order, each with the id and body it first left with.

use beeline_protocol::MessageRequest;
use beeline_protocol::message::MAX_TEXT_CHARS;

use super::{Failure, Line, Phase, State};
use crate::event::{Answer, Effect, Event, Refusal};

impl State {
    /// Whether the edge would take what the composer holds.
    pub fn can_send(&self) -> bool {
        !self.draft.trim().is_empty() && self.room() >= 0
    }

    /// How many more characters the composer may hold; negative when it holds too many.
    pub fn room(&self) -> i32 {
        MAX_TEXT_CHARS as i32 - self.draft.trim().chars().count() as i32
    }

    /// A pause of the writing; the words may have changed since it began.
    pub(super) fn paused(&mut self, text: &str, fx: &mut Vec<Effect>) {
        if text == self.draft {
            fx.extend(self.can_send().then(|| Effect::ScoreDraft(text.to_owned())));
            self.save(fx);
        }
    }

    pub(super) fn send_draft(&mut self, fresh_id: &dyn Fn() -> String, fx: &mut Vec<Effect>) {
        if self.can_send() {
            let text = std::mem::take(&mut self.draft);
            fx.push(Effect::Write(String::new()));
            self.say(&text, fresh_id(), fx);
        }
    }

    /// A new message: drawn at once, scored, then sent.
    pub(super) fn say(&mut self, text: &str, id: String, fx: &mut Vec<Effect>) {
        let text = text.trim();
        let request = MessageRequest {
            id,
            conversation: None,
            text: text.to_owned(),
            frustration: None,
            frustration_reason: None,
            locale: Some(self.locale.clone()),
            identity: self.identity.clone(),
        };
        fx.push(Effect::Score { key: request.id.clone(), text: request.text.clone() });
        self.lines.push(Line::said(request, Phase::Scoring));
        self.save(fx);
    }

    /// The score goes into the body; a late one only moves the mood.
    pub(super) fn scored(&mut self, key: &str, read: Option<(f64, String)>, fx: &mut Vec<Effect>) {
        let (score, reason) = read.unzip();
        let scoring = |l: &&Line| l.outgoing.as_ref().is_some_and(|o| o.phase == Phase::Scoring);
        // Words count once, however late their score comes.
        let text = self.lines.iter().filter(|l| l.id == key).find(scoring).map_or("", |l| &l.text);
        let flagged = self.mood.shopper(text, score, None).flagged
            || score.is_some_and(|score| score >= self.threshold);
        let was_offered = self.offered;
        self.offer_if(flagged);
        if let Some(outgoing) = self.line_mut(key).and_then(|l| l.outgoing.as_mut())
            && outgoing.phase == Phase::Scoring
        {
            outgoing.request.frustration = score;
            outgoing.request.frustration_reason = reason;
            outgoing.phase = Phase::Queued;
            // A message that failed earlier goes first: a shopper who writes on expects both to arrive.
            self.revive(fx);
            let new_on_screen = self.offered && !was_offered;
            for effect in fx {
                if let Effect::Post { after_paint, .. } = effect {
                    *after_paint |= new_on_screen;
                }
            }
        }
    }

    pub(super) fn retry(&mut self, key: &str, fx: &mut Vec<Effect>) {
        if let Some(outgoing) = self.line_mut(key).and_then(|l| l.outgoing.as_mut())
            && matches!(outgoing.phase, Phase::Failed(_))
        {
            outgoing.phase = Phase::Queued;
        }
        self.send_next(fx);
    }

    /// Everything that holds others back gets another chance.
    pub(super) fn revive(&mut self, fx: &mut Vec<Effect>) {
        for outgoing in self.lines.iter_mut().filter_map(|l| l.outgoing.as_mut()) {
            if matches!(outgoing.phase, Phase::Failed(failure) if failure.holds_others_back()) {
                outgoing.phase = Phase::Queued;
            }
        }
        self.send_next(fx);
    }

    pub(super) fn answered(&mut self, key: &str, answer: Answer, fx: &mut Vec<Effect>) {
        // A line that is gone belonged to a conversation that was left.
        let Some(line) = self.line_mut(key) else { return };
        line.outgoing = None;
        self.conversation = Some(answer.conversation);
        self.set_handled_by(answer.handled_by, fx);
        for reply in answer.replies {
            self.mood.assistant(&reply.text);
            self.draw(reply.into(), fx);
        }
        self.save(fx);
        self.send_next(fx);
    }

    pub(super) fn refused(
        &mut self,
        key: &str,
        refusal: Refusal,
        fresh_id: &dyn Fn() -> String,
        fx: &mut Vec<Effect>,
    ) {
        let Some(outgoing) = self.line_mut(key).and_then(|l| l.outgoing.as_mut()) else { return };
        if refusal.status == 401 {
            return self.unknown_token(key, fresh_id, fx);
        }
        let failure = Failure::of(refusal);
        outgoing.phase = Phase::Failed(failure);
        if let Failure::TooFast(seconds) = failure {
            fx.push(Effect::Later(seconds * 1000, Event::Retried(key.to_owned())));
        }
        self.send_next(fx);
    }

    /// The edge does not know a token we sent. Each round drops one, so this ends: first the conversation, whose words
    /// go into a new one, then the identity, which may have expired.
    fn unknown_token(&mut self, key: &str, fresh_id: &dyn Fn() -> String, fx: &mut Vec<Effect>) {
        let Some(line) = self.line_mut(key) else { return };
        let Some(outgoing) = line.outgoing.as_mut() else { return };
        let had_conversation = outgoing.request.conversation.take().is_some();
        if !had_conversation && outgoing.request.identity.take().is_none() {
            outgoing.phase = Phase::Failed(Failure::Rejected);
            return self.send_next(fx);
        }
        // Another body asks for another id; the view's key stays.
        line.id = fresh_id();
        outgoing.request.id.clone_from(&line.id);
        outgoing.tried = false;
        outgoing.phase = Phase::Queued;
        if had_conversation {
            self.leave_conversation(fx);
            let notice = Line::notice(fresh_id(), self.words.new_conversation);
            let at = self.lines.iter().position(|l| l.key == key).unwrap_or(self.lines.len());
            self.lines.insert(at, notice);
        } else {
            self.identity = None;
        }
        self.save(fx);
        self.send_next(fx);
    }

    /// Sends the first message in line, unless one is on its way or in the way.
    pub(super) fn send_next(&mut self, fx: &mut Vec<Effect>) {
        if !self.online || self.restoring {
            return;
        }
        let conversation = self.conversation.clone();
        for line in &mut self.lines {
            let Some(outgoing) = &mut line.outgoing else { continue };
            match outgoing.phase {
                Phase::Failed(failure) if !failure.holds_others_back() => continue,
                Phase::Queued => {
                    if !outgoing.tried {
                        outgoing.request.conversation = conversation;
                        outgoing.tried = true;
                    }
                    outgoing.phase = Phase::Sending;
                    let request = Box::new(outgoing.request.clone());
                    fx.push(Effect::Post { key: line.key.clone(), request, after_paint: false });
                    return self.save(fx);
                }
                _ => return,
            }
        }
    }

    fn line_mut(&mut self, key: &str) -> Option<&mut Line> {
        self.lines.iter_mut().find(|l| l.key == key)
    }
}
