//! Single messages through the shipped tokeniser and model.

use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::{Files, measures};

/// Scores every row and prints what that is worth.
pub(crate) fn run(files: &Files) -> Result<()> {
    let (model, model_bytes) = files.model()?;
    let text = files.text()?;
    let mut lines = text.lines().enumerate();
    let header = lines.next().map(|(_, line)| line.trim_start_matches('\u{feff}')).unwrap_or_default();
    if header.split('\t').take(2).ne(["text", "label"]) {
        bail!("{} has to begin with the header text<TAB>label", files.file.display());
    }
    let (mut rows, mut times, mut predictions) = (Vec::new(), Vec::new(), String::new());
    for (at, line) in lines.filter(|(_, line)| !line.is_empty()) {
        let mut cells = line.split('\t');
        let (message, label) =
            cells.next().zip(cells.next()).with_context(|| format!("line {} has no label", at + 1))?;
        let label = match label.trim() {
            "1" => true,
            "0" => false,
            other => bail!("line {}: the label is {other:?}; it is 0 or 1", at + 1),
        };
        let start = Instant::now();
        let score = model.score(message);
        times.push(start.elapsed().as_secs_f64() * 1e6);
        rows.push((score, label));
        predictions += &format!("{score}\t{}\n", u8::from(score >= model.threshold()));
    }
    files.write(&predictions)?;
    let flagged = |label: bool| {
        let of: Vec<_> = rows.iter().filter(|row| row.1 == label).collect();
        of.iter().filter(|row| row.0 >= model.threshold()).count() as f64 / of.len().max(1) as f64
    };
    let summary = serde_json::json!({
        "n": rows.len(),
        "positives": rows.iter().filter(|row| row.1).count(),
        "auc": measures::auc(&rows),
        "best_f1": measures::best_f1(&rows),
        "recall_at_5pct_fpr": measures::recall_at(&rows, 0.05),
        "flagged_rate_label0": flagged(false),
        "flagged_rate_label1": flagged(true),
        "threshold": model.threshold(),
        "model_bytes": model_bytes,
        "median_us": measures::median(times),
    });
    println!("{summary}");
    Ok(())
}
