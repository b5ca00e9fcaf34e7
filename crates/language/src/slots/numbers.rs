//! Order and carriers' numbers: by their form, and by the words before and behind where the form leaves it open.

use std::ops::Range;

use super::{Slot, SlotKey};
use crate::dates::is_day;

/// Before an order's number, whatever its form.
const ORDER: &str =
    "order orders ordr oder ordered preorder purchase po rma rtn ref reference invoice bestelling";
/// Between such a word and the number.
const BETWEEN: &str =
    "number no nr num nmbr id ref is its it was under code my called the with on for to of from";
/// What is done to an order, right before its number.
const DONE: &str = "cancel refund return returned exchange stop amend update off on to for from number no ref mine nr is its under status";
/// Before a carrier's number.
const CARRIED: &str = "tracking track trackin trakin consignment waybill awb label parcel package dpd ups usps fedex dhl evri \
                       hermes parcelforce postnet sagawa bluedart gls aramex courier";
/// Before what only looks like one.
const ELSE: &str =
    "zip postcode zipcode postal phone call tel mobile number: size code room unit flat apt suite";
/// May follow a bare number that is an order's.
const GOES_ON: &str = "and is please pls plz to but before when in where was has it i my or has not n thx thanks for with now yet as of at from still today status asap";

const HAN_ORDER: &str =
    "订单 訂單 单号 單號 尾号 尾號 编号 編號 这单 那单 張單 张单 取消 作廢 作废 单子 RMA PO";
const HAN_CARRIED: &str = "运单 運單 快递 快遞 物流 退件 圆通 圓通 中通 韵达 韻達 申通 顺丰 順豐 邮政 郵政 极兔 包裹 配送 宅配 代碼 代码 寄件";
const HAN_ELSE: &str = "邮编 郵編 邮政编码 郵遞區號 电话 電話 手机 手機 税号 稅號 抬头 身份证 门牌";

/// Every number of a text that is an order's or a carrier's. `asked`: the shopper was just asked for an order's.
pub(super) fn numbers(text: &str, taken: &[Slot], asked: bool) -> Vec<Slot> {
    let mut found = Vec::new();
    let mut end = 0;
    for span in tokens(text) {
        let free = |span: &Range<usize>| {
            taken.iter().all(|slot| slot.span.end <= span.start || span.end <= slot.span.start)
        };
        if span.start < end || !free(&span) {
            continue;
        }
        let grouped = groups(text, &span);
        let span = if grouped.len() > span.len() { grouped } else { span };
        if let Some(slot) = Candidate::new(text, span).and_then(|candidate| candidate.slot(asked)) {
            end = slot.span.end;
            found.push(slot);
        }
    }
    found
}

/// Runs of ASCII letters, digits, `#` and inner hyphens: what an order number is made of. Chinese needs no space around it.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let part = |b: u8| b.is_ascii_alphanumeric() || b == b'#' || b == b'-';
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = (at..bytes.len()).find(|&i| part(bytes[i]))?;
        let end = (start..bytes.len()).find(|&i| !part(bytes[i])).unwrap_or(bytes.len());
        at = end;
        Some(start..end)
    })
}

/// `9400 1000 0000 12`: groups of digits that carriers print apart, from the first on.
fn groups(text: &str, first: &Range<usize>) -> Range<usize> {
    let digits = |span: &Range<usize>| text[span.clone()].bytes().all(|b| b.is_ascii_digit());
    let prefix =
        |span: &Range<usize>| span.len() == 2 && text[span.clone()].bytes().all(|b| b.is_ascii_uppercase());
    if !digits(first) && !prefix(first) {
        return first.clone();
    }
    let mut end = first.end;
    while text[end..].starts_with(' ') {
        let Some(next) =
            tokens(&text[end + 1..]).next().filter(|next| next.start == 0 && (2..=8).contains(&next.end))
        else {
            break;
        };
        let next = end + 1..end + 1 + next.end;
        if !digits(&next) {
            break;
        }
        end = next.end;
    }
    let all = first.start..end;
    let count = text[all.clone()].bytes().filter(u8::is_ascii_digit).count();
    if count >= 9 || prefix(first) && count >= 4 { all } else { first.clone() }
}

struct Candidate<'a> {
    text: &'a str,
    span: Range<usize>,
    raw: &'a str,
    /// Without the `#`.
    bare: &'a str,
    digits: usize,
    letters: usize,
    parts: usize,
}

impl<'a> Candidate<'a> {
    fn new(text: &'a str, span: Range<usize>) -> Option<Self> {
        let trimmed = text[span.clone()].trim_start_matches('-').trim_end_matches(['-', '#']);
        let start = span.end - text[span.clone()].trim_start_matches('-').len();
        let span = start..start + trimmed.len();
        let bare = trimmed.trim_start_matches('#');
        let count = |is: fn(&u8) -> bool| bare.bytes().filter(|b| is(b)).count();
        let digits = count(u8::is_ascii_digit);
        let letters = count(u8::is_ascii_alphabetic);
        let parts = bare.split('-').filter(|part| !part.is_empty()).count();
        let fits = digits > 0 && letters <= 8 && bare.len() <= 30 && (digits > 1 || bare.contains('-'));
        fits.then_some(Self { text, span, raw: trimmed, bare, digits, letters, parts })
    }

