//! The score of each message as small bars. Sized by SVG attributes, because the page's policy allows no inline styles.

use leptos::prelude::*;

use super::super::app::App;
use crate::Feeling;

/// The newest messages are what counts, and more bars would not fit.
const MOST: usize = 24;
/// Of a certain score, in pixels.
const HEIGHT: f64 = 36.0;
/// Width of a bar and the gap behind it.
const STEP: usize = 12;

/// The bars, and the same in words.
#[component]
pub(super) fn Mood(
    /// The desk.
    app: App,
    /// Of each message of the shopper, oldest first.
    scores: Vec<Option<f64>>,
) -> impl IntoView {
    let words = app.words;
    let newest = scores[scores.len().saturating_sub(MOST)..].to_vec();
    let said: Vec<_> = newest
        .iter()
        .map(|score| match score {
            Some(s) => format!("{} {}", words.feeling(Feeling::of(*s)), percent(*s)),
            None => words.no_score.to_owned(),
        })
        .collect();
    let told = format!("{}: {}", words.mood, said.join(", "));
    let now = newest.iter().rev().flatten().next().copied();
    let width = newest.len() * STEP;
    (!newest.is_empty()).then(|| {
        view! {
            <h3>{words.mood}</h3>
            <div class="mood">
                <svg role="img" aria-label=told width=width height=HEIGHT viewBox=format!("0 0 {width} {HEIGHT}")>
                    {newest.into_iter().enumerate().map(|(at, score)| bar(at, score)).collect_view()}
                </svg>
                {now.map(|s| view! {
                    <span class=format!("mood-now {}", class(Feeling::of(s))) aria-hidden="true">
                        {words.feeling(Feeling::of(s))}" "{percent(s)}
                    </span>
                })}
            </div>
        }
    })
}

/// How a feeling is painted; the word always stands beside it.
pub(super) fn class(feeling: Feeling) -> &'static str {
    match feeling {
        Feeling::Calm => "is-calm",
        Feeling::Tense => "is-tense",
        Feeling::Frustrated => "is-frustrated",
    }
}

/// A score as people say it.
pub(super) fn percent(score: f64) -> String {
    format!("{:.0} %", score.clamp(0.0, 1.0) * 100.0)
}

fn bar(at: usize, score: Option<f64>) -> impl IntoView {
    let height = score.map_or(2.0, |s| (s.clamp(0.0, 1.0) * HEIGHT).max(3.0));
    let class = score.map_or("no-score", |s| class(Feeling::of(s)));
    view! {
        <rect class="track" x=at * STEP width=STEP - 4 height=HEIGHT rx="2"></rect>
        <rect class=class x=at * STEP y=HEIGHT - height width=STEP - 4 height=height rx="2"></rect>
    }
}
