//! Reading `beeline.toml`. Everything wrong with it is said at once, each with its line and what to do.

use std::{collections::BTreeMap, fmt};

use beeline_protocol::Colours;
use chrono::{FixedOffset, Offset};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    Claims, Desk, Identity, Orders, OriginPattern, Outbox, Platform, Returns, Shop, questions, rules,
};

/// One mistake in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Counted from 1; 0 when no one line is at fault.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        write!(f, "{}. {}", self.message, self.remedy)
    }
}

/// Reads and checks one shop's file.
///
/// # Errors
/// Every mistake found; never empty.
pub fn parse(text: &str) -> Result<Shop, Vec<Problem>> {
    let file: File = toml::from_str(text).map_err(|error| vec![Problem::of_toml(text, &error)])?;
    let mut problems = Vec::new();
    let mut check = |at: Option<std::ops::Range<usize>>, fault: Result<(), String>, remedy: &str| {
        if let Err(message) = fault {
            let line = at.map_or(0, |span| line_of(text, span.start));
            problems.push(Problem { line, message, remedy: remedy.to_owned() });
        }
    };

    check(
        Some(file.id.span()),
        good_id(file.id.as_ref(), "shop"),
        "Use lower-case letters, digits and -, for example id = \"tea-house\".",
    );
    let named =
        if file.name.as_ref().trim().is_empty() { Err("the shop has no name".to_owned()) } else { Ok(()) };
    check(Some(file.name.span()), named, "Write the name your shoppers know.");
    if file.origins.is_empty() {
        check(
            None,
            Err("no page may carry the widget".to_owned()),
            "List your shop's pages, for example origins = [\"https://www.example.com\"].",
        );
    }
    let mut origins = Vec::new();
    for origin in &file.origins {
        let read = OriginPattern::new(origin.as_ref()).map(|pattern| origins.push(pattern));
        check(
            Some(origin.span()),
            read,
            "Write it as the browser's address bar begins, for example \"https://www.example.com\".",
        );
    }
    for colour in [&file.colours.accent, &file.colours.on_accent] {
        check(
            Some(colour.span()),
            good_colour(colour.as_ref()),
            "Write a colour as # and six hexadecimal digits, for example \"#1f6f5c\".",
        );
    }
    let platform = file.platform.iter().map(|p| (p.span(), &p.as_ref().secret_env));
    let identity = file.identity.iter().map(|i| (i.span(), &i.as_ref().secret_env));
    let agents = file.desk.agents.iter().map(|a| (a.span(), &a.as_ref().token_env));
    let outbox = file.outbox.iter().map(|o| (o.span(), &o.as_ref().secret_env));
    for (span, variable) in platform.chain(identity).chain(agents).chain(outbox) {
        check(
            Some(span),
            good_variable(variable),
            "Name the environment variable here and put the secret into it; secrets do not belong in this file.",
        );
    }
    if let Some(outbox) = &file.outbox {
        check(
            Some(outbox.span()),
            outbox.as_ref().check(),
            "Write the whole address of your endpoint, for example url = \"https://www.example.com/hooks/beeline\".",
        );
    }
    if let Some(share) = &file.frustration.false_alarms {
        check(
            Some(share.span()),
            good_share(*share.as_ref()),
            "Write the share of calm messages that may be flagged, for example 0.03 for three in a hundred.",
        );
    }
    check(
        None,
        good_fees(&file.returns),
        "Write what the shopper pays for the way back, for example return_shipping_fees_amount = \"4.90\", or return_shipping_fees = \"free\".",
    );
    for (span, fault, remedy) in
        questions::faults(&file.questions).into_iter().chain(questions::alias_faults(&file.aliases))
    {
        check(Some(span), Err(fault), remedy);
    }
    if !problems.is_empty() {
        return Err(problems);
    }

    Ok(Shop {
        id: file.id.into_inner(),
        name: file.name.into_inner(),
        locale: file.locale,
        hosts: file.hosts.iter().map(|host| host.to_ascii_lowercase()).collect(),
        origins,
        platform: file.platform.map(Spanned::into_inner),
        identity: file.identity.map(Spanned::into_inner),
        desk: Desk { agents: file.desk.agents.into_iter().map(Spanned::into_inner).collect() },
        outbox: file.outbox.map(Spanned::into_inner),
        time_zone: file.time_zone,
        returns: file.returns,
        orders: file.orders,
        claims: file.claims,
        colours: Colours {
            accent: file.colours.accent.into_inner(),
            on_accent: file.colours.on_accent.into_inner(),
        },
        frustration: file.frustration.enabled,
        false_alarms: file.frustration.false_alarms.map(Spanned::into_inner),
        version: version(text),
        questions: file.questions.into_iter().map(Into::into).collect(),
        aliases: file.aliases.into_iter().map(|(word, name)| (word, name.into_inner())).collect(),
    })
}

/// The file as it stands, before it is checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: Spanned<String>,
    name: Spanned<String>,
    #[serde(default = "english")]
    locale: String,
    #[serde(default)]
    hosts: Vec<String>,
    #[serde(default)]
    origins: Vec<Spanned<String>>,
    platform: Option<Spanned<Platform>>,
    identity: Option<Spanned<Identity>>,
    #[serde(default)]
    desk: DeskTable,
    outbox: Option<Spanned<Outbox>>,
    #[serde(default = "utc", deserialize_with = "rules::offset")]
    time_zone: FixedOffset,
    #[serde(default)]
    returns: Returns,
    #[serde(default)]
    orders: Orders,
    #[serde(default)]
    claims: Claims,
    #[serde(default)]
    colours: ColourTable,
    #[serde(default)]
    frustration: FrustrationTable,
    #[serde(default)]
    questions: Vec<questions::Entry>,
    #[serde(default)]
    aliases: BTreeMap<String, Spanned<String>>,
}

