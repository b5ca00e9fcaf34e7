//! Small things that a text says beside its request: what would put it right, what is wrong, which of two.

use beeline_protocol::Resolution;

use crate::words::{Kind, words};

const REFUND: &[&str] = &[
    "refund",
    "refunded",
    "refunds",
    "money back",
    "my money",
    "reimburse",
    "reimbursed",
    "reimbursement",
    "退款",
    "退钱",
    "退我钱",
    "还钱",
    "钱退",
    "退回钱",
];
const REPLACEMENT: &[&str] = &[
    "replace",
    "replaced",
    "replacement",
    "replacements",
    "new one",
    "new ones",
    "another one",
    "send another",
    "resend",
    "resent",
    "reship",
    "send it again",
    "send again",
    "send me a new",
    "a fresh one",
    "same one again",
    "换新",
    "补发",
    "重发",
    "重新发",
    "再发",
    "补寄",
    "重寄",
    "再寄",
    "换一",
    "换个",
    "换货",
    "寄一个新",
    "寄个新",
    "发一个新",
    "发个新",
    "新的",
];
/// Right before a wish, these turn it down.
const NOT: &[&str] = &[
    "not a",
    "not the",
    "no",
    "not",
    "dont want a",
    "dont want the",
    "dont want",
    "do not want a",
    "dont need a",
    "instead of a",
    "rather than a",
    "instead of",
    "rather than",
    "不要",
    "不用",
    "不想",
    "不是",
    "别",
    "不",
];
const WRONG: &[&str] = &[
    "broken",
    "broke",
    "damaged",
    "damage",
    "cracked",
    "crack",
    "cracks",
    "shattered",
    "smashed",
    "scratched",
    "scratch",
    "scratches",
    "dented",
    "dent",
    "bent",
    "torn",
    "ripped",
    "hole",
    "stain",
    "stained",
    "faulty",
    "defective",
    "defect",
    "leaks",
    "leaking",
    "leaked",
    "dead",
    "missing",
    "incomplete",
    "wrong",
    "not work",
    "doesnt work",
    "does not work",
    "not working",
    "wont",
    "will not",
    "stopped",
    "isnt working",
    "didnt work",
    "doesnt turn on",
    "chipped",
    "fell apart",
    "falling apart",
    "loose",
    "empty",
    "without the",
    "not in the box",
    "wasnt in",
    "only got",
    "only received",
    "instead of",
    "doesnt",
    "cant",
    "snapped",
    "malfunctioning",
    "flickers",
    "flickering",
    "warped",
    "rusty",
    "expired",
    "opened",
    "used",
    "坏",
    "破",
    "裂",
    "碎",
    "划痕",
    "刮",
    "凹",
    "变形",
    "漏",
    "缺",
    "少了",
    "少发",
    "没有收到",
    "不在",
    "发错",
    "错了",
    "寄错",
    "错的",
    "不对",
    "故障",
    "瑕疵",
    "毛病",
    "不能用",
    "用不了",
    "没反应",
    "不亮",
    "不工作",
    "打不开",
    "开不了",
    "充不",
    "断",
    "掉",
    "脏",
    "污",
    "空盒",
    "空的",
    "失灵",
    "松",
    "问题是",
    "异响",
];
/// What a clause that gives a reason to send something back says.
const WHY: &[&str] = &[
    "because",
    "cause",
    "too",
    "doesnt fit",
    "dont fit",
    "didnt fit",
    "does not fit",
    "not fit",
    "dont need",
    "do not need",
    "dont want",
    "no longer",
    "not needed",
    "changed my mind",
    "wrong size",
    "wrong colour",
    "wrong color",
    "dont like",
    "didnt like",
    "dont match",
    "doesnt match",
    "not what i",
    "not as described",
    "than i hoped",
    "than i thought",
    "than expected",
    "by mistake",
    "bought two",
    "duplicate",
    "found it cheaper",
    "found a cheaper",
    "cheaper elsewhere",
    "nobody wanted",
    "doesnt suit",
    "dont suit",
    "uncomfortable",
    "disappointed",
    "poor quality",
    "looks different",
    "broken",
    "damaged",
    "cracked",
    "scratched",
    "faulty",
    "defective",
    "doesnt work",
    "dont work",
    "not working",
    "stopped working",
    "leaks",
    "tight",
    "arrived late",
    "came late",
    "gift",
    "因为",
    "太大",
    "太小",
    "太长",
    "太短",
    "太重",
    "太贵",
    "太紧",
    "不合适",
    "不合身",
    "不喜欢",
    "不想要",
    "不需要",
    "用不上",
    "买错",
    "买多",
    "拍错",
    "色差",
    "不符",
    "质量",
    "后悔",
    "有味",
    "坏",
    "破",
    "裂",
    "划痕",
    "瑕疵",
    "不好用",
    "更便宜",
    "送人",
    "重复",
];
const OTHER: &[&str] = &[
    "the other one",
    "the other ones",
    "other one instead",
    "meant the other",
    "the other",
    "另一个",
    "另一件",
    "另外一个",
    "另外那",
    "另一台",
    "另一双",
    "另外一件",
    "另一款",
    "别的那个",
];

