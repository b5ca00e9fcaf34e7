//! What the chat itself says, in the languages it speaks. What the edge says comes in its own words.

use crate::state::Failure;

/// One language.
#[derive(Debug)]
pub struct Words {
    /// BCP 47, for `lang`.
    pub lang: &'static str,
    /// Names the panel; the shop's name stands before it.
    pub chat: &'static str,
    /// Who answers.
    pub assistant: &'static str,
    /// Who answers after a handoff.
    pub team: &'static str,
    /// Said before anything else (EU AI Act, article 50).
    pub greeting: &'static str,
    /// The rest of the greeting: what it is and is not.
    pub disclosure: &'static str,
    /// A first question, on a button.
    pub first_question: &'static str,
    /// On the button that brings a person.
    pub ask_person: &'static str,
    /// What that button says for the shopper.
    pub ask_person_text: &'static str,
    /// Offers a person when a message sounds frustrated.
    pub offer: &'static str,
    /// Turns the offer down.
    pub not_now: &'static str,
    /// Inside the empty composer.
    pub placeholder: &'static str,
    /// Under a long message.
    pub nearly_full: &'static str,
    /// Under a message that is too long to send.
    pub over_full: &'static str,
    /// Sends.
    pub send: &'static str,
    /// Closes the panel.
    pub close: &'static str,
    /// Leaves this conversation for a new one.
    pub start_over: &'static str,
    /// Asks before the conversation is left.
    pub leave: &'static str,
    /// Stays in the conversation.
    pub stay: &'static str,
    /// Read out before a line of the shopper.
    pub you: &'static str,
    /// Names a person whose name is not known.
    pub agent: &'static str,
    /// Shown and read out while an answer is being made.
    pub thinking: &'static str,
    /// Sends again.
    pub retry: &'static str,
    /// While the browser has no network.
    pub offline: &'static str,
    /// A person has the conversation, and none has spoken yet.
    pub waiting: &'static str,
    /// A person has the conversation, and has spoken.
    pub with_person: &'static str,
    /// A person has the conversation, and the line is being mended.
    pub reconnecting: &'static str,
    /// The old conversation is gone.
    pub new_conversation: &'static str,
    /// On a card: what is on its way.
    pub tracking: &'static str,
    /// On a card, before the day.
    pub expected: &'static str,
    /// On a card, before the day.
    pub delivered: &'static str,
    /// On a card, before the day.
    pub placed: &'static str,
    /// On a card, before the sum.
    pub total: &'static str,
    /// No answer came.
    pub network: &'static str,
    /// The edge has trouble.
    pub server: &'static str,
    /// It goes again by itself.
    pub too_fast: &'static str,
    /// Must be shortened.
    pub too_long: &'static str,
    /// Is not taken.
    pub rejected: &'static str,
}

impl Words {
    /// The words for a BCP 47 locale: Chinese where it is Chinese, else English.
    pub fn of(locale: &str) -> &'static Self {
        if locale.get(..2).is_some_and(|l| l.eq_ignore_ascii_case("zh")) { &ZH } else { &EN }
    }

    /// What to tell the shopper about a message that did not arrive.
    pub fn failure(&self, failure: Failure) -> &'static str {
        match failure {
            Failure::Network => self.network,
            Failure::Server => self.server,
            Failure::TooFast(_) => self.too_fast,
            Failure::TooLong => self.too_long,
            Failure::Rejected => self.rejected,
        }
    }
}

static EN: Words = Words {
    lang: "en",
    chat: "chat",
    assistant: "AI assistant",
    team: "Our team",
    greeting: "Hello! How can I help?",
    disclosure: "I’m an AI assistant, not a person. I can look up your order right away, \
                 and bring in someone from the team whenever you like.",
    first_question: "Where is my order?",
    ask_person: "Talk to a person",
    ask_person_text: "I’d like to talk to a person",
    offer: "I’m sorry this is frustrating. Would you rather talk to a person?",
    not_now: "Not now",
    placeholder: "Write a message…",
    nearly_full: "Nearly at the limit of 4,000 characters",
    over_full: "Too long to send: 4,000 characters at most",
    send: "Send",
    close: "Close chat",
    start_over: "Start over",
    leave: "Leave this conversation and start a new one?",
    stay: "Keep this one",
    you: "You",
    agent: "Team member",
    thinking: "The assistant is writing",
    retry: "Try again",
    offline: "You’re offline. Messages go out as soon as you’re back.",
    waiting: "Someone from our team will answer here",
    with_person: "You’re talking with our team",
    reconnecting: "Reconnecting to our team…",
    new_conversation: "The earlier conversation has ended, so this is a new one.",
    tracking: "Tracking",
    expected: "Expected",
    delivered: "Delivered",
    placed: "Ordered",
    total: "Total",
    network: "Not sent: the connection failed.",
    server: "Not sent: our side has a problem.",
    too_fast: "A little fast for us. This goes out again in a moment.",
    too_long: "Not sent: this message is too long.",
    rejected: "Not sent: the chat could not take this message.",
};

static ZH: Words = Words {
    lang: "zh-CN",
    chat: "聊天",
    assistant: "AI 助手",
    team: "人工客服",
    greeting: "您好!有什么可以帮您?",
    disclosure: "我是 AI 助手,不是真人。我可以马上为您查询订单,您也可以随时找人工客服。",
    first_question: "我的订单到哪里了?",
    ask_person: "人工客服",
    ask_person_text: "我想找人工客服",
    offer: "很抱歉给您添麻烦了。需要为您转接人工客服吗?",
    not_now: "暂时不用",
    placeholder: "输入消息…",
    nearly_full: "即将达到 4,000 字上限",
    over_full: "太长了,最多 4,000 字",
    send: "发送",
    close: "关闭聊天",
    start_over: "重新开始",
    leave: "要结束这个对话,重新开始吗?",
    stay: "继续这个对话",
    you: "您",
    agent: "客服",
    thinking: "助手正在输入",
    retry: "重试",
    offline: "您已离线,恢复网络后消息会自动发送。",
    waiting: "人工客服将在这里回复您",
    with_person: "您正在与人工客服对话",
    reconnecting: "正在重新连接人工客服…",
    new_conversation: "之前的对话已结束,这是新的对话。",
    tracking: "运单号",
    expected: "预计送达",
    delivered: "已送达",
    placed: "下单日期",
    total: "合计",
    network: "未发送:网络连接失败。",
    server: "未发送:我们这边出了点问题。",
    too_fast: "发送得有点快,稍后会自动重发。",
    too_long: "未发送:消息太长了。",
    rejected: "未发送:无法接收这条消息。",
};

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn chinese_is_spoken_wherever_the_locale_is_chinese_and_english_elsewhere() {
        for (locale, lang) in
            [("zh", "zh-CN"), ("zh-Hant-TW", "zh-CN"), ("en-GB", "en"), ("de", "en"), ("", "en")]
        {
            assert_eq!(Words::of(locale).lang, lang, "{locale}");
        }
    }
}
