//! `cargo xtask data check`: what the project's own messages have to be before a model learns from them. Written, not made
//! from patterns: few rows may share a run of words with others, none may stand twice, and none nearly so across the split.

mod split;

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::{cli::root, stage::read};

/// Rows that share a run of words with three others look like a template; more than this share of them fails.
const TEMPLATED: f64 = 0.02;
/// How long a run is: words, or ideographs where there are no spaces.
const WORDS: usize = 5;
const IDEOGRAPHS: usize = 8;
/// What is needed of the label's second reader.
const KAPPA: f64 = 0.8;

/// One message of a data set.
struct Row {
    place: String,
    text: String,
    /// The writer's label and the second reader's, where there is one.
    labels: (String, Option<String>),
}

/// Checks every data set; says what it found, and fails on all that is wrong at once.
pub fn check() -> Result<()> {
    let mut wrong = Vec::new();
    for (name, folder, parse) in sets() {
        for language in ["en", "zh"] {
            let rows = rows(&root().join(folder).join(language), parse)?;
            if rows.is_empty() {
                continue;
            }
            let templated = templated(&rows, language);
            let share = templated.len() as f64 / rows.len() as f64;
            let doubles = doubles(&rows);
            let read = rows.iter().filter(|row| row.labels.1.is_some()).count();
            let kappa = kappa(&rows);
            println!(
                "{name} {language}: {} rows, {} ({:.2} %) share a run with three others, {} twice, {read} read twice, κ {}",
                rows.len(),
                templated.len(),
                share * 100.0,
                doubles.len(),
                kappa.map_or("–".to_owned(), |kappa| format!("{kappa:.3}"))
            );
            if share > TEMPLATED {
                wrong.push(format!(
                    "{name} {language}: too many rows share a run of words, for example {}",
                    templated[0]
                ));
            }
            wrong.extend(doubles.iter().map(|place| format!("{place} stands twice")));
            if name == "frustration" {
                across(&rows, language, &mut wrong)?;
            }
            if kappa.is_some_and(|kappa| kappa < KAPPA) {
                wrong.push(format!("{name} {language}: the two readers agree too little"));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
}

/// Near-duplicates on two sides of the split that the shipped model was trained with.
fn across(rows: &[Row], language: &str, wrong: &mut Vec<String>) -> Result<()> {
    let sides = split::Sides::read(language)?;
    let crossed = sides.crossed(rows);
    println!(
        "frustration {language}: {} held out, {} nearly the same across the split",
        sides.len(),
        crossed.len()
    );
    wrong.extend(
        crossed.iter().map(|(one, other)| format!("{one} and {other} are nearly the same, and on two sides")),
    );
    match sides.gone(rows) {
        0 => {}
        gone => wrong.push(format!("{gone} held-out texts ({language}) are gone: train again")),
    }
    Ok(())
}

type Parse = fn(&str) -> Option<(String, (String, Option<String>))>;

fn sets() -> [(&'static str, &'static str, Parse); 2] {
    [("frustration", "models/frustration/data", frustration), ("language", "models/language/data", language)]
}

/// text, label, phenomenon, persona, writer, second label, second reader
fn frustration(line: &str) -> Option<(String, (String, Option<String>))> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [text, label @ ("0" | "1"), _, _, rest @ ..] = cells.as_slice() else { return None };
    Some(((*text).to_owned(), ((*label).to_owned(), rest.get(1).map(|second| (*second).to_owned()))))
}

/// One JSON object a line.
fn language(line: &str) -> Option<(String, (String, Option<String>))> {
    let row: serde_json::Value = serde_json::from_str(line).ok()?;
    let text = |key: &str| row[key].as_str().map(str::to_owned);
    let slots = row["slots"].as_object().into_iter().flatten();
    let spoken = text("text")?;
    slots
        .into_iter()
        .all(|(_, value)| value.as_str().is_some_and(|value| spoken.contains(value)))
        .then_some(())?;
    Some((spoken, (text("intent")?, text("intent2"))))
}

fn rows(folder: &Path, parse: Parse) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(rows) };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let text =
            String::from_utf8(read(&path)?).with_context(|| format!("{} is not UTF-8", path.display()))?;
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            let place = format!("{file}:{}", at + 1);
            let (text, labels) = parse(line)
                .with_context(|| format!("{place} cannot be read: see the data card for its columns"))?;
            rows.push(Row { place, text, labels });
        }
    }
    Ok(rows)
}

/// Places of rows with a run that at least three other rows have.
fn templated(rows: &[Row], language: &str) -> Vec<String> {
    let runs: Vec<HashSet<String>> = rows.iter().map(|row| runs(&row.text, language)).collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    for run in runs.iter().flatten() {
        *count.entry(run).or_default() += 1;
    }
    let shares = |of: &HashSet<String>| of.iter().any(|run| count[run.as_str()] > 3);
    rows.iter().zip(&runs).filter(|(_, runs)| shares(runs)).map(|(row, _)| row.place.clone()).collect()
}

fn runs(text: &str, language: &str) -> HashSet<String> {
    if language == "zh" {
        let characters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        return characters.windows(IDEOGRAPHS).map(|run| run.iter().collect()).collect();
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
    words.windows(WORDS).map(|run| run.join(" ")).collect()
}

/// Places of rows whose text stands earlier, letter for letter. Emoji count: they are all that some messages have.
fn doubles(rows: &[Row]) -> Vec<String> {
    let mut seen = HashSet::new();
    rows.iter()
        .filter(|row| !seen.insert(row.text.trim().to_lowercase()))
        .map(|row| row.place.clone())
        .collect()
}

/// Cohen's κ over the rows that two have read.
fn kappa(rows: &[Row]) -> Option<f64> {
    let pairs: Vec<(&str, &str)> =
        rows.iter().filter_map(|row| Some((row.labels.0.as_str(), row.labels.1.as_deref()?))).collect();
    if pairs.is_empty() {
        return None;
    }
    let n = pairs.len() as f64;
    let agreed = pairs.iter().filter(|(one, other)| one == other).count() as f64 / n;
    let labels: HashSet<&str> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    let share = |label: &str, of: fn(&(&str, &str)) -> String| {
        pairs.iter().filter(|pair| of(pair) == label).count() as f64 / n
    };
    let chance: f64 = labels
        .iter()
        .map(|label| share(label, |pair| pair.0.to_owned()) * share(label, |pair| pair.1.to_owned()))
        .sum();
    Some((agreed - chance) / (1.0 - chance))
}
