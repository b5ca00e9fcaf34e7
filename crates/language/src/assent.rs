//! Yes and no, in the words that a message opens with.

use beeline_protocol::Intent;

use crate::{
    answers::has,
    words::{Kind, Word},
};

const YES: &[&str] = &[
    "yes",
    "yess",
    "yesss",
    "yeah",
    "yep",
    "yup",
    "ya",
    "yea",
    "y",
    "aye",
    "sure",
    "ok",
    "okay",
    "okey",
    "k",
    "correct",
    "right",
    "fine",
    "absolutely",
    "definitely",
    "certainly",
    "perfect",
    "great",
    "please do",
    "go ahead",
    "go for it",
    "do it",
    "do that",
    "sounds good",
    "sounds great",
    "confirm",
    "confirmed",
    "i confirm",
    "i agree",
    "agreed",
    "thats right",
    "thats correct",
    "thats fine",
    "of course",
    "looks good",
];
const NO: &[&str] = &[
    "no",
    "nope",
    "nah",
    "naw",
    "n",
    "not",
    "dont",
    "do not",
    "wait",
    "hold on",
    "stop",
    "never mind",
    "nevermind",
    "hang on",
    "cancel that",
    "scrap that",
    "forget it",
    "actually no",
    "on second thought",
    "on second thoughts",
    "leave it",
    "id rather not",
    "i dont",
    "i do not",
    "im not",
    "ive changed my mind",
    "i changed my mind",
    "sorry no",
    "actually dont",
    "please dont",
];
const SIGHS: [&str; 9] = ["hm", "hmm", "hmmm", "um", "uh", "oh", "ah", "mm", "well"];
const SHI: &[&str] = &[
    "好",
    "可以",
    "行",
    "嗯",
    "嗯嗯",
    "恩",
    "恩恩",
    "好嘞",
    "对",
    "是",
    "确认",
    "确定",
    "没问题",
    "同意",
    "没错",
    "要",
    "当然",
    "成",
    "中",
    "就这样",
    "就这么办",
    "退吧",
    "换吧",
    "办吧",
    "请继续",
    "继续",
    "冇问题",
    "系",
    "啱",
    "得",
    "可",
    "哦好",
    "没事",
    "OK",
];
const BU: &[&str] = &[
    "不",
    "别",
    "算了",
    "先别",
    "先不",
    "等等",
    "等一下",
    "等下",
    "慢着",
    "还是不",
    "还是算了",
    "没有",
    "错了",
    "唔",
    "咪",
    "停",
    "否",
    "甭",
    "再想想",
    "我再想想",
    "好像不",
    "冇",
    "暂时不",
    "先等",
];

/// The yes or no that a text opens with, and whether its first clause is nothing else.
pub(crate) fn lead(words: &[Word]) -> Option<(Intent, bool)> {
    let clause = words.split(|word| word.kind == Kind::Stop).find(|clause| !clause.is_empty())?;
    if clause[0].kind == Kind::Han {
        let said: String = clause.iter().map(|word| word.text.as_str()).collect();
        // 啊先不要: a sigh before the answer.
        let said = said.trim_start_matches(['啊', '哎', '唉', '诶', '欸', '呃', '额']);
        let bare =
            said.trim_end_matches(['的', '吧', '啊', '呀', '了', '哦', '喔', '啦', '嘅', '呢', '哈', '滴']);
        let no = BU.iter().any(|phrase| said.starts_with(phrase));
        let yes = SHI.contains(&bare)
            || SHI.iter().any(|phrase| phrase.chars().count() > 1 && said.starts_with(phrase));
        // 不错 praises, 没问题 and 没错 agree.
        let yes = yes || bare == "不错";
        return match (yes, no) {
            (true, _) => Some((Intent::ConfirmYes, bare.chars().count() <= 3)),
            (false, true) => Some((Intent::ConfirmNo, bare.chars().count() <= 3)),
            _ => None,
        };
    }
    // "Hmm ok": a sigh before the answer.
    let sighs = clause.iter().take_while(|word| SIGHS.contains(&word.text.as_str())).count();
    let said = clause[sighs..].iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let best = |phrases: &[&str]| {
        let opens = |phrase: &&&str| {
            said.strip_prefix(**phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        phrases.iter().filter(opens).map(|phrase| phrase.len()).max()
    };
    let (yes, no) = (best(YES), best(NO));
    let intent = if yes > no { Intent::ConfirmYes } else { Intent::ConfirmNo };
    yes.max(no).map(|length| (intent, length == said.len()))
}

/// "Yes, but …": nobody has agreed to what was shown.
pub(crate) fn takes_back(words: &[Word]) -> bool {
    const BUT: [&str; 13] = [
        "but", "except", "wait", "only", "instead", "unless", "however", "no", "not", "dont", "actually",
        "first", "before",
    ];
    const HAN: [&str; 10] = ["但", "不过", "等等", "除了", "不要", "别", "先", "只", "不是", "改"];
    has(words, &BUT, &HAN)
}
