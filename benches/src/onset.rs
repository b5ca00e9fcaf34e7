//! Conversations through the shipped model and mood: the first flagged turn of the shopper against the turn where a reader
//! says that they had enough.

use anyhow::{Context, Result};
use beeline_mood::Mood;
use serde::Deserialize;

use crate::Files;

#[derive(Deserialize)]
struct Conversation {
    turns: Vec<Turn>,
    onset: Option<usize>,
}

#[derive(Deserialize)]
struct Turn {
    who: String,
    text: String,
}

#[derive(Default)]
struct Counts {
    hit_exact: usize,
    hit_within_1: usize,
    early: usize,
    late: usize,
    missed: usize,
    false_alarms: usize,
}

/// Plays every conversation and prints the counts.
pub(crate) fn run(files: &Files) -> Result<()> {
    let (model, _) = files.model()?;
    let text = files.text()?;
    let (mut counts, mut played, mut predictions) = (Counts::default(), 0, String::new());
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let conversation: Conversation =
            serde_json::from_str(line).with_context(|| format!("line {}", at + 1))?;
        let flagged = first_flag(&model, &conversation.turns);
        played += 1;
        predictions += &serde_json::json!({ "flagged": flagged }).to_string();
        predictions.push('\n');
        counts.add(&conversation, flagged);
    }
    files.write(&predictions)?;
    let Counts { hit_exact, hit_within_1, early, late, missed, false_alarms } = counts;
    println!(
        "{}",
        serde_json::json!({
            "conversations": played, "hit_exact": hit_exact, "hit_within_1": hit_within_1,
            "early": early, "late": late, "missed": missed, "false_alarms": false_alarms,
        })
    );
    Ok(())
}

/// The index of the first turn at which a shopper's own browser would offer a person.
fn first_flag(model: &beeline_frustration::Model, turns: &[Turn]) -> Option<usize> {
    let mut mood = Mood::default();
    turns.iter().position(|turn| {
        if turn.who != "shopper" {
            mood.assistant(&turn.text);
            return false;
        }
        let score = model.score(&turn.text);
        mood.shopper(&turn.text, Some(score.into()), None).flagged || score >= model.threshold()
    })
}

impl Counts {
    fn add(&mut self, conversation: &Conversation, flagged: Option<usize>) {
        // Distance in turns of the shopper: how many of them lie between.
        let nth = |index: usize| {
            conversation.turns[..index.min(conversation.turns.len())]
                .iter()
                .filter(|turn| turn.who == "shopper")
                .count()
        };
        match (conversation.onset, flagged) {
            (None, Some(_)) => self.false_alarms += 1,
            (None, None) => {}
            (Some(_), None) => self.missed += 1,
            (Some(onset), Some(flagged)) => {
                let (onset, flagged) = (nth(onset), nth(flagged));
                self.hit_exact += usize::from(onset == flagged);
                self.hit_within_1 += usize::from(onset.abs_diff(flagged) <= 1);
                self.early += usize::from(flagged < onset);
                self.late += usize::from(flagged > onset);
            }
        }
    }
}
