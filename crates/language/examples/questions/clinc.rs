//! CLINC150: learns `train` as one merchant's questions, fixes the threshold on `val` and `oos_val`, reports the test.

use std::{error::Error, fs, path::Path};

use beeline_language::{
    Questions,
    questions::measure::{self, NONE, Report},
};
use serde_json::Value;

use crate::{Rows, clock, learn};

/// The share of `oos_val` that the threshold has to reject: the aim's 0.70 and a little, for `oos_val` is a hundred rows.
const REJECTED: f64 = 0.75;

/// Reports `test` and `oos_test` where the file has them, else the rows that the threshold was fixed on.
pub fn run(path: &Path) -> Result<Report, Box<dyn Error>> {
    let name = path.display();
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read {name}: {error}"))?;
    let file: Value = serde_json::from_str(&text).map_err(|error| format!("{name} is no JSON: {error}"))?;
    let rows = |key: &str| rows(&file, key).map_err(|fault| format!("{name}: {fault}"));
    let (train, val, oos_val) = (rows("train")?, rows("val")?, rows("oos_val")?);
    if train.is_empty() || oos_val.is_empty() {
        return Err(format!("{name}: `train` and `oos_val` have to be there, lists of [text, intent]").into());
    }
    let start = std::time::Instant::now();
    let learnt = learn(&train)?;
    eprintln!("learnt {} rows in {:.1} s", train.len(), start.elapsed().as_secs_f64());
    let threshold = threshold(&learnt, &oos_val);
    let (test, oos_test) = (rows("test")?, rows("oos_test")?);
    let judged = if test.is_empty() { [val, oos_val] } else { [test, oos_test] };
    Ok(measure::measure(&learnt, &judged.concat(), threshold, clock()))
}

/// The least threshold that rejects enough of what is out of scope.
fn threshold(learnt: &Questions, oos: &Rows) -> f64 {
    let mut sure: Vec<f64> =
        oos.iter().map(|(text, _)| learnt.likeliest(text).map_or(0.0, |found| found.confidence)).collect();
    sure.sort_by(f64::total_cmp);
    sure[((sure.len() as f64 * REJECTED) as usize).min(sure.len() - 1)]
}

fn rows(file: &Value, key: &str) -> Result<Rows, String> {
    let Some(list) = file.get(key) else { return Ok(Rows::new()) };
    let list = list.as_array().ok_or(format!("`{key}` is no list"))?;
    let row = |(at, row): (usize, &Value)| match (row[0].as_str(), row[1].as_str()) {
        (Some(text), Some("oos")) => Ok((text.to_owned(), NONE.to_owned())),
        (Some(text), Some(intent)) => Ok((text.to_owned(), intent.to_owned())),
        _ => Err(format!("row {} of `{key}` is no [text, intent]", at + 1)),
    };
    list.iter().enumerate().map(row).collect()
}
