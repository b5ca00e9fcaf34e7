//! Days and deadlines as people say them: `4th of March`, `last night`, `21/10`, 四月七日, 下周一.

use std::ops::Range;

use crate::words::{Kind, Word};

const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
                    yesterday yestrday today tonight tomorrow tmrw tomoro weekend";
const MONTHS: &str = "january february march april june july august september october november december \
                      jan feb mar apr jun jul aug sept sep oct nov dec may";
/// Words that belong to a date beside one.
const BESIDE: &str = "last next this";
const LASTING: &str = "night week month weekend year morning evening afternoon";

const HAN_DAYS: [&str; 18] = [
    "今天",
    "明天",
    "昨天",
    "后天",
    "前天",
    "今晚",
    "昨晚",
    "明早",
    "今早",
    "昨日",
    "今日",
    "明日",
    "听日",
    "寻日",
    "琴日",
    "上个月",
    "下个月",
    "上周末",
];
const HAN_WEEKS: [&str; 12] = [
    "上周",
    "下周",
    "这周",
    "本周",
    "上星期",
    "下星期",
    "上礼拜",
    "下礼拜",
    "上个星期",
    "上个礼拜",
    "下个星期",
    "下个礼拜",
];

/// Every date among the words, by the bytes of the text.
pub(crate) fn dates(words: &[Word]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let took = english(&words[at..]).max(chinese(&words[at..]));
        if took > 0 {
            found.push(words[at].span.start..words[at + took - 1].span.end);
        }
        at += took.max(1);
    }
    found
}

fn listed(list: &str, word: &Word) -> bool {
    word.kind == Kind::Latin && list.split_whitespace().any(|one| one == word.text)
}

/// How many words from the first on are an English date.
fn english(words: &[Word]) -> usize {
    let get = |at: usize| words.get(at);
    let is = |at: usize, list: &str| get(at).is_some_and(|word| listed(list, word));
    let day_number = |at: usize| get(at).is_some_and(|word| nth(&word.text));
    let month =
        |at: usize| is(at, MONTHS) && (get(at).is_some_and(|w| w.text != "may") || day_number(at + 1));
    if is(0, BESIDE) && (is(1, LASTING) || is(1, DAYS)) {
        return 2;
    }
    if is(0, DAYS) {
        return 1 + usize::from(is(1, "morning night evening afternoon"));
    }
    if month(0) {
        return if day_number(1) { 2 } else { 1 };
    }
    if day_number(0) {
        if month(1) {
            return 2;
        }
        if is(1, "of") && month(2) {
            return 3;
        }
        return usize::from(get(0).is_some_and(|word| word.text.ends_with(['t', 'h', 'd'])));
    }
    0
}

/// `4`, `4th`, `21st`: as words give them, a bare number has only its shape left.
fn nth(text: &str) -> bool {
    matches!(text, "<1>" | "<2>")
        || ["st", "nd", "rd", "th"].iter().any(|end| {
            text.strip_suffix(end)
                .is_some_and(|n| !n.is_empty() && n.len() < 3 && n.bytes().all(|b| b.is_ascii_digit()))
        })
}

/// How many words from the first on are a Chinese date.
fn chinese(words: &[Word]) -> usize {
    let ahead: Vec<&str> = words.iter().take(10).map(|word| word.text.as_str()).collect();
    let starts = |phrase: &str| -> usize {
        let chars: Vec<String> = phrase.chars().map(String::from).collect();
        if chars.len() <= ahead.len() && chars.iter().zip(&ahead).all(|(a, b)| a == b) {
            chars.len()
        } else {
            0
        }
    };
    let day = HAN_DAYS.iter().map(|phrase| starts(phrase)).max().unwrap_or(0);
    if day > 0 {
        let half = ahead
            .get(day..day + 2)
            .is_some_and(|next| matches!(next, ["上", "午"] | ["下", "午"] | ["晚", "上"]));
        return day + if half { 2 } else { 0 };
    }
    let week = HAN_WEEKS.iter().map(|phrase| starts(phrase)).max().unwrap_or(0);
    if week > 0 {
        return week + usize::from(ahead.get(week).is_some_and(|c| "一二三四五六日天".contains(c)));
    }
    let ordinal = |at: usize| {
        let number =
            |text: &&&str| "一二三四五六七八九十廿初".contains(**text) || matches!(**text, "<1>" | "<2>");
        ahead.iter().skip(at).take(3).take_while(number).count()
    };
    let first = ordinal(0);
    match ahead.get(first) {
        Some(&"月") if first > 0 => {
            let second = ordinal(first + 1);
            let mark = ahead.get(first + 1 + second).is_some_and(|c| matches!(*c, "日" | "号"));
            first + 1 + second + usize::from(mark && second > 0)
        }
        Some(&"号")
            if first > 0
                && !ahead.get(first + 1).is_some_and(|c| matches!(*c, "楼" | "院" | "线" | "店")) =>
        {
            first + 1
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_as_people_say_them() {
        for (text, expected) in [
            ("ordered on the 4th of March ok", "4th of March"),
            ("since March 3 nothing", "March 3"),
            ("you said last Tuesday", "last Tuesday"),
            ("bought it yesterday", "yesterday"),
            ("四月七日還沒到", "四月七日"),
            ("下周一之前到", "下周一"),
            ("12号下的单", "12号"),
        ] {
            let found = dates(&crate::words::words(text));
            assert_eq!(
                found.iter().map(|span| &text[span.clone()]).collect::<Vec<_>>(),
                [expected],
                "{text}"
            );
        }
        assert!(dates(&crate::words::words("you may send 2 of them")).is_empty());
    }
}
