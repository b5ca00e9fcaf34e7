//! One character in, at most one out: what Unicode normalisation would do for chat messages, without its tables.

use crate::traditional::simplified;

/// The character as the tokeniser sees it; `None` for what carries no meaning (joiners, skin tones, variation selectors).
pub(crate) fn normalise(c: char) -> Option<char> {
    Some(match c {
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' => return None,
        '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{2640}' | '\u{2642}' => return None,
        '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' => return None,
        c if c.is_whitespace() || c.is_control() => ' ',
        // Full-width forms, as Chinese keyboards type them.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '。' | '｡' => '.',
        '、' => ',',
        '‘' | '’' | 'ʼ' | '`' | '´' => '\'',
        '“' | '”' | '「' | '」' | '『' | '』' | '«' | '»' | '《' | '》' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '〜' => '~',
        '【' => '[',
        '】' => ']',
        '·' | '・' | '•' => '-',
        '\u{c0}'..='\u{17f}' => unaccented(c),
        c => simplified(c),
    })
}

/// Western accents come and go with the keyboard; the letter is what counts.
fn unaccented(c: char) -> char {
    const BARE: &[(&str, char)] = &[
        ("ÀÁÂÃÄÅĀĂĄ", 'A'),
        ("àáâãäåāăą", 'a'),
        ("ÇĆĈĊČ", 'C'),
        ("çćĉċč", 'c'),
        ("ÈÉÊËĒĔĖĘĚ", 'E'),
        ("èéêëēĕėęě", 'e'),
        ("ÌÍÎÏĨĪĬĮİ", 'I'),
        ("ìíîïĩīĭįı", 'i'),
        ("ÑŃŅŇ", 'N'),
        ("ñńņň", 'n'),
        ("ÒÓÔÕÖØŌŎŐ", 'O'),
        ("òóôõöøōŏő", 'o'),
        ("ŚŜŞŠ", 'S'),
        ("śŝşš", 's'),
        ("ÙÚÛÜŨŪŬŮŰŲ", 'U'),
        ("ùúûüũūŭůűų", 'u'),
        ("ÝŸ", 'Y'),
        ("ýÿ", 'y'),
        ("ŹŻŽ", 'Z'),
        ("źżž", 'z'),
    ];
    BARE.iter().find(|(accented, _)| accented.contains(c)).map_or(c, |&(_, bare)| bare)
}

/// Han characters are read one by one, and so are kana and hangul syllables.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// Pictures: emoji, arrows, hearts, flags.
pub(crate) fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> String {
        text.chars().filter_map(normalise).collect()
    }

    #[test]
    fn full_width_curly_and_accented_characters_become_plain_ones() {
        assert_eq!(all("Ｗｈｙ！？　it’s “café”…"), "Why!? it's \"cafe\"…");
    }

    #[test]
    fn traditional_chinese_becomes_simplified() {
        assert_eq!(all("這個氣死我了，還沒發貨"), "这个气死我了,还没发货");
    }

    #[test]
    fn skin_tones_and_variation_selectors_vanish() {
        assert_eq!(all("👍🏽❤️"), "👍❤");
    }
}
