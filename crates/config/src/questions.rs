//! `[[questions]]`: what the shop's shoppers also ask, and its own words for an answer; `[aliases]`: what they call its goods.

use std::collections::BTreeMap;

use crate::read::{Found, Raw, Table};

/// One question of the shop's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Lower-case letters, digits and `-`; what an answer's `question` says.
    pub id: String,
    /// Ways to ask it, in any language; two at least.
    pub examples: Vec<String>,
    /// The shop's words.
    pub answer: Answer,
}

/// An answer, in one language or in several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// `answer = "…"`: the same to everybody.
    Same(String),
    /// `answer = { en = "…", zh = "…" }`, by BCP 47 tag.
    ByLocale(BTreeMap<String, String>),
}

impl Answer {
    /// The answer for a shopper who speaks `locale`; where the shop wrote none for it, the one in the shop's own language.
    #[must_use]
    pub fn in_locale(&self, locale: &str, of_shop: &str) -> &str {
        let by_locale = match self {
            Self::Same(text) => return text,
            Self::ByLocale(by_locale) => by_locale,
        };
        let whole = |tag: &str| by_locale.iter().find(|(key, _)| key.eq_ignore_ascii_case(tag));
        let primary =
            |tag: &str| by_locale.iter().find(|(key, _)| language(key).eq_ignore_ascii_case(language(tag)));
        let of = |tag| whole(tag).or_else(|| primary(tag));
        of(locale).or_else(|| of(of_shop)).or_else(|| by_locale.iter().next()).map_or("", |(_, text)| text)
    }

    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Same(text) => vec![text],
            Self::ByLocale(by_locale) => by_locale.values().map(String::as_str).collect(),
        }
    }
}

/// `zh` of `zh-CN`.
fn language(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

/// The longest text that a conversation carries, in characters.
const LONGEST: usize = 4000;
/// Learning takes a moment for each; a file larger than this is no shop's own.
const MOST_EXAMPLES: usize = 3000;

/// Which questions there are so far, and whose each example is.
#[derive(Default)]
struct Asked {
    ids: Vec<String>,
    examples: BTreeMap<String, String>,
}

/// `[[questions]]`.
pub(crate) fn read(entries: Raw<'_>) -> Vec<Question> {
    let mut asked = Asked::default();
    let questions = entries.each(|entry| entry.table(|table| question(table, &mut asked)));
    let few = |_: &Vec<Question>| {
        let too_many = asked.examples.len() > MOST_EXAMPLES;
        fault_if(too_many, || format!("there are more than {MOST_EXAMPLES} examples"))
    };
    questions.that("Keep the ones that differ most; five to ten a question are plenty.", few).or_default()
}

fn question(table: &mut Table<'_>, asked: &mut Asked) -> Question {
    let id = table
        .needed("id")
        .text()
        .that("Use lower-case letters, digits and -, for example id = \"gift-wrap\".", |id| {
            crate::parse::good_id(id, "question")
        })
        .that("Give each question an id of its own, or join the two.", |id| {
            fault_if(asked.ids.contains(id), || format!("`{id}` is there twice"))
        })
        .or_default();
    asked.ids.push(id.clone());
    let examples = table
        .needed("examples")
        .each(|example| {
            example
                .text()
                .that("Write one question in a shopper's words, or remove it.", |text| {
                    fault_if(!good_text(text), || format!("an example of `{id}` is empty or too long"))
                })
                .that("Leave it with the question whose answer is meant.", |text| {
                    let other = asked.examples.insert(text.trim().to_lowercase(), id.clone());
                    other
                        .filter(|other| *other != id)
                        .map_or(Ok(()), |other| Err(format!("`{other}` has the same example")))
                })
        })
        .that(
            "Write a handful of ways to ask it, as your shoppers would, in each language that they write.",
            |examples| fault_if(examples.len() < 2, || format!("`{id}` has fewer than two examples")),
        )
        .or_default();
    let answer = answer(table.needed("answer"))
        .that("Write what your shop answers, in one text or one a language.", |answer| {
            let texts = answer.texts();
            let good = !texts.is_empty() && texts.iter().all(|text| good_text(text));
            fault_if(!good, || format!("the answer of `{id}` is empty or longer than {LONGEST} characters"))
        })
        .or(Answer::Same(String::new()));
    Question { id, examples, answer }
}

fn answer<'f>(written: Raw<'f>) -> Found<'f, Answer> {
    if !written.is_table() {
        return written
            .text_as("a text, or one a language as in { en = \"…\", zh = \"…\" }")
            .map(Answer::Same);
    }
    let by_locale = written.named(|tag, text| {
        text.text().that("Use a tag as browsers do, for example en, zh or zh-TW.", |_| {
            fault_if(!good_tag(tag), || format!("`{tag}` is no language"))
        })
    });
    by_locale.map(Answer::ByLocale)
}

