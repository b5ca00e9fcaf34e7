//! Reading `beeline.toml`. Everything wrong with it is said at once, each with its line and what to do.

use std::fmt;

use beeline_protocol::Colours;
use chrono::{FixedOffset, Offset};
use toml::de::DeTable;

use crate::{
    Agent, Claims, Desk, Identity, Orders, OriginPattern, Outbox, Platform, PlatformKind, Returns, Shop,
    questions,
    read::{Notes, Table},
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
    let notes = Notes::new(text);
    let shop = match DeTable::parse(text) {
        Ok(file) => notes.table(file.get_ref(), 0, shop),
        Err(error) => {
            let message = error.message().lines().next().unwrap_or("it cannot be read").to_owned();
            notes.note(
                error.span().map(|span| span.start),
                message,
                "See toml.io for how values are written.",
            );
            return Err(notes.into_problems());
        }
    };
    let problems = notes.into_problems();
    if problems.is_empty() { Ok(Shop { version: version(text), ..shop }) } else { Err(problems) }
}

/// What to do with a secret.
const NAME_A_VARIABLE: &str =
    "Name the environment variable here and put the secret into it; secrets do not belong in this file.";

fn shop(file: &mut Table<'_>) -> Shop {
    let (frustration, false_alarms) = file.key("frustration").table(frustration).or((true, None));
    Shop {
        // Of the whole text, which is not seen here.
        version: String::new(),
        id: file
            .needed("id")
            .text()
            .that("Use lower-case letters, digits and -, for example id = \"tea-house\".", |id| {
                good_id(id, "shop")
            })
            .or_default(),
        name: file.needed("name").text().that("Write the name your shoppers know.", |name| good_name(name)).or_default(),
        locale: file.key("locale").text().or("en".to_owned()),
        hosts: file.key("hosts").each(|host| host.text().map(|host| host.to_ascii_lowercase())).or_default(),
        origins: origins(file),
        platform: file
            .key("platform")
            .table(platform)
            .that(NAME_A_VARIABLE, |platform| good_variable(&platform.secret_env))
            .optional(),
        identity: file
            .key("identity")
            .table(|identity| Identity { secret_env: identity.needed("secret_env").text().or_default() })
            .that(NAME_A_VARIABLE, |identity| good_variable(&identity.secret_env))
            .optional(),
        desk: file.key("desk").table(desk).or_default(),
        outbox: file
            .key("outbox")
            .table(outbox)
            .that(NAME_A_VARIABLE, |outbox| good_variable(&outbox.secret_env))
            .that(
                "Write the whole address of your endpoint, for example url = \"https://www.example.com/hooks/beeline\".",
                Outbox::check,
            )
            .optional(),
        time_zone: time_zone(file),
        returns: file.key("returns").table(Returns::read).or_default(),
        orders: file.key("orders").table(Orders::read).or_default(),
        claims: file.key("claims").table(Claims::read).or_default(),
        colours: file.key("colours").table(colours).or(Colours { accent: ACCENT.into(), on_accent: ON_ACCENT.into() }),
        frustration,
        false_alarms,
        questions: questions::read(file.key("questions")),
        aliases: questions::aliases(file.key("aliases")),
    }
}

fn origins(file: &mut Table<'_>) -> Vec<OriginPattern> {
    let remedy = "Write it as the browser's address bar begins, for example \"https://www.example.com\".";
    file.key("origins")
        .each(|origin| origin.text().read(remedy, |origin| OriginPattern::new(&origin)))
        .absent(Vec::new())
        .that("List your shop's pages, for example origins = [\"https://www.example.com\"].", |origins| {
            if origins.is_empty() { Err("no page may carry the widget".to_owned()) } else { Ok(()) }
        })
        .or_default()
}

fn platform(table: &mut Table<'_>) -> Platform {
    let kinds = [
        ("shopify", PlatformKind::Shopify),
        ("woocommerce", PlatformKind::WooCommerce),
        ("vendure", PlatformKind::Vendure),
    ];
    Platform {
        kind: table.needed("kind").one_of(&kinds).or(PlatformKind::Shopify),
        domain: table.needed("domain").text().or_default(),
        secret_env: table.needed("secret_env").text().or_default(),
    }
}

fn outbox(table: &mut Table<'_>) -> Outbox {
    Outbox {
        url: table.needed("url").text().or_default(),
        secret_env: table.needed("secret_env").text().or_default(),
    }
}

fn desk(table: &mut Table<'_>) -> Desk {
    let agent = |table: &mut Table<'_>| Agent {
        name: table.needed("name").text().or_default(),
        token_env: table.needed("token_env").text().or_default(),
    };
    let agents = table
        .key("agents")
        .each(|entry| entry.table(agent).that(NAME_A_VARIABLE, |agent| good_variable(&agent.token_env)));
    Desk { agents: agents.or_default() }
}

