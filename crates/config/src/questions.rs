//! `[[questions]]`: what the shop's shoppers also ask, and its own words for an answer; `[aliases]`: what they call its goods.

use std::{collections::BTreeMap, fmt, ops::Range};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use toml::Spanned;

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

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Answer;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or one a language as in { en = \"…\", zh = \"…\" }")
            }

            fn visit_str<E>(self, text: &str) -> Result<Answer, E> {
                Ok(Answer::Same(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answer, A::Error> {
                let mut texts = BTreeMap::new();
                while let Some((tag, text)) = map.next_entry::<String, String>()? {
                    texts.insert(tag, text);
                }
                Ok(Answer::ByLocale(texts))
            }
        }
        from.deserialize_any(Either)
    }
}

/// A question as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    id: Spanned<String>,
    examples: Spanned<Vec<Spanned<String>>>,
    answer: Spanned<Answer>,
}

impl From<Entry> for Question {
    fn from(entry: Entry) -> Self {
        Self {
            id: entry.id.into_inner(),
            examples: entry.examples.into_inner().into_iter().map(Spanned::into_inner).collect(),
            answer: entry.answer.into_inner(),
        }
    }
}

/// Where a mistake is, what it is and what to do.
pub(crate) type Fault = (Range<usize>, String, &'static str);

/// The longest text that a conversation carries, in characters.
const LONGEST: usize = 4000;
/// Learning takes a moment for each; a file larger than this is no shop's own.
const MOST_EXAMPLES: usize = 3000;

/// Every mistake in the questions.
pub(crate) fn faults(entries: &[Entry]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    let mut asked: BTreeMap<String, &str> = BTreeMap::new();
    for Entry { id, examples, answer } in entries {
        let (at, id) = (id.span(), id.as_ref().as_str());
        if let Err(fault) = crate::parse::good_id(id, "question") {
            faults.push((
                at.clone(),
                fault,
                "Use lower-case letters, digits and -, for example id = \"gift-wrap\".",
            ));
        }
        if ids.contains(&id) {
            faults.push((
                at,
                format!("`{id}` is there twice"),
                "Give each question an id of its own, or join the two.",
            ));
        }
        ids.push(id);
        if examples.as_ref().len() < 2 {
            faults.push((
                examples.span(),
                format!("`{id}` has fewer than two examples"),
                "Write a handful of ways to ask it, as your shoppers would, in each language that they write.",
            ));
        }
        for example in examples.as_ref() {
            let text = example.as_ref().trim();
            if text.is_empty() || text.chars().count() > LONGEST {
                let fault = format!("an example of `{id}` is empty or too long");
                faults.push((
                    example.span(),
                    fault,
                    "Write one question in a shopper's words, or remove it.",
                ));
            }
            match asked.insert(text.to_lowercase(), id) {
                Some(other) if other != id => faults.push((
                    example.span(),
                    format!("`{other}` has the same example"),
                    "Leave it with the question whose answer is meant.",
                )),
                _ => {}
            }
        }
        let texts = answer.as_ref().texts();
        if texts.is_empty()
            || texts.iter().any(|text| text.trim().is_empty() || text.chars().count() > LONGEST)
        {
            let fault = format!("the answer of `{id}` is empty or longer than {LONGEST} characters");
            faults.push((
                answer.span(),
                fault,
                "Write what your shop answers, in one text or one a language.",
            ));
        }
        if let Answer::ByLocale(by_locale) = answer.as_ref() {
            for tag in by_locale.keys().filter(|tag| !good_tag(tag)) {
                let fault = format!("`{tag}` is no language");
                faults.push((answer.span(), fault, "Use a tag as browsers do, for example en, zh or zh-TW."));
            }
        }
    }
    if let Some(last) = entries.last().filter(|_| asked.len() > MOST_EXAMPLES) {
        let fault = format!("there are more than {MOST_EXAMPLES} examples");
        faults.push((
            last.id.span(),
            fault,
            "Keep the ones that differ most; five to ten a question are plenty.",
        ));
    }
    faults
}

/// Every mistake in the aliases.
pub(crate) fn alias_faults(aliases: &BTreeMap<String, Spanned<String>>) -> Vec<Fault> {
    let empty =
        aliases.iter().filter(|(word, name)| word.trim().is_empty() || name.as_ref().trim().is_empty());
    let fault = |(word, name): (&String, &Spanned<String>)| {
        let fault = format!("the alias `{word}` says nothing");
        (
            name.span(),
            fault,
            "Write the shopper's word and the product's name, for example brolly = \"Umbrella\".",
        )
    };
    empty.map(fault).collect()
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
        assert_eq!(shop.aliases["brolly"], "Umbrella");
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