const YES: &[&str] = &[
    "yes",
    "yeah",
    "yep",
    "yup",
    "ya",
    "ok",
    "okay",
    "sure",
    "please do",
    "go ahead",
    "correct",
    "right",
    "thats right",
    "exactly",
    "do it",
    "confirm",
    "confirmed",
    "absolutely",
    "of course",
    "sounds good",
    "perfect",
    "great",
    "fine",
    "alright",
    "all right",
    "是",
    "对",
    "好",
    "行",
    "可以",
    "嗯",
    "确认",
    "没错",
    "没问题",
    "同意",
    "办吧",
    "麻烦",
];
const BUT: &[&str] = &[
    "but",
    "except",
    "wait",
    "hold on",
    "only",
    "instead",
    "rather",
    "unless",
    "although",
    "however",
    "不过",
    "但",
    "等等",
    "等一下",
    "除了",
    "先别",
    "不是",
    "不对",
    "只退",
    "只换",
    "只要",
    "只取消",
];
const DONT: &[&str] = &["not", "dont", "no", "never", "cant", "不", "别", "没有"];
const LET_GO: &[&str] = &[
    "never mind",
    "nevermind",
    "nvm",
    "forget it",
    "forget about it",
    "leave it",
    "leave it as it is",
    "keep it",
    "keeping it",
    "ill keep",
    "ill stay with",
    "stay with",
    "im keeping",
    "keep them",
    "keeping them",
    "keep everything",
    "dont bother",
    "not needed anymore",
    "changed my mind about",
    "drop it",
    "lets not",
    "算了",
    "不退了",
    "不换了",
    "不取消了",
    "不改了",
    "先不",
    "不用退了",
    "不用换了",
    "留着吧",
    "就这样吧",
];
const PLEA: &[&str] = &[
    "exception",
    "exceptions",
    "bend the rule",
    "bend the rules",
    "just this once",
    "this once",
    "goodwill",
    "make allowance",
    "as a courtesy",
    "surely you can",
    "cant you make",
    "let it slide",
    "overlook",
    "unfair",
    "not fair",
    "破例",
    "通融",
    "例外",
    "网开一面",
    "特殊情况",
    "讲点情",
    "行个方便",
    "宽限",
    "不合理",
    "不公平",
    "就差",
    "才超",
];

/// Whether the text begins with a yes and takes nothing of it back.
#[must_use]
pub fn affirms(text: &str) -> bool {
    let plain = plain(text);
    let begins = |word: &&str| find(&plain, word).next().is_some_and(|at| plain[..at].trim().is_empty());
    YES.iter().any(begins) && !hedges(text) && !said(&text.replace("没问题", ""), DONT)
}

/// Whether the text takes back or narrows what it says.
#[must_use]
pub fn hedges(text: &str) -> bool {
    said(text, BUT)
}

/// Whether the text lets a matter rest.
#[must_use]
pub fn abandons(text: &str) -> bool {
    said(text, LET_GO)
}

/// Whether the text asks for an exception to a rule.
#[must_use]
pub fn pleads(text: &str) -> bool {
    said(text, PLEA)
}

fn said(text: &str, phrases: &[&str]) -> bool {
    let plain = plain(text);
    phrases.iter().any(|phrase| find(&plain, phrase).next().is_some())
}

/// What would put it right, where the text says so and does not turn it down.
#[must_use]
pub fn resolution(text: &str) -> Option<Resolution> {
    let plain = plain(text);
    let refund = wished(&plain, REFUND);
    let replacement = wished(&plain, REPLACEMENT);
    match (refund, replacement) {
        (Some(one), Some(other)) if other < one => Some(Resolution::Replacement),
        (Some(_), _) => Some(Resolution::Refund),
        (None, Some(_)) => Some(Resolution::Replacement),
        (None, None) => None,
    }
}