    fn slot(&self, asked: bool) -> Option<Slot> {
        let key = if self.is_else() {
            return None;
        } else if self.is_tracking() {
            SlotKey::TrackingNumber
        } else if self.is_order(asked) {
            SlotKey::OrderNumber
        } else {
            return None;
        };
        Some(Slot { key, value: self.bare.to_ascii_uppercase(), span: self.span.clone() })
    }

    /// The words right before, the nearest first.
    fn before(&self) -> impl Iterator<Item = String> + '_ {
        let clause = self.text[..self.span.start].rsplit(['\n', '!', '?', ';']).next().unwrap_or_default();
        clause.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
    }

    fn named(&self, list: &str, reach: usize) -> bool {
        self.before().take(reach).any(|word| list.split(' ').any(|one| one == word))
    }

    /// A Chinese cue among the few characters before.
    fn han(&self, list: &str, reach: usize) -> bool {
        let head = &self.text[..self.span.start];
        let from = head.char_indices().rev().nth(reach.saturating_sub(1)).map_or(0, |(at, _)| at);
        list.split(' ').any(|one| !one.is_empty() && head[from..].contains(one))
    }

    fn next(&self) -> &str {
        let tail = self.text[self.span.end..].trim_start_matches([' ', ')', '"', '\'']);
        tail.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
    }

    /// `order`, `order no.`, `order number is`.
    fn ordered(&self) -> bool {
        let mut near = self.before();
        let mut steps = 0;
        while let Some(word) = near.next().filter(|_| steps < 4) {
            if ORDER.split(' ').any(|one| one == word) {
                return true;
            }
            if !BETWEEN.split(' ').any(|one| one == word) {
                return false;
            }
            steps += 1;
        }
        false
    }

    fn is_else(&self) -> bool {
        let head = &self.text[..self.span.start];
        let priced = head.ends_with(['$', '£', '€', '¥', '.', '/', ','])
            || self.text[self.span.end..].starts_with(".9");
        let pure = self.letters == 0 && self.parts == 1;
        let marked = self.raw.starts_with('#') || self.ordered();
        if marked {
            return false;
        }
        let year = self.bare.len() == 4 && (self.bare.starts_with("19") || self.bare.starts_with("20"));
        // 10243 Berlin, Killeen TX 76549
        let capital = |word: &str| word.len() > 1 && word.starts_with(|c: char| c.is_uppercase());
        let last = head.trim_end().rsplit(' ').next().unwrap_or_default();
        let place =
            self.bare.len() == 5 && (capital(self.next()) || capital(last) && head.trim_end().contains(' '));
        let digit_after = self.next().starts_with(|c: char| c.is_ascii_digit()) && self.bare.starts_with('0');
        pure && (priced || year || place || digit_after)
            || self.named(ELSE, 2)
            || self.han(HAN_ELSE, 12)
            || (is_day(self.bare) && self.digits >= 6)
    }

    fn is_tracking(&self) -> bool {
        let head = self.bare.bytes().take_while(u8::is_ascii_alphabetic).count();
        let tail = self.bare.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let spaced = self.bare.contains(' ');
        let form = head == 2 && tail == 2 && self.digits >= 6 && self.parts == 1
            || (2..=3).contains(&head) && self.letters == head && self.digits >= 9 && self.parts == 1
            || self.bare.starts_with("1Z")
            || self.digits >= 13 && self.letters == 0
            || spaced && self.digits >= 9;
        let near = self.named(CARRIED, 3) || self.han(HAN_CARRIED, 10);
        let long = self.digits + self.letters >= 8;
        let order = self.ordered() || self.raw.starts_with('#') || self.han("订单 訂單", 6);
        let own = self
            .named("label parcel package awb waybill tracking consignment dpd ups usps fedex dhl evri", 2);
        !order
            && (form
                || near && self.digits >= 4 && (long || own || self.han(HAN_CARRIED, 10))
                || spaced && near)
    }

    fn is_order(&self, asked: bool) -> bool {
        if self.raw.starts_with('#') {
            return self.digits >= 3 || self.letters > 0;
        }
        let cued = self.ordered() || self.han(HAN_ORDER, 5);
        let mixed = self.letters > 0 || self.parts > 1;
        if cued && (self.digits >= 3 || mixed && self.bare.len() >= 3) || asked && self.digits >= 3 {
            return true;
        }
        let after = self.next();
        let goes_on = after.is_empty()
            || !after.is_ascii()
            || GOES_ON.split(' ').any(|one| one.eq_ignore_ascii_case(after));
        if self.named(DONE, 1) && goes_on && (self.digits >= 4 || mixed && self.parts > 1) {
            return true;
        }
        let capitals = self.bare.bytes().all(|b| !b.is_ascii_lowercase());
        let prefix = self.bare.bytes().take_while(u8::is_ascii_alphabetic).count();
        let form = match (self.parts, self.letters) {
            (1, 0) => self.digits >= 5 && self.digits <= 12,
            (1, _) => self.letters <= 5 && self.digits >= 4 && prefix == self.letters,
            // 40-2219 but not the sizes 40-44
            (_, 0) => self.digits >= 5 && self.digits <= 14,
            (2, _) => capitals && self.digits >= 3 && self.letters <= 5 || self.digits >= 4,
            _ => self.digits >= 2 && self.digits + self.letters >= 4,
        };
        form && !self.bare.contains(' ')
    }
}
