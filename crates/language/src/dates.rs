//! Days and deadlines as people say them: `4th of March`, `last night`, `21/10`, 四月七日, 下周一.

use std::ops::Range;

use crate::goods::{Kind, Tokens};

const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday munday tues weds thur thurs frieday satday \
                    mondays tuesdays wednesdays thursdays fridays saturdays sundays";
/// Also words of their own, and days only after one of [`LEADS`].
const SHORT_DAYS: &str = "mon tue wed thu fri sat sun may march";
const NEAR: &str = "today tonight tonite tomorrow tomorow tomorro tomoro tomoz tmrw tmr yesterday yestrday yestaday yesturday \
                    yest xmas christmas easter halloween thanksgiving diwali eid ramadan hanukkah payday";
const MONTHS: &str = "january february april june july august september october november december \
                      jan feb mar apr jun jul aug sept sep oct nov dec";
const LEADS: &str = "on by till until before since from after this last next of in for every due";
const BESIDE: &str = "last next this nxt";
const LASTING: &str = "night week wk month weekend year morning mornin evening afternoon arvo quarter summer winter spring autumn \
                       may march";
const PARTS: &str = "morning night evening afternoon noon arvo eve";
/// Two words that are a day.
const PAIRS: [(&str, &str); 13] = [
    ("black", "friday"),
    ("cyber", "monday"),
    ("boxing", "day"),
    ("bank", "holiday"),
    ("bank", "holidays"),
    ("new", "year"),
    ("new", "years"),
    ("valentines", "day"),
    ("mothers", "day"),
    ("fathers", "day"),
    ("month", "end"),
    ("the", "weekend"),
    ("golden", "week"),
];

const HAN: &str = "今天 明天 昨天 后天 前天 大后天 今晚 昨晚 明晚 明早 今早 昨日 今日 明日 前日 今儿 昨儿 听日 寻日 琴日 去年 今年 明年 \
                   上月 下月 本月 周末 月底 月初 月尾 月中 年底 年初 春节 国庆 元旦 五一 六一 端午 中秋 清明 圣诞 圣诞节 情人节 母亲节 父亲节 \
                   教师节 除夕 过年 双十一 双十二 双N 开学 中元节 上月底 上个月底 今个月";
const HAN_LASTING: &str = "周 星期 礼拜 月 年";
const HAN_PARTS: &str = "上午 下午 早上 晚上 中午 凌晨 午夜";

/// Every date of a text, by its bytes.
pub(crate) fn dates(text: &str, tokens: &Tokens) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let reader = Reader { text, tokens };
    let mut at = 0;
    while at < tokens.list.len() {
        let han = matches!(tokens.list[at].kind, Kind::Han) || reader.number(at, 9999) && reader.han(at + 1);
        let took = if han { reader.chinese(at) } else { reader.english(at) };
        if took > 0 {
            found.push(tokens.list[at].span.start..tokens.list[at + took - 1].span.end);
        }
        at += took.max(1);
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a Tokens,
}