/// Whether the text says what is wrong with something.
#[must_use]
pub fn describes(text: &str) -> bool {
    said(text, WRONG)
}

/// The clause that says why, where one does by its usual words.
#[must_use]
pub fn reason(text: &str) -> Option<String> {
    let clauses = text
        .split(['.', '!', '?', ';', ':', '\n', '。', '！', '？', '；', '，', '：'])
        .flat_map(|part| part.split(", "));
    let why = clauses.map(str::trim).find(|clause| said(clause, WHY))?;
    let from = ["because ", "cause ", "since ", "因为", "因為"].iter().find_map(|word| why.split_once(word));
    let why = from.map_or(why, |(_, after)| after).trim();
    (!why.is_empty()).then(|| why.to_owned())
}

/// Whether the text means the other one of two.
#[must_use]
pub fn other_one(text: &str) -> bool {
    said(text, OTHER)
}

/// The text's words alone, with a space around Latin ones; ideographs simplified and side by side.
fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for word in words(text) {
        if matches!(word.kind, Kind::Latin | Kind::Shape) {
            plain.push_str(plain.ends_with(' ').then_some("").unwrap_or(" "));
            plain.push_str(&word.text);
            plain.push(' ');
        } else if word.kind == Kind::Han {
            plain.push_str(&word.text);
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.push(' ');
    plain
}

/// Where a phrase stands: Latin ones as whole words.
fn find<'a>(plain: &'a str, phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    let latin = phrase.is_ascii();
    plain.match_indices(phrase).map(|(at, _)| at).filter(move |at| {
        !latin || plain[..*at].ends_with(' ') && plain[at + phrase.len()..].starts_with(' ')
    })
}

/// Where one of some wishes stands that is not turned down.
fn wished(plain: &str, wishes: &[&str]) -> Option<usize> {
    let all = wishes.iter().flat_map(|wish| find(plain, wish));
    let turned_down = |at: usize| {
        let before = plain[..at].trim_end();
        NOT.iter().any(|not| {
            before.ends_with(not)
                && (!not.is_ascii()
                    || before.len() == not.len()
                    || before[..before.len() - not.len()].ends_with(' '))
        })
    };
    all.filter(|at| !turned_down(*at)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_read_and_one_turned_down_is_not() {
        for (text, expected) in [
            ("a refund please", Some(Resolution::Refund)),
            ("not a refund, just send a replacement", Some(Resolution::Replacement)),
            ("I'd rather have my money back", Some(Resolution::Refund)),
            ("can you send another one", Some(Resolution::Replacement)),
            ("不要退款，补发一个", Some(Resolution::Replacement)),
            ("退款吧", Some(Resolution::Refund)),
            ("換新的給我", Some(Resolution::Replacement)),
            ("what now", None),
        ] {
            assert_eq!(resolution(text), expected, "{text}");
        }
    }

    #[test]
    fn letting_go_is_heard_and_a_yes_with_a_but_is_none() {
        for text in [
            "oh never mind, I'm keeping all of it",
            "Hm, on second thoughts no, I'll keep the one I have.",
            "算了",
        ] {
            assert!(abandons(text), "{text}");
        }
        assert!(affirms("yes, cancel it") && affirms("okay, change them") && affirms("好的，退吧"));
        assert!(!affirms("yes, but only the lamp") && !affirms("no, cancel the other"));
        assert!(pleads("Surely you can make an exception"));
    }

    #[test]
    fn a_reason_is_the_clause_that_gives_it() {
        for (text, expected) in [
            (
                "Please arrange a return of the rucksack: it is too big for my commute.",
                "it is too big for my commute",
            ),
            ("Return the lantern, please. I don't need it any more.", "I don't need it any more"),
            ("我要退货，尺码不合适", "尺码不合适"),
        ] {
            assert_eq!(reason(text).as_deref(), Some(expected));
        }
        assert_eq!(reason("I want to return the kettle"), None);
    }

    #[test]
    fn a_defect_is_told_from_a_complaint_without_one() {
        assert!(describes("the lamp arrived cracked"));
        assert!(describes("少了一個零件") || describes("少了一个零件"));
        assert!(!describes("there is a problem with my order"));
    }
}