/// `[aliases]`, as pairs: a shopper's word and the name in the catalogue.
pub(crate) fn aliases(table: Raw<'_>) -> Vec<(String, String)> {
    let remedy = "Write the shopper's word and the product's name, for example brolly = \"Umbrella\".";
    let alias = table.named(|word, name| {
        name.text().that(remedy, |name| {
            let empty = word.trim().is_empty() || name.trim().is_empty();
            fault_if(empty, || format!("the alias `{word}` says nothing"))
        })
    });
    alias.or_default().into_iter().collect()
}

fn fault_if(wrong: bool, fault: impl FnOnce() -> String) -> Result<(), String> {
    if wrong { Err(fault()) } else { Ok(()) }
}

fn good_text(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= LONGEST
}

fn good_tag(tag: &str) -> bool {
    (2..=3).contains(&language(tag).len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use crate::parse;

    const SHOP: &str = "id = \"tea\"\nname = \"Tea\"\norigins = [\"https://tea.example\"]\n";
    const WRAP: &str = "[[questions]]\nid = \"wrap\"\nexamples = [\"do you wrap\", \"礼物包装\"]\n";

    fn check(extra: &str, expected: &str) {
        let problems = parse(&format!("{SHOP}{extra}")).unwrap_err();
        let said = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
        assert!(said.contains(expected), "{said}");
    }

    #[test]
    fn an_answer_is_given_in_the_shoppers_language_or_the_shops() {
        let text = format!(
            "{SHOP}{WRAP}answer = {{ en = \"Yes\", zh = \"可以\" }}\n[aliases]\nbrolly = \"Umbrella\"\n"
        );
        let shop = parse(&text).unwrap();
        let answer = &shop.questions[0].answer;
        for (locale, expected) in [("zh-CN", "可以"), ("en-GB", "Yes"), ("fr", "可以")] {
            assert_eq!(answer.in_locale(locale, "zh"), expected, "{locale}");
        }
        assert_eq!(shop.aliases, [("brolly".to_owned(), "Umbrella".to_owned())]);
        let same = parse(&format!("{SHOP}{WRAP}answer = \"Yes\"\n")).unwrap();
        assert_eq!(same.questions[0].answer.in_locale("zh", "en"), "Yes");
    }

    #[test]
    fn a_question_that_cannot_be_learnt_is_told_with_its_line_and_remedy() {
        check(
            "[[questions]]\nid = \"wrap\"\nexamples = [\"do you wrap\"]\nanswer = \"Yes\"\n",
            "line 6: `wrap` has fewer than two examples. Write a handful",
        );
        check(&format!("{WRAP}answer = \"Yes\"\n{WRAP}answer = \"No\"\n"), "line 9: `wrap` is there twice");
        check(&format!("{WRAP}answer = \" \"\n"), "line 7: the answer of `wrap` is empty");
        check(&format!("{WRAP}answer = {{ english = \"Yes\" }}\n"), "line 7: `english` is no language");
        check(
            &format!("{WRAP}answer = 3\n"),
            "line 7: invalid type: integer `3`, expected a text, or one a language",
        );
        check(
            &format!(
                "{WRAP}answer = \"Yes\"\n[[questions]]\nid = \"b\"\nexamples = [\"Do you wrap\", \"b\"]\nanswer = \"B\"\n"
            ),
            "line 10: `wrap` has the same example",
        );
        check("[aliases]\nbrolly = \"\"\n", "line 5: the alias `brolly` says nothing");
    }
}
