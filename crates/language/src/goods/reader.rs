//! Pieces of a text → what it mentions, in order.

use super::{
    Set,
    lexicon::Mark,
    mentions::{Mention, Reading},
    scan::{Found, Piece},
    tokens::Tokens,
    vocabulary::{PART, What},
};

/// Nobody sends back more of a thing; a greater number is something else.
const MOST_UNITS: u32 = 200;

#[derive(Default)]
pub(super) struct Reader {
    pub(super) out: Reading,
    pub(super) draft: Mention,
    /// Whether the last mention may still take a property: "the lamp in black".
    pub(super) open: bool,
    /// Where the clause's mentions begin.
    pub(super) begin: usize,
    pub(super) not: bool,
    pub(super) excepted: bool,
    /// What is wanted instead begins after "for"; it is not among these goods.
    pub(super) swapping: bool,
    pub(super) wanted: bool,
    /// An "and" or a comma came since, so that a name begins something else.
    pub(super) resumed: bool,
    pub(super) joined: bool,
    /// A reason is being given.
    pub(super) reason: bool,
    pub(super) keep: Option<usize>,
    /// Everything stays; an exception goes.
    pub(super) kept: bool,
    /// "everything" or "all" stood right before.
    pub(super) whole: bool,
    /// "not returning": the verb that follows is denied.
    pub(super) forbidden: bool,
    pub(super) fine: bool,
    pub(super) only: bool,
    /// "the one" points at something and counts nothing.
    pub(super) points: bool,
    pub(super) words: usize,
}

/// Reads a scanned text.
pub(crate) fn read(found: &[Found], tokens: &Tokens) -> Reading {
    let mut reader = Reader::default();
    for (at, one) in found.iter().enumerate() {
        let next = found.get(at + 1..).unwrap_or_default();
        match &one.piece {
            Piece::Hit(whats) => reader.hit(whats, one, tokens),
            Piece::Number(number, whats) => reader.number(*number, whats),
            // The table cuts plurals: "the other" is not the rest.
            Piece::Mark(Mark::Rest, _) if tokens.text(one.to - 1) == "other" => {
                reader.mark(Mark::Other, "", next)
            }
            Piece::Mark(Mark::One, "1")
                if !reader.only && one.from > 0 && tokens.text(one.from - 1) == "the" =>
            {
                reader.points = true;
                reader.mark(Mark::One, "1", next);
            }
            Piece::Mark(mark, about) => reader.mark(*mark, about, next),
            Piece::Comma | Piece::Slash => reader.comma(),
            Piece::Stop => reader.stop(),
            Piece::Other => {
                reader.words += 1;
                // A word that is not understood parts a number from what follows: "2 days ago the lamp". After more of the
                // same it says how many of those: "two mugs and one is broken".
                if let (Some(number), true) = (reader.draft.number, reader.draft.values.is_empty()) {
                    if reader.draft.all {
                        reader.end();
                    } else {
                        reader.part_of(number);
                    }
                    reader.draft.number = None;
                }
            }
        }
        reader.whole = matches!(&one.piece, Piece::Mark(Mark::Every | Mark::All, _));
    }
    reader.stop();
    let only_numbers = found.iter().all(|one| {
        matches!(&one.piece, Piece::Number(..) | Piece::Comma | Piece::Slash | Piece::Stop)
            || matches!(&one.piece, Piece::Mark(Mark::And | Mark::One | Mark::Act | Mark::Only, _))
    });
    if only_numbers {
        let number = |one: &Found| if let Piece::Number(n, _) = one.piece { Some(n) } else { None };
        reader.out.listed = found.iter().filter_map(number).collect();
    }
    reader.out
}

impl Reader {
    fn hit(&mut self, whats: &[What], one: &Found, tokens: &Tokens) {
        let mut names = Vec::new();
        for what in whats {
            if let What::Name { good, strength } = what {
                names.push((*good, *strength));
            }
        }
        let goods = owners(whats);
        let named = names.iter().any(|(_, strength)| *strength > PART);
        if named {
            // "the bottle and the black backpack": a name begins its own mention, and ends what was wanted instead.
            self.wanted &= !self.resumed;
            let parts = std::mem::replace(&mut self.draft.names, names);
            if !parts.is_empty() {
                self.draft.values.push(parts.iter().fold(0, |set, (good, _)| set | 1 << good));
            }
            self.draft.said = true;
            self.draft.plural = plural(tokens, one) && !self.draft.part;
            self.finish();
            self.open = true;
        } else if goods != 0 {
            if self.open && self.draft.is_empty() {
                if let Some(last) = self.out.mentions.last_mut() {
                    last.values.push(goods);
                }
            } else {
                self.draft.values.push(goods);
            }
        } else if !names.is_empty() {
            self.draft.names = names;
        } else {
            // Something that is none of these goods: what was said of it is not said of them.
            self.draft = Mention::default();
            self.open = false;
        }
    }

