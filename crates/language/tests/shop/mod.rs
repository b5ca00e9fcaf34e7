//! Goods in a short notation, for tables of sentences: `Desk Lamp | color black, brightness high | 2`.

use beeline_language::{Good, Picked};

/// What a line or a variant of a test is made of.
pub struct Stock {
    id: String,
    title: String,
    variant: String,
    options: Vec<(String, String)>,
    quantity: u32,
}

impl Stock {
    /// Its short form: title, options, how many. Its id is the number of the line, from 1.
    pub fn list(lines: &str) -> Vec<Self> {
        lines
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .zip(1..)
            .map(|(line, id)| Self::one(line, id))
            .collect()
    }

    fn one(line: &str, id: u32) -> Self {
        let mut parts = line.split(" | ");
        let title = parts.next().unwrap_or_default().to_owned();
        let options: Vec<(String, String)> = parts
            .next()
            .unwrap_or_default()
            .split(", ")
            .filter_map(|option| option.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let variant = options.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" / ");
        let quantity = parts.next().and_then(|n| n.parse().ok()).unwrap_or(1);
        Self { id: id.to_string(), title, variant, options, quantity }
    }

    /// As the crate takes it.
    pub fn good(&self) -> Good<'_> {
        Good {
            id: &self.id,
            product: &self.title,
            title: &self.title,
            variant: &self.variant,
            options: &self.options,
            quantity: self.quantity,
        }
    }
}

/// What was picked, in short: `1 3x2`, `?1 2` when unclear, `-` when nothing, `none` when there is no such thing.
pub fn short(picked: &Picked) -> String {
    let chosen = picked.chosen.iter().map(|(id, n)| if *n == 1 { id.clone() } else { format!("{id}x{n}") });
    let mut out = chosen.collect::<Vec<_>>().join(" ");
    if !picked.unclear.is_empty() {
        out = format!("{out}?{}", picked.unclear.join(" "));
    }
    match out.as_str() {
        "" if picked.confidence > 0.0 => "none".into(),
        "" => "-".into(),
        _ => out,
    }
}

/// Checks every sentence of a table and says all that went wrong.
pub fn check<'a>(table: &[(&'a str, &str)], pick: impl Fn(&'a str) -> Picked) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let picked = pick(text);
            (short(&picked) != *expected)
                .then(|| format!("{text}: {} and not {expected} ({:.2})", short(&picked), picked.confidence))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), table.len(), wrong.join("\n"));
}
