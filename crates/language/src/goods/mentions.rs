//! Pieces of a text → what it mentions, in order: "the black one", "two of the mugs", "not the kettle".

use super::Set;
use super::{
    lexicon::Mark,
    scan::{Found, Piece},
    tokens::Tokens,
    vocabulary::{PART, What},
};

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

/// Nobody sends back more of a thing; a greater number is something else.
const MOST_UNITS: u32 = 200;

#[derive(Default)]
struct Reader {
    out: Reading,
    draft: Mention,
    /// Whether the last mention may still take a property: "the lamp in black".
    open: bool,
    /// Where the clause's mentions begin.
    begin: usize,
    not: bool,
    excepted: bool,
    /// What is wanted instead begins after "for"; it is not among these goods.
    swapping: bool,
    wanted: bool,
    /// An "and" or a comma came since, so that a name begins something else.
    resumed: bool,
    joined: bool,
    /// A reason is being given.
    reason: bool,
    keep: Option<usize>,
    /// Everything stays; an exception goes.
    kept: bool,
    /// "everything" or "all" stood right before.
    whole: bool,
    /// "not returning": the verb that follows is denied.
    forbidden: bool,
    fine: bool,
    only: bool,
    /// "the one" points at something and counts nothing.
    points: bool,
    words: usize,
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

    fn mark(&mut self, mark: Mark, about: &'static str, next: &[Found]) {
        match mark {
            Mark::And => {
                self.end();
                (self.open, self.resumed, self.joined) = (false, true, true);
            }
            // 除了台灯都退
            Mark::All if self.excepted => self.out.every = true,
            Mark::All => {
                self.draft.all = true;
                for mention in &mut self.out.mentions[self.begin..] {
                    mention.all = true;
                }
            }
            Mark::Every => {
                (self.out.every, self.fine) = (!self.not, false);
                self.kept = self.not;
            }
            // "The remaining three mugs" are mugs.
            Mark::Rest if about == "left" && names_goods(next) => {}
            // 换一瓶别的: another one, not all others.
            Mark::Rest if about == "else" && self.swapping => {}
            Mark::Rest => self.out.rest = true,
            Mark::Both => {
                self.draft.all = true;
                let before = &mut self.out.mentions[self.begin..];
                before.iter_mut().for_each(|mention| mention.all = true);
                self.out.both |= before.is_empty();
            }
            Mark::One if self.draft.is_empty() && !self.draft.all => {
                if self.only {
                    self.out.only = Some(1);
                }
                if !self.open && about == "1" {
                    self.draft.number = Some(1);
                }
            }
            Mark::One => {
                self.draft.said = true;
                self.finish();
                self.open = true;
            }
            Mark::It if !self.draft.is_empty() => {
                self.draft.said = true;
                self.finish();
            }
            Mark::It => self.out.it = true,
            Mark::Them => self.out.them = true,
            Mark::Other => self.out.other = true,
            Mark::Not => {
                self.end();
                let soon =
                    next.iter().take(4).take_while(|one| !matches!(one.piece, Piece::Comma | Piece::Stop));
                let named =
                    soon.clone().any(|one| matches!(&one.piece, Piece::Hit(whats) if !whats.is_empty()));
                let one = soon
                    .clone()
                    .any(|one| matches!(one.piece, Piece::Mark(Mark::One | Mark::Nth | Mark::Last, _)));
                let act = soon
                    .clone()
                    .take(1)
                    .any(|one| matches!(one.piece, Piece::Mark(Mark::Act | Mark::Swap, _)));
                self.not = named || one || act;
                self.forbidden = act;
                // "not everything, the lamp"
                if soon.clone().any(|one| matches!(one.piece, Piece::Mark(Mark::Every, _))) {
                    self.not = true;
                }
            }
            Mark::Except => self.except(),
            Mark::But if self.whole => self.except(),
            Mark::But => {
                self.end();
                (self.not, self.wanted, self.reason) = (self.excepted, false, false);
                self.next_clause();
            }
            // "keeps cutting out" keeps nothing.
            Mark::Keep
                if about.is_empty()
                    && matches!(next.first().map(|one| &one.piece), Some(Piece::Other))
                    && !soon(next) => {}
            Mark::Keep => {
                self.end();
                self.not = true;
                self.keep = Some(self.out.mentions.len());
            }
            Mark::Act => {
                self.end();
                self.not &= self.excepted || std::mem::take(&mut self.forbidden);
                self.wanted = false;
                self.swapping = false;
                self.open = false;
            }
            Mark::Swap => {
                self.end();
                self.swapping = true;
                self.wanted = false;
                self.open = false;
            }
            Mark::For if self.swapping || about == "zh" => {
                self.end();
                (self.wanted, self.resumed) = (true, false);
                self.open = false;
            }
            Mark::For => {}
            Mark::Fix => {
                self.draft = Mention::default();
                self.out.mentions.iter_mut().for_each(|mention| mention.not = true);
                (self.not, self.wanted, self.open) = (false, false, false);
                self.begin = self.out.mentions.len();
            }
            Mark::Because => {
                self.end();
                self.reason =
                    self.out.mentions.iter().any(|mention| !mention.not) || self.out.every || self.out.all;
                self.open = false;
            }
            Mark::Fine => self.fine = true,
            Mark::Only => self.only = true,
            Mark::First => self.draft.first = Some(0),
            Mark::Last => self.draft.nth = Some(-1),
            Mark::Nth => self.draft.nth = about.parse().ok(),
            // "one of my two mugs": how many there are is not how many are meant. "All of", "two of" the mugs are several.
            Mark::Of => {
                let (draft, last) = (&self.draft, self.out.mentions.last());
                let picks =
                    draft.degree.is_some() || self.open && last.is_some_and(|last| last.names.is_empty());
                self.draft.part |= !draft.all && draft.number.map_or(picks, |many| many == 1);
            }
            Mark::More | Mark::Most => self.draft.degree = Some((true, about)),
            Mark::Less | Mark::Least => self.draft.degree = Some((false, about)),
            Mark::The | Mark::Measure => {}
            _ => self.words += 1,
        }
    }

