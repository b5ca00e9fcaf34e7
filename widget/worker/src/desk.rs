//! What is answered to what.

use beeline_frustration::Model;
use beeline_protocol::FromScorer;

/// The model, and what was asked before it was there.
#[derive(Default)]
pub struct Desk {
    model: Option<Model>,
    early: Vec<(u32, String)>,
}

impl Desk {
    /// Takes the model's file, and answers that it is ready and what was asked meanwhile; or why it is of no use.
    /// `false_alarms` is the share of calm messages that may be flagged; without one the model's own threshold counts.
    pub fn load(&mut self, file: &[u8], false_alarms: Option<f32>) -> Vec<FromScorer> {
        let model = match Model::load(file) {
            Ok(model) => model,
            Err(error) => return vec![FromScorer::Failed { why: error.to_string() }],
        };
        let threshold = false_alarms.map_or(model.threshold(), |share| model.threshold_for(share));
        let mut answers = vec![FromScorer::Ready { threshold }];
        let early = std::mem::take(&mut self.early).into_iter();
        answers.extend(early.map(|(ticket, text)| scored(&model, ticket, &text)));
        self.model = Some(model);
        answers
    }

    /// Scores these words, or keeps them until the model is there.
    pub fn score(&mut self, ticket: u32, text: String) -> Option<FromScorer> {
        match &self.model {
            Some(model) => Some(scored(model, ticket, &text)),
            None => {
                self.early.push((ticket, text));
                None
            }
        }
    }
}

fn scored(model: &Model, ticket: u32, text: &str) -> FromScorer {
    let read = model.read(text);
    FromScorer::Scored { ticket, score: read.score, reason: read.reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::Desk;
    use beeline_protocol::FromScorer;

    #[test]
    fn a_corrupt_model_is_a_failure_and_no_panic() {
        for file in [&b""[..], b"not a model", &[0x08, 0x07, 0xff, 0xff, 0xff]] {
            let answers = Desk::default().load(file, None);
            assert!(matches!(answers[..], [FromScorer::Failed { .. }]), "{file:?}");
        }
    }

    #[test]
    fn words_that_come_before_the_model_wait_for_it() {
        assert_eq!(Desk::default().score(1, "hello".into()), None);
    }
}