    fn number(&mut self, number: u32, whats: &[What]) {
        let goods = owners(whats);
        // An order's number, a house's, a postcode; how many there are of what one is meant of.
        if self.draft.part || number > MOST_UNITS && goods == 0 {
            self.words += 1;
            return;
        }
        if self.only && self.draft.is_empty() {
            self.out.only = Some(number);
        }
        let many = i32::try_from(number).unwrap_or(0);
        if self.draft.first == Some(0) {
            (self.draft.first, self.draft.said) = (Some(many), true);
        } else if self.draft.nth == Some(-1) && self.draft.values.is_empty() && many > 1 {
            (self.draft.first, self.draft.nth, self.draft.said) = (Some(-many), None, true);
        } else if self.open && goods != 0 && self.draft.is_empty() {
            if let Some(last) = self.out.mentions.last_mut() {
                last.values.push(goods);
            }
        } else if self.draft.number.is_none() {
            self.draft.number = Some(number);
            self.draft.numbered = goods;
        }
    }

    fn comma(&mut self) {
        self.end();
        (self.open, self.resumed, self.joined) = (false, true, false);
        self.not &= self.excepted;
        self.next_clause();
    }

    fn stop(&mut self) {
        self.end();
        self.next_clause();
        self.kept = false;
        (self.open, self.not, self.excepted, self.reason, self.only) = (false, false, false, false, false);
        (self.wanted, self.swapping, self.fine, self.joined) = (false, false, false, false);
    }

    pub(super) fn next_clause(&mut self) {
        // "the lamp I keep": what stays was said before.
        if let Some(from) = self.keep.take()
            && from == self.out.mentions.len()
        {
            self.out.mentions[self.begin.min(from)..].iter_mut().for_each(|mention| mention.not = true);
        }
        self.begin = self.out.mentions.len();
    }

    /// So many of what was counted before: "I have two mugs. One of them …".
    fn part_of(&mut self, number: u32) -> bool {
        let last = self.out.mentions.last_mut().filter(|last| !last.not);
        let last = last.filter(|last| last.number.is_some_and(|before| number < before));
        last.is_some_and(|last| last.number.replace(number).is_some())
    }

    /// Ends a mention without a name, if there is enough of one.
    pub(super) fn end(&mut self) {
        if self.draft.is_empty() {
            self.out.all |= self.draft.all && self.out.mentions.len() == self.begin && !self.not;
            self.draft = Mention::default();
        } else if self.draft.is_number() {
            // A number alone says how many, if anything.
            if self.draft.all && self.out.mentions.len() == self.begin {
                (self.out.all, self.out.all_of) = (true, self.draft.number);
            } else if self.draft.number.is_some() && self.draft.numbered != 0 {
                self.draft.values.push(self.draft.numbered);
                self.draft.number = None;
                self.finish();
            } else if let Some(number) = self.draft.number
                && let Some(last) = self.out.mentions[self.begin..].last_mut()
                && last.number.is_none_or(|before| number < before)
            {
                // 杯子退一个; "the mugs, two of them"
                last.number = Some(number);
            } else if let Some(number) = self.draft.number.filter(|_| !self.points)
                && !self.part_of(number)
            {
                self.out.only = self.out.only.or(Some(number));
            }
            self.draft = Mention::default();
        } else {
            self.finish();
        }
        self.points = false;
    }

    pub(super) fn finish(&mut self) {
        let mut mention = std::mem::take(&mut self.draft);
        if mention.first == Some(0) {
            (mention.first, mention.nth) = (None, Some(1));
        }
        // After "swap the lamp for", only a name begins something that is there already.
        if self.reason || self.wanted {
            return;
        }
        mention.not = self.not;
        mention.joined = self.joined;
        self.out.mentions.push(mention);
    }
}

/// The goods that have one of the values.
fn owners(whats: &[What]) -> Set {
    let owner = |what: &What| if let What::Value { owner, .. } = what { 1 << owner } else { 0 };
    whats.iter().fold(0, |set, what| set | owner(what))
}

/// Whether an English name ends in a plural; of names that are always plural the caller knows.
fn plural(tokens: &Tokens, one: &Found) -> bool {
    let last = tokens.text(one.to - 1);
    last.is_ascii() && last.ends_with('s') && !last.ends_with("ss")
}