    fn except(&mut self) {
        self.end();
        if self.fine && (self.out.every || self.out.all) {
            // "everything came fine except the mug": the mug is what it is about.
            (self.out.every, self.out.all) = (false, false);
            for mention in &mut self.out.mentions {
                mention.not = true;
            }
        } else if self.kept {
            self.not = false;
        } else {
            (self.not, self.excepted) = (true, true);
        }
        self.open = false;
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

    fn next_clause(&mut self) {
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
    fn end(&mut self) {
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

    fn finish(&mut self) {
        let mut mention = std::mem::take(&mut self.draft);
        if mention.first == Some(0) {
            (mention.first, mention.nth) = (None, Some(1));
        }
        // After "swap the lamp for", only a name begins something that is there already.
        let skip = self.reason || self.wanted;
        if skip {
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

/// Whether the next few pieces name goods, before another request or clause begins.
fn names_goods(next: &[Found]) -> bool {
    let parts =
        |piece: &Piece| matches!(piece, Piece::Comma | Piece::Stop | Piece::Mark(Mark::And | Mark::Act, _));
    let near = next.iter().take(4).map(|one| &one.piece).take_while(|piece| !parts(piece));
    near.into_iter().any(|piece| matches!(piece, Piece::Hit(whats) if !whats.is_empty()))
}

/// Whether goods are spoken of in the next few pieces.
fn soon(next: &[Found]) -> bool {
    next.iter().take(3).any(|one| match &one.piece {
        Piece::Hit(whats) => !whats.is_empty(),
        Piece::Mark(mark, _) => {
            matches!(mark, Mark::Every | Mark::All | Mark::It | Mark::Them | Mark::One | Mark::Both)
        }
        _ => false,
    })
}

impl Mention {
    fn is_number(&self) -> bool {
        self.names.is_empty() && self.values.is_empty() && self.nth.is_none() && self.first.is_none()
    }

    fn is_empty(&self) -> bool {
        self.is_number() && self.number.is_none()
    }
}

/// Whether an English name ends in a plural; of names that are always plural the caller knows.
fn plural(tokens: &Tokens, one: &Found) -> bool {
    let last = tokens.text(one.to - 1);
    last.is_ascii() && last.ends_with('s') && !last.ends_with("ss")
}
