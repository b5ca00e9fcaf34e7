//! What the desk itself says, in the languages it speaks. What shoppers, the edge and the summary say comes in their own
//! words. Everything stands in tables, so that a new language is a new column.

use beeline_protocol::{HandoffKind, HandoffReason, Intent, MoodReason, OutboxState, ParcelState, Speaker};

use crate::event::{Act, Trouble};
use crate::state::{Feeling, Filter};

/// Declares each word once: its name, what it is for, English, Chinese.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $zh:literal;)*) => {
        /// One language.
        #[derive(Debug)]
        pub struct Words {
            /// BCP 47, for `lang`.
            pub lang: &'static str,
            $($(#[$doc])* pub $name: &'static str,)*
        }

        static EN: Words = Words { lang: "en", $($name: $en,)* };
        static ZH: Words = Words { lang: "zh-CN", $($name: $zh,)* };
    };
}

words! {
    /// Names the page.
    desk: "Agent desk", "客服工作台";
    /// Over the sign-in form.
    sign_in_title: "Sign in to the desk", "登录客服工作台";
    /// Labels the shop's id.
    shop: "Shop", "店铺";
    /// Labels the bearer token.
    token: "Access token", "访问令牌";
    /// Under the token.
    token_hint: "Your shop’s administrator gives you one. It stays in this tab only.", "由店铺管理员提供，仅保存在当前标签页中。";
    /// Signs in.
    sign_in: "Sign in", "登录";
    /// While the token is looked at.
    signing_in: "Signing in…", "正在登录…";
    /// Leaves.
    sign_out: "Sign out", "退出登录";
    /// The token is nobody's.
    wrong_token: "This token does not belong to an agent of this shop. Check it and try again.", "该令牌不属于此店铺的客服，请检查后重试。";
    /// Names the list.
    queue: "Conversations", "会话列表";
    /// Names the choice of parts.
    filter: "Show", "显示";
    /// A part of the queue.
    filter_waiting: "Waiting", "等待中";
    /// A part of the queue.
    filter_mine: "Mine", "我的";
    /// A part of the queue.
    filter_all: "All", "全部";
    /// The empty part.
    empty_waiting: "Nobody is waiting.", "当前无人等待。";
    /// Under it.
    empty_waiting_hint: "New conversations appear here by themselves.", "新的会话会自动出现在这里。";
    /// The empty part.
    empty_mine: "You have no conversation.", "您还没有接手任何会话。";
    /// Under it.
    empty_mine_hint: "Take one from those waiting.", "请从等待列表中接手。";
    /// The empty part.
    empty_all: "Nothing is handed over.", "目前没有转人工的会话。";
    /// Under it.
    empty_all_hint: "The assistant is answering everybody.", "AI 助手正在处理所有咨询。";
    /// While nothing is known yet.
    loading: "Loading…", "加载中…";
    /// Before how long somebody waits, for ears.
    waits_for: "waiting for", "已等待";
    /// Before the name of the agent who has it.
    with: "with", "接手人";
    /// This agent has it.
    with_you: "with you", "由您接手";
    /// Nobody has it.
    free: "waiting", "等待接手";
    /// The shopper wrote last.
    unanswered: "Unanswered", "未回复";
    /// Announces a newcomer.
    arrived: "New conversation", "新会话";
    /// Announces that a shopper of theirs wrote.
    wrote_again: "New message for you", "您有新消息";
    /// Where nothing is open.
    nothing_open: "Choose a conversation", "请选择一个会话";
    /// Under it.
    nothing_open_hint: "You will see the whole story first, then the words.", "先看完整摘要，再看对话内容。";
    /// Back to the list, on a phone.
    back: "Back to the list", "返回列表";
    /// Names the summary.
    story: "Summary", "摘要";
    /// Labels the kind of first words.
    kind: "First words", "首句建议";
    /// The shopper has proven an order.
    verified: "Verified", "已核实身份";
    /// Under it.
    verified_hint: "Order and email were proven, or the shopper is signed in.", "已通过订单号和邮箱核实，或顾客已登录。";
    /// The shopper has proven nothing.
    unverified: "Not verified", "未核实身份";
    /// Under it.
    unverified_hint: "Say nothing about an order before number and email are proven.", "核实订单号和邮箱之前，请勿透露任何订单信息。";
    /// Labels the order.
    order: "Order", "订单";
    /// Labels what is known.
    facts: "What is known", "已知信息";
    /// Labels what the assistant did.
    tried: "What the assistant did", "AI 助手已处理";
    /// Labels the scores.
    mood: "Mood, message by message", "情绪变化（逐条）";
    /// A message without a score.
    no_score: "no score", "无评分";
    /// Labels what to do next.
    next_steps: "Next steps", "建议操作";
    /// Labels the first reply.
    suggested: "Suggested reply", "建议回复";
    /// Puts it into the composer.
    use_suggestion: "Use suggestion", "使用建议回复";
    /// There is no summary.
    no_story: "There is no summary: the assistant has this conversation.", "没有摘要：该会话由 AI 助手处理。";
    /// Names the transcript.
    transcript: "Transcript", "对话记录";
    /// Labels the composer.
    reply: "Your reply", "您的回复";
    /// Inside the empty composer.
    placeholder: "Write a reply…", "输入回复…";
    /// Under the composer.
    enter_hint: "Enter sends, Shift+Enter starts a new line", "Enter 发送，Shift+Enter 换行";
    /// Under the composer of a conversation that nobody has.
    takes_it: "Your first reply takes the conversation.", "首次回复即接手该会话。";
    /// Sends.
    send: "Send", "发送";
    /// Near the limit, before the number.
    characters_left: "Characters left", "剩余字数";
    /// Becomes theirs.
    take: "Take", "接手";
    /// Back to the assistant.
    give_back: "Give back to assistant", "交还 AI 助手";
    /// Done.
    resolve: "Resolve", "标为已解决";
    /// Another agent has it; their name comes first.
    others: "has this conversation. You can read along.", "正在处理此会话，您可以旁观。";
    /// This agent resolved it.
    over_resolved: "You resolved this conversation.", "您已将此会话标为已解决。";
    /// This agent gave it back.
    over_returned: "You gave this conversation back to the assistant.", "您已将此会话交还 AI 助手。";
    /// Nobody has it.
    over: "The assistant has this conversation.", "此会话由 AI 助手处理。";
    /// Opens whoever waits longest.
    next: "Next in line", "下一位";
    /// A reply is behind another.
    queued: "Waits to be sent", "等待发送";
    /// A reply is under way.
    sending: "Sending…", "发送中…";
    /// A reply arrived.
    sent: "Sent", "已发送";
    /// A reply did not arrive.
    not_sent: "Not sent", "未发送";
    /// Again.
    retry: "Try again", "重试";
    /// Takes a refused reply back into the composer.
    edit: "Edit", "编辑";
    /// Puts a message away.
    dismiss: "Dismiss", "知道了";
    /// No answer came.
    no_answer: "The edge did not answer.", "服务器没有响应。";
    /// What to do about it.
    no_answer_hint: "Check the connection. Nothing you wrote is lost.", "请检查网络连接，您输入的内容不会丢失。";
    /// An answer without words.
    strange_answer: "The edge refused, with status", "服务器拒绝了请求，状态码";
    /// The socket stands.
    line_on: "Live", "实时连接";
    /// The socket is being opened.
    line_connecting: "Connecting…", "连接中…";
    /// The socket fell.
    line_waiting: "Reconnecting…", "重新连接中…";
    /// Opens the help.
    help: "Keyboard shortcuts", "键盘快捷键";
    /// Closes it.
    close: "Close", "关闭";
    /// Switches single keys on and off.
    single_keys: "Single-key shortcuts", "启用单键快捷键";
    /// A shortcut.
    key_list: "Move through the list", "在列表中移动";
    /// A shortcut.
    key_open: "Open the conversation", "打开会话";
    /// A shortcut.
    key_next: "Open whoever waits longest", "打开等待最久的会话";
    /// A shortcut.
    key_take: "Take it", "接手会话";
    /// A shortcut.
    key_reply: "Write a reply", "撰写回复";
    /// A shortcut.
    key_suggestion: "Use the suggestion", "使用建议回复";
    /// A shortcut.
    key_filter: "Waiting, mine, all", "等待中、我的、全部";
    /// A shortcut.
    key_escape: "Out of the composer, then back to the list", "离开输入框，再按返回列表";
    /// A shortcut.
    key_help: "Show this help", "显示此帮助";
    /// Names the list of what the merchant's endpoint has heard.
    deliveries: "Deliveries", "推送";
    /// Over it.
    deliveries_title: "Deliveries to the shop’s system", "向商家系统的推送";
    /// Under that.
    deliveries_hint: "Everything that was promised in a chat and every handoff, until your endpoint has taken it.", "聊天中承诺的每项操作与每次转人工，直到您的接口确认收到。";
    /// The empty list.
    deliveries_empty: "Nothing was promised yet.", "目前没有需要推送的内容。";
    /// Reads the list again.
    refresh: "Refresh", "刷新";
    /// Sends one again.
    replay: "Send again", "重新发送";
    /// While one is on its way.
    replaying: "Sending…", "发送中…";
    /// Before how often one was sent, as a number.
    attempts: "tries", "尝试次数";
    /// Before the status of the last attempt.
    last_answer: "last answer", "最近响应";
    /// The last attempt met nobody.
    unreachable: "none", "无响应";
    /// Before when it is tried next.
    next_try: "next", "下次";
    /// On a parcel, before the day.
    expected: "expected", "预计送达";
    /// On a parcel, before the day.
    delivered: "delivered", "送达于";
    /// On an order, before the sum.
    total: "Total", "合计";
    /// Seconds, behind a number.
    s: "s", "秒";
    /// Minutes, behind a number.
    min: "min", "分钟";
    /// Hours, behind a number.
    h: "h", "小时";
    /// Days, behind a number.
    d: "d", "天";
}

