//! Which language a text is in, from its script.

/// A language we speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Also what is answered to a language we do not speak.
    #[default]
    English,
    /// Simplified or traditional.
    Chinese,
}

impl Language {
    /// The language of a text; `None` when it has no words to tell by (`#1042`, `👍`, an email).
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        if text.chars().any(is_han) {
            return Some(Self::Chinese);
        }
        let word =
            |w: &str| w.len() > 1 && !w.contains('@') && w.chars().all(|c| c.is_alphabetic() || c == '\'');
        text.split_whitespace()
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
            .any(word)
            .then_some(Self::English)
    }

    /// The language of a BCP 47 tag.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("zh") || primary.eq_ignore_ascii_case("yue") {
            Self::Chinese
        } else {
            Self::English
        }
    }
}

/// Whether a character is written in Chinese: the unified ideographs that chats use.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_text_without_words_has_no_language() {
        for text in ["#W2236333", "👍👍", "mei.chen@example.com", "1042", ""] {
            assert_eq!(Language::of(text), None, "{text}");
        }
    }

    #[test]
    fn one_ideograph_makes_it_chinese() {
        assert_eq!(Language::of("order W7678072 到哪了"), Some(Language::Chinese));
        assert_eq!(Language::of("where is it"), Some(Language::English));
        assert_eq!(Language::of_tag("zh-TW"), Language::Chinese);
    }
}
