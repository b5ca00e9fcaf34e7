//! What the widget and its frustration worker say to each other: one enum each way, within one browser.

use serde::{Deserialize, Serialize};

/// From the widget to its worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToScorer {
    /// Comes first: fetch this model and get ready.
    Load {
        /// The absolute address of the `.onnx` file.
        model: String,
        /// The share of calm messages that may be flagged, where the shop has chosen one.
        false_alarms: Option<f32>,
    },
    /// Score these words. Words that arrive while the model loads are scored once it is there.
    Score {
        /// Comes back with the score.
        ticket: u32,
        /// What the shopper wrote.
        text: String,
    },
}

/// From the worker to its widget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromScorer {
    /// The module runs and listens: time for [`ToScorer::Load`].
    Listening,
    /// The model is loaded.
    Ready {
        /// From which score on a single message offers a person, 0 to 1.
        threshold: f32,
    },
    /// One answer.
    Scored {
        /// Of the request.
        ticket: u32,
        /// A calibrated probability of frustration, 0 to 1.
        score: f32,
        /// What the words are likeliest about if they are frustrated, in a word of [`MoodReason`](crate::MoodReason).
        reason: String,
    },
    /// No scores will come; the chat goes on without them.
    Failed {
        /// For a developer's eyes.
        why: String,
    },
}