fn utc() -> FixedOffset {
    chrono::Utc.fix()
}

fn english() -> String {
    "en".to_owned()
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeskTable {
    #[serde(default)]
    agents: Vec<Spanned<crate::Agent>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ColourTable {
    accent: Spanned<String>,
    on_accent: Spanned<String>,
}

impl Default for ColourTable {
    fn default() -> Self {
        let colour = |text: &str| Spanned::new(0..0, text.to_owned());
        Self { accent: colour("#1f5f7a"), on_accent: colour("#ffffff") }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FrustrationTable {
    enabled: bool,
    false_alarms: Option<Spanned<f64>>,
}

impl Default for FrustrationTable {
    fn default() -> Self {
        Self { enabled: true, false_alarms: None }
    }
}

impl Problem {
    fn of_toml(text: &str, error: &toml::de::Error) -> Self {
        let line = error.span().map_or(0, |span| line_of(text, span.start));
        let message = error.message().lines().next().unwrap_or("it cannot be read").to_owned();
        let remedy = if message.starts_with("unknown field") {
            "Check its spelling, or remove it: a key that does nothing would mislead you."
        } else if message.starts_with("missing field") {
            "Add it; README.md shows a whole file."
        } else if message.starts_with("unknown variant") {
            "Use one of those."
        } else {
            "See toml.io for how values are written."
        };
        Self { line, message, remedy: remedy.to_owned() }
    }
}

/// FNV-1a over the text.
fn version(text: &str) -> String {
    let digest = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{digest:016x}")
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
}

pub(crate) fn good_id(id: &str, of: &str) -> Result<(), String> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.is_empty() && id.len() <= 64 && id.chars().all(good) {
        Ok(())
    } else {
        Err(format!("`{id}` is no {of} id"))
    }
}

fn good_colour(colour: &str) -> Result<(), String> {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()) {
        Ok(())
    } else {
        Err(format!("`{colour}` is no colour"))
    }
}

/// The range that the model was measured in.
fn good_share(share: f64) -> Result<(), String> {
    if (0.005..=0.2).contains(&share) { Ok(()) } else { Err(format!("{share} is not between 0.005 and 0.2")) }
}

/// Who pays must be told how much.
fn good_fees(returns: &Returns) -> Result<(), String> {
    let paid = returns.return_shipping_fees == rules::ReturnFees::Customer;
    let number =
        |text: &String| text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && text.parse::<f64>().is_ok();
    match &returns.return_shipping_fees_amount {
        None if paid => Err("the shopper pays for the way back, and nothing says how much".to_owned()),
        Some(amount) if !number(amount) => Err(format!("`{amount}` is no amount")),
        _ => Ok(()),
    }
}

fn good_variable(name: &str) -> Result<(), String> {
    let good = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    // What was written is not repeated: it may be the secret itself.
    if !name.is_empty() && name.chars().all(good) {
        Ok(())
    } else {
        Err("this is no name of an environment variable".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    const GOOD: &str = "id = \"tea\"\nname = \"Tea House\"\norigins = [\"https://tea.example\"]\n";

    fn check(extra: &str, expected: &str) {
        let problems = parse(&format!("{GOOD}{extra}")).unwrap_err();
        let said = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
        assert!(said.contains(expected), "{said}");
    }

    #[test]
    fn a_short_file_is_enough() {
        let shop = parse(GOOD).unwrap();
        assert_eq!((shop.id.as_str(), shop.returns.merchant_return_days), ("tea", 30));
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        check("colour = 1\n", "line 4: unknown field `colour`");
        check("[returns]\nmerchant_return_day = 3\n", "line 5: unknown field `merchant_return_day`");
    }

    #[test]
    fn a_wrong_value_is_told_with_its_line_and_remedy() {
        check("[colours]\naccent = \"red\"\n", "line 5: `red` is no colour. Write a colour as #");
        check(
            "[platform]\nkind = \"magento\"\ndomain = \"x\"\nsecret_env = \"X\"\n",
            "line 5: unknown variant `magento`",
        );
    }

    #[test]
    fn the_sensitivity_is_a_share_of_calm_messages() {
        let shop = parse(&format!("{GOOD}[frustration]\nfalse_alarms = 0.01\n")).unwrap();
        assert_eq!(shop.false_alarms, Some(0.01));
        check("[frustration]\nfalse_alarms = 0.9\n", "line 5: 0.9 is not between 0.005 and 0.2");
    }

    #[test]
    fn an_outbox_in_clear_is_refused() {
        let table = "[outbox]\nurl = \"http://tea.example/hooks\"\nsecret_env = \"TEA_OUTBOX\"\n";
        check(table, "line 4: an endpoint outside this machine has to be https");
        let shop = parse(&format!("{GOOD}{}", table.replace("http:", "https:"))).unwrap();
        assert_eq!(shop.outbox.unwrap().url, "https://tea.example/hooks");
    }

    #[test]
    fn a_secret_written_into_the_file_is_refused_and_not_repeated() {
        let problems = parse(&format!("{GOOD}[identity]\nsecret_env = \"s3cret-value\"\n")).unwrap_err();
        assert_eq!(problems[0].line, 4);
        assert!(!problems[0].to_string().contains("s3cret"));
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let problems = parse("id = \"Tea House\"\nname = \"\"\norigins = [\"tea.example\"]\n").unwrap_err();
        assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [1, 2, 3]);
    }
}
