//! What a text mentions of some goods, and what it says of them as a whole: "the black one", "two of the mugs", "not the
//! kettle". `reader` makes it of a text's pieces.

use super::Set;

/// One thing a text speaks of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mention {
    /// How surely each good is named, by its place; empty when only its properties are.
    pub(crate) names: Vec<(usize, u8)>,
    /// Each property said: the goods that have it.
    pub(crate) values: Vec<Set>,
    pub(crate) number: Option<u32>,
    /// Goods a bare number would fit as a value: "the 500".
    pub(crate) numbered: Set,
    /// The second: 1; the last: -1.
    pub(crate) nth: Option<i32>,
    /// The first two: 2; the last two: -2.
    pub(crate) first: Option<i32>,
    /// The bigger, or the smaller, by one of these options.
    pub(crate) degree: Option<(bool, &'static str)>,
    /// Of several that are spoken of: "one of my two mugs", "the bigger of the kettles".
    pub(crate) part: bool,
    /// All of these, or a plural.
    pub(crate) all: bool,
    pub(crate) plural: bool,
    /// With a word of its own: a name, "one", 那个.
    pub(crate) said: bool,
    /// What stays.
    pub(crate) not: bool,
    /// Only praised: "the boots are perfect". Where something else is asked for, that stays.
    pub(crate) fine: bool,
    /// After an "and": something else than what stands before it.
    pub(crate) joined: bool,
}

/// What a text says of the goods as a whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) mentions: Vec<Mention>,
    /// Everything.
    pub(crate) every: bool,
    /// "all" without a word of what.
    pub(crate) all: bool,
    /// Everything not mentioned.
    pub(crate) rest: bool,
    pub(crate) both: bool,
    pub(crate) it: bool,
    pub(crate) them: bool,
    /// The other one.
    pub(crate) other: bool,
    /// "just one", 退一个.
    pub(crate) only: Option<u32>,
    /// "all three".
    pub(crate) all_of: Option<u32>,
    /// Numbers alone, as an answer to a list.
    pub(crate) listed: Vec<u32>,
}

impl Mention {
    pub(super) fn is_number(&self) -> bool {
        self.names.is_empty() && self.values.is_empty() && self.nth.is_none() && self.first.is_none()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.is_number() && self.number.is_none()
    }
}