impl Words {
    /// The words for a BCP 47 locale: Chinese where it is Chinese, else English.
    pub fn of(locale: &str) -> &'static Self {
        if locale.get(..2).is_some_and(|l| l.eq_ignore_ascii_case("zh")) { &ZH } else { &EN }
    }

    /// How long that is, in its two largest units at most.
    pub fn duration(&self, seconds: u64) -> String {
        let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400);
        match seconds {
            0..60 => format!("{seconds} {}", self.s),
            60..3_600 => format!("{minutes} {}", self.min),
            3_600..86_400 => format!("{hours} {} {} {}", self.h, minutes % 60, self.min),
            _ => format!("{days} {} {} {}", self.d, hours % 24, self.h),
        }
    }

    /// What happened, and what to do about it.
    pub fn trouble(&self, trouble: &Trouble) -> (String, String) {
        match &trouble.problem {
            Some(problem) => (problem.title.clone(), problem.detail.clone().unwrap_or_default()),
            None if trouble.status == 0 => (self.no_answer.to_owned(), self.no_answer_hint.to_owned()),
            None => (format!("{} {}.", self.strange_answer, trouble.status), self.no_answer_hint.to_owned()),
        }
    }

    /// What an act is called.
    pub fn act(&self, act: Act) -> &'static str {
        match act {
            Act::Take => self.take,
            Act::Return => self.give_back,
            Act::Resolve => self.resolve,
        }
    }

    /// What a part of the queue is called.
    pub fn filter_name(&self, filter: Filter) -> &'static str {
        match filter {
            Filter::Waiting => self.filter_waiting,
            Filter::Mine => self.filter_mine,
            Filter::All => self.filter_all,
        }
    }

    /// What an empty part of the queue says, and below it.
    pub fn empty(&self, filter: Filter) -> (&'static str, &'static str) {
        match filter {
            Filter::Waiting => (self.empty_waiting, self.empty_waiting_hint),
            Filter::Mine => (self.empty_mine, self.empty_mine_hint),
            Filter::All => (self.empty_all, self.empty_all_hint),
        }
    }

    /// Who said a line.
    pub fn speaker(&self, speaker: Speaker) -> &'static str {
        self.pick(match speaker {
            Speaker::Shopper => ("Shopper", "顾客"),
            Speaker::Assistant => ("Assistant", "AI 助手"),
            Speaker::Agent => ("Agent", "客服"),
            Speaker::System => ("Notice", "系统通知"),
        })
    }

    /// What a score says.
    pub fn feeling(&self, feeling: Feeling) -> &'static str {
        self.pick(match feeling {
            Feeling::Calm => ("calm", "平静"),
            Feeling::Tense => ("tense", "不满"),
            Feeling::Frustrated => ("frustrated", "愤怒"),
        })
    }

    /// Why a person is needed.
    pub fn reason(&self, reason: HandoffReason) -> &'static str {
        self.pick(match reason {
            HandoffReason::Requested => ("Asked for a person", "顾客要求人工"),
            HandoffReason::Frustrated => ("Frustrated", "情绪不满"),
            HandoffReason::Complex => ("Needs a decision", "需要人工判断"),
            HandoffReason::Unresolved => ("Not resolved", "未能解决"),
            HandoffReason::Policy => ("Disputes a rule", "对规则有异议"),
        })
    }

    /// What a mood was flagged for.
    pub fn felt(&self, reason: MoodReason) -> &'static str {
        self.pick(match reason {
            MoodReason::Message => ("this message", "这条消息"),
            MoodReason::Trajectory => ("more and more", "情绪逐渐升级"),
            MoodReason::RepeatedQuestion => ("asks again and again", "反复询问"),
            MoodReason::RepeatedAnswer => ("got the same answer again", "多次得到相同答复"),
            MoodReason::Anger => ("anger", "愤怒"),
            MoodReason::Sarcasm => ("sarcasm", "反话讽刺"),
            MoodReason::Resignation => ("worn out", "心灰意冷"),
            MoodReason::Ultimatum => ("an ultimatum", "最后通牒"),
            MoodReason::Deadline => ("a date is in danger", "时间紧迫"),
            MoodReason::TimeWasted => ("time wasted", "浪费时间"),
            MoodReason::BrokenPromise => ("a broken promise", "承诺未兑现"),
            MoodReason::Bot => ("the assistant itself", "对 AI 助手不满"),
        })
    }

    /// What kind of first words are needed.
    pub fn kind_name(&self, kind: HandoffKind) -> &'static str {
        self.pick(match kind {
            HandoffKind::Emotional => ("Emotional", "情绪"),
            HandoffKind::Commercial => ("Commercial", "选购"),
            HandoffKind::Technical => ("Technical", "事务"),
        })
    }

    /// The same, as advice.
    pub fn kind_advice(&self, kind: HandoffKind) -> &'static str {
        self.pick(match kind {
            HandoffKind::Emotional => ("Feelings first, then the facts", "先安抚情绪，再处理问题"),
            HandoffKind::Commercial => ("A purchase decision: advise", "购买决策：提供建议"),
            HandoffKind::Technical => ("Something to solve: be exact", "解决问题：准确说明"),
        })
    }

    /// Where a message to the merchant stands.
    pub fn delivery(&self, state: OutboxState) -> &'static str {
        self.pick(match state {
            OutboxState::Unsent => ("no endpoint named", "未设置接口"),
            OutboxState::Pending => ("under way", "推送中"),
            OutboxState::Delivered => ("taken", "已送达"),
            OutboxState::Parked => ("given up", "已停止"),
        })
    }

    /// What a message to the merchant is about, as one would say it; what is unknown here says itself.
    pub fn message<'a>(&self, what: &'a str) -> &'a str {
        self.pick(match what {
            "order.cancelled" => ("Order cancelled", "订单已取消"),
            "order.address_changed" => ("Address changed", "地址已修改"),
            "order.items_changed" => ("Items changed", "商品已修改"),
            "return.requested" => ("Return", "退货"),
            "exchange.requested" => ("Exchange", "换货"),
            "claim.opened" => ("Claim", "售后申请"),
            "handoff.created" => ("Handed to a person", "转人工"),
            _ => return what,
        })
    }

    /// Where a parcel stands.
    pub fn parcel(&self, state: ParcelState) -> &'static str {
        self.pick(match state {
            ParcelState::Processing => ("processing", "处理中"),
            ParcelState::InTransit => ("in transit", "运输中"),
            ParcelState::Delayed => ("delayed", "延误"),
            ParcelState::OutForDelivery => ("out for delivery", "派送中"),
            ParcelState::DeliveryAttempted => ("delivery attempted", "派送未成功"),
            ParcelState::ReadyForPickup => ("ready for pickup", "待自提"),
            ParcelState::Delivered => ("delivered", "已送达"),
            ParcelState::Failed => ("delivery failed", "派送失败"),
        })
    }

    /// What the shopper wants, as one would say it.
    pub fn intent(&self, intent: Intent) -> &'static str {
        self.pick(match intent {
            Intent::OrderStatus => ("Where is the order?", "查询订单"),
            Intent::OrderCancel => ("Cancel an order", "取消订单"),
            Intent::OrderChangeAddress => ("Change the address", "修改地址"),
            Intent::OrderChangeItems => ("Change an order", "修改订单商品"),
            Intent::OrderInvoice => ("Get an invoice", "索取发票"),
            Intent::ReturnStart => ("Send something back", "申请退货"),
            Intent::ReturnPolicy => ("How do returns work?", "咨询退货规则"),
            Intent::ReturnStatus => ("What became of the return?", "查询退货进度"),
            Intent::ExchangeStart => ("Swap something", "申请换货"),
            Intent::RefundStatus => ("Where is the refund?", "查询退款"),
            Intent::DeliveryProblem => ("Delivered but not there", "签收异常"),
            Intent::ItemProblem => ("Something is wrong with an item", "商品有问题"),
            Intent::ShippingInfo => ("How does delivery work?", "咨询配送"),
            Intent::PaymentProblem => ("Trouble with a payment", "支付问题"),
            Intent::ProductQuestion => ("Advice before buying", "购前咨询"),
            Intent::PromoQuestion => ("A code or a sale", "优惠咨询"),
            Intent::AccountProblem => ("Trouble with the account", "账户问题"),
            Intent::HumanRequest => ("Talk to a person", "找人工客服"),
            Intent::Complaint => ("A complaint", "投诉"),
            Intent::Smalltalk => ("Small talk", "闲聊"),
            Intent::ConfirmYes => ("Says yes", "表示同意"),
            Intent::ConfirmNo => ("Says no", "表示拒绝"),
            Intent::Other => ("Something else", "其他"),
        })
    }

    fn pick(&self, (en, zh): (&'static str, &'static str)) -> &'static str {
        if self.lang == EN.lang { en } else { zh }
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn chinese_is_spoken_wherever_the_locale_is_chinese_and_english_elsewhere() {
        for (locale, lang) in
            [("zh", "zh-CN"), ("ZH-Hant", "zh-CN"), ("en-GB", "en"), ("de", "en"), ("", "en")]
        {
            assert_eq!(Words::of(locale).lang, lang, "{locale}");
        }
    }

    #[test]
    fn a_duration_says_its_two_largest_units_at_most() {
        let words = Words::of("en");
        for (seconds, said) in [
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min"),
            (3_599, "59 min"),
            (3_720, "1 h 2 min"),
            (180_000, "2 d 2 h"),
        ] {
            assert_eq!(words.duration(seconds), said);
        }
    }
}
