//! An address that was asked for: the text itself, without the courtesies around it.

use std::ops::Range;

/// What may stand before an address, longest first where one begins another.
const OPENERS: &str = "yes|yeah|yep|sure|ok|okay|of course|hi|hello|thanks|thank you|please|no problem|here it is|here you go|here's the new one|\
    could you|can you|it should be|it should go to|it needs to go to|the new address is|new address is|the address is|my new address is|\
    my address is|our new address is|the correct address is|correct address is|new address|address|please send it to|send it to|\
    please ship it to|ship it to|ship to|please deliver it to|deliver it to|deliver to|send to|change it to|update it to|use|it's|its|it is|to|\
    那就|好的|好|嗯|可以|行|请|麻烦|帮我|我的|我|新的|新|收货|地址|是|为|改成|改为|改到|换成|寄到|送到|发到|送去|寄去|寄|送|到";
const CLOSERS: &str = "please|thanks|thank you|cheers|thx|ta|pls|many thanks|谢谢|謝謝|多谢|谢啦|吧|哦|啊|呢";
/// Written in an address and seldom elsewhere.
const SIGNS: &str = "省市区區县縣镇鎮乡鄉村路街道巷弄号號楼樓室栋棟座城里";

/// The address that a text is, if it may be one.
pub(super) fn bare(text: &str) -> Option<Range<usize>> {
    let loose = |c: char| c.is_whitespace() || ",.:;!，。：；！、".contains(c);
    let mut start = text.len() - text.trim_start_matches(loose).len();
    while let Some(len) = OPENERS.split('|').filter_map(|opener| leads(&text[start..], opener)).max() {
        start += len;
        start = text.len() - text[start..].trim_start_matches(loose).len();
    }
    let mut end = start + text[start..].trim_end_matches(loose).len();
    while let Some(len) = CLOSERS.split('|').filter_map(|closer| ends(&text[start..end], closer)).max() {
        end = start + text[start..end - len].trim_end_matches(loose).len();
    }
    let body = &text[start..end];
    let han = body.chars().filter(|c| SIGNS.contains(*c)).count();
    let fits = body.chars().any(|c| c.is_ascii_digit()) && body.chars().count() > 4
        || han >= 2
        || body.contains(", ");
    fits.then_some(start..end)
}

/// The bytes of an opener at the beginning of a text; an English one ends with its word.
fn leads(text: &str, opener: &str) -> Option<usize> {
    let head = text.get(..opener.len())?;
    let whole = !opener.is_ascii() || !text[opener.len()..].starts_with(|c: char| c.is_alphanumeric());
    (head.eq_ignore_ascii_case(opener) && whole).then_some(opener.len())
}

fn ends(text: &str, closer: &str) -> Option<usize> {
    let at = text.len().checked_sub(closer.len())?;
    let tail = text.get(at..)?;
    let whole = !closer.is_ascii() || !text[..at].ends_with(|c: char| c.is_alphanumeric());
    (tail.eq_ignore_ascii_case(closer) && whole && at > 0).then_some(closer.len())
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn courtesies_around_an_address_are_no_part_of_it() {
        for (text, expected) in [
            (
                "Sure, it's 12 Rosewood Lane, Springfield, IL 62704. Thanks!",
                "12 Rosewood Lane, Springfield, IL 62704",
            ),
            ("please send it to 5 Mill Row, Kells", "5 Mill Row, Kells"),
            ("好的，新地址是上海市杨浦区国权路220弄5号，谢谢", "上海市杨浦区国权路220弄5号"),
            ("改成 台北市大安区和平东路二段 10 号", "台北市大安区和平东路二段 10 号"),
            ("Toronto Street 4, 1010 Vienna", "Toronto Street 4, 1010 Vienna"),
        ] {
            assert_eq!(bare(text).map(|span| &text[span]), Some(expected), "{text}");
        }
        assert_eq!(bare("actually cancel it please"), None);
    }
}