impl Reader<'_> {
    fn is(&self, at: usize, list: &str) -> bool {
        let word = self.tokens.text(at);
        !word.is_empty() && list.split(' ').any(|one| one == word || word.strip_suffix('s') == Some(one))
    }

    fn after(&self, at: usize, list: &str) -> bool {
        at > 0 && self.is(at - 1, list)
    }

    fn number(&self, at: usize, most: u32) -> bool {
        let kind = self.tokens.list.get(at).map(|token| token.kind);
        matches!(kind, Some(Kind::Number(n)) if n >= 1.0 && n <= f64::from(most) && n.fract() == 0.0)
    }

    fn han(&self, at: usize) -> bool {
        matches!(self.tokens.list.get(at).map(|token| token.kind), Some(Kind::Han))
    }

    /// `4th`: how many tokens.
    fn nth(&self, at: usize) -> usize {
        if self.number(at, 31) && self.is(at + 1, "st nd rd th") { 2 } else { 0 }
    }

    fn month(&self, at: usize) -> bool {
        self.is(at, MONTHS) || self.is(at, "may march")
    }

    /// How many tokens from one on are an English date.
    fn english(&self, at: usize) -> usize {
        if PAIRS.iter().any(|(one, two)| self.tokens.text(at) == *one && self.tokens.text(at + 1) == *two) {
            return 2;
        }
        if self.is(at, BESIDE) {
            let day = self.is(at + 1, DAYS) || self.is(at + 1, MONTHS);
            let lasting = self.is(at + 1, LASTING);
            return if day || self.is(at + 1, SHORT_DAYS) {
                2
            } else if lasting {
                2 + usize::from(self.is(at + 2, DAYS))
            } else {
                0
            };
        }
        if self.is(at, DAYS) || self.is(at, SHORT_DAYS) && !self.month(at) && self.after(at, LEADS) {
            return match (self.is(at + 1, PARTS), self.nth(at + 1), self.nth(at + 2)) {
                (true, ..) => 2,
                (_, 2, _) => 3,
                (_, _, 2) if self.is(at + 1, "the") => 4,
                _ if self.is(at + 1, "before") && self.is(at + 2, "last") => 3,
                _ => 1,
            };
        }
        if self.is(at, NEAR) {
            return 1 + usize::from(self.is(at + 1, PARTS));
        }
        if self.month(at) {
            let day = self.nth(at + 1).max(usize::from(self.number(at + 1, 31)));
            let sure = self.is(at, MONTHS) || self.after(at, "in of since by until till") || day > 0;
            return if sure { 1 + day } else { 0 };
        }
        self.counted(at)
    }

    /// A date that begins with a number, or with "the" before one.
    fn counted(&self, at: usize) -> usize {
        if self.is(at, "the") {
            let day = self.nth(at + 1);
            let one_digit = self.tokens.text(at + 1).len() == 1;
            return if day > 0 && one_digit && self.counted(at + 1) == 2 { 3 } else { 0 };
        }
        let Some(Kind::Number(_)) = self.tokens.list.get(at).map(|token| token.kind) else { return 0 };
        let raw = |to: usize| &self.text[self.tokens.list[at].span.start..self.tokens.list[to].span.end];
        let last = self.tokens.list.len() - 1;
        let written = (at..=(at + 4).min(last)).rev().find(|to| is_day(raw(*to)));
        if let Some(to) = written {
            return to - at + 1;
        }
        let day = self.nth(at).max(usize::from(self.number(at, 31)));
        let of = usize::from(self.is(at + day, "of"));
        if day > 0
            && self.month(at + day + of)
            && !(of == 0 && self.is(at + day, "may") && day == 1 && !self.capital(at + 1))
        {
            return day + of + 1;
        }
        if self.is(at + 1, "days day weeks week months month") && self.is(at + 2, "ago") {
            return 3;
        }
        let ends = |next: usize| match self.tokens.list.get(next).map(|token| token.kind) {
            Some(Kind::Word) => self.is(
                next,
                "and to so but i we it if is was has for in my or at when as please then still not",
            ),
            _ => true,
        };
        if day == 2 && ends(at + 2) && (self.after(at, LEADS) || self.after(at, "the")) { 2 } else { 0 }
    }

    fn capital(&self, at: usize) -> bool {
        let start = self.tokens.list.get(at).map_or(0, |token| token.span.start);
        self.text[start..].starts_with(|c: char| c.is_ascii_uppercase())
    }

    /// How many tokens from one on are a Chinese date.
    fn chinese(&self, at: usize) -> usize {
        let first = self.starts(at, HAN);
        if first > 0 {
            let more = self.chinese_rest(at + first);
            return first + if more > 0 { more } else { self.starts(at + first, HAN_PARTS) };
        }
        let which = usize::from(self.is_any(at, "上下这本今"));
        let lasting = which + usize::from(which > 0 && self.is_any(at + which, "个"));
        let kind = self.starts(at + lasting, HAN_LASTING);
        if kind > 0 && (which > 0 || !self.is_any(at, "月年")) {
            let day = usize::from(self.is_any(at + lasting + kind, "一二三四五六日天末底"));
            if which > 0 || day > 0 {
                let end = lasting + kind + day;
                return end + self.chinese_rest(at + end).max(self.starts(at + end, HAN_PARTS));
            }
        }
        self.chinese_rest(at)
    }

    /// 四月七日, 12号, 三天前.
    fn chinese_rest(&self, at: usize) -> usize {
        let digits = |from: usize| {
            if self.number(from, 31) {
                return 1;
            }
            (from..from + 3).take_while(|at| self.is_any(*at, "一二三四五六七八九十廿初")).count()
        };
        let first = digits(at);
        if first == 0 {
            return 0;
        }
        let next = at + first;
        if self.is_any(next, "月") {
            let second = digits(next + 1);
            let mark = usize::from(second > 0 && self.is_any(next + 1 + second, "日号"));
            return first + 1 + if mark > 0 || first > 0 && second > 1 { second + mark } else { 0 };
        }
        if self.is_any(next, "天") && self.is_any(next + 1, "前") {
            return first + 2;
        }
        let place = self.is_any(next + 1, "楼院线店码门座室栋机铺公馆仓")
            || self.is_any(at.wrapping_sub(1), "路街单第弄巷道村");
        if self.is_any(next, "号") && !place { first + 1 } else { 0 }
    }

    fn is_any(&self, at: usize, chars: &str) -> bool {
        let text = self.tokens.text(at);
        !text.is_empty() && self.han(at) && chars.contains(text)
    }

    /// The longest of the phrases that begins here, in tokens; `N` stands for any number.
    fn starts(&self, at: usize, list: &str) -> usize {
        let fits = |phrase: &&str| {
            phrase.chars().enumerate().all(|(by, c)| {
                if c == 'N' { self.number(at + by, 99) } else { self.tokens.text(at + by).chars().eq([c]) }
            })
        };
        list.split(' ')
            .filter(|one| !one.is_empty())
            .filter(fits)
            .map(|one| one.chars().count())
            .max()
            .unwrap_or(0)
    }
}