/// Where the shop's days begin and end, `+01:00`.
fn time_zone(file: &mut Table<'_>) -> FixedOffset {
    let zone = file.key("time_zone").text().read("Write hours and minutes, as in \"+01:00\".", |text| {
        text.parse().map_err(|_| format!("`{text}` is no offset from UTC such as \"+01:00\""))
    });
    zone.or(chrono::Utc.fix())
}

const ACCENT: &str = "#1f5f7a";
const ON_ACCENT: &str = "#ffffff";

fn colours(table: &mut Table<'_>) -> Colours {
    let mut colour = |key, usual: &str| {
        let remedy = "Write a colour as # and six hexadecimal digits, for example \"#1f6f5c\".";
        table.key(key).text().that(remedy, |colour| good_colour(colour)).or(usual.to_owned())
    };
    Colours { accent: colour("accent", ACCENT), on_accent: colour("on_accent", ON_ACCENT) }
}

/// Whether messages are scored, and which share of the calm ones may be flagged.
fn frustration(table: &mut Table<'_>) -> (bool, Option<f64>) {
    let remedy =
        "Write the share of calm messages that may be flagged, for example 0.03 for three in a hundred.";
    let enabled = table.key("enabled").flag().or(true);
    (enabled, table.key("false_alarms").number().read(remedy, share).optional())
}

/// FNV-1a over the text.
fn version(text: &str) -> String {
    let digest = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{digest:016x}")
}

pub(crate) fn good_id(id: &str, of: &str) -> Result<(), String> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.is_empty() && id.len() <= 64 && id.chars().all(good) {
        Ok(())
    } else {
        Err(format!("`{id}` is no {of} id"))
    }
}

fn good_name(name: &str) -> Result<(), String> {
    if name.trim().is_empty() { Err("the shop has no name".to_owned()) } else { Ok(()) }
}

fn good_colour(colour: &str) -> Result<(), String> {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()) {
        Ok(())
    } else {
        Err(format!("`{colour}` is no colour"))
    }
}

/// The range that the model was measured in. Read by hand: what reads any number at all brings tables of 10 KB to the edge,
/// and so few digits divide exactly as it would.
fn share(written: &str) -> Result<f64, String> {
    let digits = written.strip_prefix('+').unwrap_or(written).strip_prefix("0.").unwrap_or_default();
    let places = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let share = digits.parse::<u32>().map_or(0.0, |digits| f64::from(digits) / 10_f64.powi(places));
    if (0.005..=0.2).contains(&share) {
        Ok(share)
    } else {
        Err(format!("{written} is not between 0.005 and 0.2"))
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
        for wrong in ["0.9", "0.0049", "1", "nan", "-0.03", "3e-2", "0.00000000003"] {
            let message = format!("line 5: {wrong} is not between 0.005 and 0.2");
            check(&format!("[frustration]\nfalse_alarms = {wrong}\n"), &message);
        }
    }

    #[test]
    fn what_the_way_back_costs_is_an_amount() {
        let amount = |amount: &str| format!("[returns]\nreturn_shipping_fees_amount = \"{amount}\"\n");
        for good in ["4.90", "5", ".5"] {
            assert!(parse(&format!("{GOOD}{}", amount(good))).is_ok(), "{good}");
        }
        for wrong in ["", ".", "1.2.3", "£4", "-1"] {
            check(&amount(wrong), &format!("line 5: `{wrong}` is no amount"));
        }
        check(
            "[returns]\nreturn_shipping_fees = \"customer\"\n",
            "line 4: the shopper pays for the way back",
        );
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

    #[test]
    fn wrong_types_and_missing_and_unknown_keys_are_told_at_once_too() {
        let file = "name = 7\norigins = [\"https://tea.example\"]\n[platform]\nkind = \"shopify\"\ndomian = \"x\"\n[returns]\nmerchant_return_days = -1\n";
        let said: Vec<String> = parse(file).unwrap_err().iter().map(ToString::to_string).collect();
        let expected = [
            "line 1: missing field `id`",
            "line 1: invalid type: integer `7`, expected a string",
            "line 3: missing field `domain`",
            "line 3: missing field `secret_env`",
            "line 5: unknown field `domian`, expected one of `kind`, `domain`, `secret_env`",
            "line 7: invalid type: integer `-1`, expected a whole number",
        ];
        assert_eq!(said.len(), expected.len(), "{said:?}");
        for (said, expected) in said.iter().zip(expected) {
            assert!(said.starts_with(expected), "{said}");
        }
    }
}
