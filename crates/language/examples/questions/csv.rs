//! Rows of `sentence,label`, quoted as RFC 4180 has it.

use std::{error::Error, fs, path::Path};

use crate::Rows;

/// Every row below the heading; a third column is ignored.
pub fn labelled(path: &Path) -> Result<Rows, Box<dyn Error>> {
    let name = path.display();
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read {name}: {error}"))?;
    let mut rows = records(&text).map_err(|line| format!("{name}: the quote opened in line {line} is never closed; double it (\"\") inside a quoted field"))?.into_iter();
    let heading = rows.next().map(|(_, row)| row).unwrap_or_default();
    if !matches!(heading.as_slice(), [sentence, label, ..] if sentence.trim() == "sentence" && label.trim() == "label")
    {
        return Err(format!("{name}: its first line has to be `sentence,label`").into());
    }
    rows.filter(|(_, row)| row.iter().any(|field| !field.trim().is_empty()))
        .map(|(line, row)| match row.as_slice() {
            [text, label, ..] if !label.trim().is_empty() => Ok((text.clone(), label.trim().to_owned())),
            _ => Err(format!(
                "{name}, line {line}: a row is a sentence and its label; quote a sentence that has a comma"
            )
            .into()),
        })
        .collect()
}

/// Each record with the line it begins in; the line of a quote that is never closed.
fn records(text: &str) -> Result<Vec<(usize, Vec<String>)>, usize> {
    let (mut out, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut began, mut quoted) = (1, 1, None);
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = chars.next() {
        line += usize::from(c == '\n');
        match c {
            '"' if quoted.is_some() && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted.is_some() => quoted = None,
            '"' if field.is_empty() => quoted = Some(line),
            c if quoted.is_some() => field.push(c),
            ',' => row.push(std::mem::take(&mut field)),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' => {
                row.push(std::mem::take(&mut field));
                out.push((began, std::mem::take(&mut row)));
                began = line;
            }
            c => field.push(c),
        }
    }
    if let Some(line) = quoted {
        return Err(line);
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        out.push((began, row));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::records;

    #[test]
    fn commas_quotes_and_line_ends_live_in_quotes() {
        let read = records("a,b\r\n\"x, \"\"y\"\"\nz\",L\n").unwrap();
        assert_eq!(read[1], (2, vec!["x, \"y\"\nz".to_owned(), "L".to_owned()]));
        assert_eq!(records("a\n\"b"), Err(2));
    }
}