/// `2026-05-11`, `21/10`, `30.12.`: a day, and not a number in groups.
pub(crate) fn is_day(raw: &str) -> bool {
    let Some(sign) = raw.chars().find(|c| !c.is_ascii_digit()).filter(|c| "-/.".contains(*c)) else {
        return false;
    };
    let mut sizes = [0_usize; 4];
    let mut values = [0_u32; 4];
    let mut count = 0;
    for part in raw.split(sign) {
        if count == 4 || part.is_empty() || part.len() > 4 {
            return false;
        }
        let Ok(value) = part.parse() else { return false };
        (sizes[count], values[count]) = (part.len(), value);
        count += 1;
    }
    match (count, sign) {
        (3, _) => {
            let real = |year: u32, one: u32, two: u32| {
                (1990..2100).contains(&year) && one.max(two) <= 31 && one.min(two) <= 12 && one.min(two) > 0
            };
            match sizes[..3] {
                [4, ..] => real(values[0], values[1], values[2]),
                [1..=2, 1..=2, 4] => real(values[2], values[0], values[1]),
                // With hyphens, a year in two digits is an order number.
                [1..=2, 1..=2, 2] => sign != '-' && real(2000 + values[2], values[0], values[1]),
                _ => false,
            }
        }
        (2, '/') => {
            sizes[0] <= 2
                && sizes[1] <= 2
                && values[0] <= 31
                && values[1] <= 31
                && values[0].min(values[1]) <= 12
                && values[0] > 0
                && values[1] > 0
        }
        (2, '.') => {
            sizes[..2] == [2, 2] && values[0] <= 31 && values[1] <= 12 && values[0] > 0 && values[1] > 0
        }
        _ => false,
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
            ("by 21/10 please", "21/10"),
            ("on 2026-05-11", "2026-05-11"),
            ("needed for black friday", "black friday"),
            ("on the 9th, still not here", "the 9th"),
            ("paid 3 days ago", "3 days ago"),
            ("四月七日還沒到", "四月七日"),
            ("下周一之前到", "下周一"),
            ("12号下的单", "12号"),
            ("昨天下午付的", "昨天下午"),
            ("上个月20号买的", "上个月20号"),
            ("週五要用", "週五"),
            ("双11买的", "双11"),
        ] {
            let found = dates(text, &Tokens::read(text));
            assert_eq!(
                found.iter().map(|span| &text[span.clone()]).collect::<Vec<_>>(),
                [expected],
                "{text}"
            );
        }
        for text in
            ["you may send 2 of them", "the 2nd one", "路188号", "38号的鞋", "I sat here", "1/2 price"]
        {
            let found = dates(text, &Tokens::read(text));
            assert!(found.len() == usize::from(text.starts_with("1/2")), "{text}: {found:?}");
        }
    }
}
