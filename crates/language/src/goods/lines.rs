//! Which lines of an order a text means.

use super::{
    Aliases, Good, MOST, Picked, Set,
    mentions::{Mention, Reading},
    reader::read,
    scan::scan,
    tokens::Tokens,
    vocabulary::Vocabulary,
};

/// Confidences in hundredths, by what the choice rests on.
pub(super) const EVERYTHING: u8 = 95;
pub(super) const LISTED: u8 = 85;
pub(super) const PROPERTY: u8 = 80;
pub(super) const REMAINING: u8 = 75;
pub(super) const UNSURE: u8 = 60;

/// Reads which goods a text names, and how many of each. All units of a line are meant unless the text says how many.
#[must_use]
pub fn pick_lines(text: &str, goods: &[Good], aliases: Aliases) -> Picked {
    let goods = &goods[..goods.len().min(MOST)];
    let mut vocabulary = Vocabulary::default();
    for (at, good) in goods.iter().enumerate() {
        vocabulary.title(at, good.title, aliases);
        for (number, (name, value)) in good.options.iter().enumerate() {
            // "yes" to "waterproof" is no word for a boot.
            if !["yes", "no", "none"].iter().any(|answer| value.eq_ignore_ascii_case(answer)) {
                vocabulary.value(name, value, at, number);
            }
        }
    }
    let tokens = Tokens::read(text);
    let reading = read(&scan(&tokens, &vocabulary), &tokens);
    let mut picker = Picker {
        goods,
        count: vec![0; goods.len()],
        unclear: 0,
        not: 0,
        mentioned: 0,
        many: None,
        sure: 100,
    };
    picker.parts(&reading);
    picker.whole(&reading);
    picker.done()
}

pub(super) struct Picker<'a> {
    pub(super) goods: &'a [Good<'a>],
    /// How many of each good.
    count: Vec<u32>,
    unclear: Set,
    /// What stays.
    not: Set,
    mentioned: Set,
    many: Option<u32>,
    sure: u8,
}

impl Picker<'_> {
    /// What is said of single goods, mention after mention.
    fn parts(&mut self, reading: &Reading) {
        let any_sure = reading.mentions.iter().any(|mention| mention.said);
        let others = reading.rest
            || reading.every
            || reading.mentions.iter().any(|mention| mention.said && !mention.not && !mention.fine);
        let mut before: Option<&Mention> = None;
        // Whose number was said: "one of my two candles … the candle is cracked" is still one.
        let mut exact: Set = 0;
        for mention in &reading.mentions {
            // A stray "coffee" counts only where nothing better was said.
            if any_sure && !mention.said && !mention.names.is_empty() {
                continue;
            }
            let not = mention.not || mention.fine && others;
            let meant = self.meant(mention, before);
            if !mention.names.is_empty() {
                before = Some(mention);
            }
            self.mentioned |= meant.goods;
            if !not && !mention.all && meant.count.is_none() && meant.goods & !exact == 0 {
                continue;
            }
            exact |= if meant.count.is_some() { meant.goods } else { 0 };
            if meant.goods == 0 {
                continue;
            }
            self.sure = self.sure.min(meant.sure);
            // "the beanie in rust, not pine": what it is now is turned down, not the beanie.
            let taken = self.taken();
            if not && mention.names.is_empty() && !mention.said && taken != 0 && taken & !meant.goods == 0 {
                continue;
            }
            if not {
                self.not |= meant.goods;
                self.unclear &= !meant.goods;
                self.set(meant.goods, Some(0));
                continue;
            }
            // Said more exactly before; or, after an "and", the one that was not said before.
            let left = meant.goods & !taken;
            if !meant.one_of || (mention.joined && left.count_ones() == 1) {
                let goods = if meant.one_of { left } else { meant.goods };
                self.set(goods, meant.count);
                self.not &= !goods;
                if goods & self.unclear != 0 {
                    self.unclear = 0;
                }
            } else if meant.goods & taken == 0 {
                self.unclear = meant.goods & !self.not;
            }
        }
        // "the mugs, just one of them"
        let taken = self.taken();
        if let Some(only) = reading.only
            && taken.count_ones() == 1
            && self.unclear == 0
            && only < self.units(taken)
        {
            self.set(taken, Some(only));
        }
    }

    /// What is said of the goods as a whole.
    fn whole(&mut self, reading: &Reading) {
        let (all, units) = (self.all(), self.units(self.all()));
        if reading.mentions.is_empty() && !reading.every && !reading.rest {
            self.many = reading.all_of.or(reading.both.then_some(2)).or(reading.only);
        }
        let positive = self.taken() | self.unclear != 0;
        let only = reading.only.or(reading.listed.first().copied());
        if reading.rest {
            match self.mentioned {
                0 => self.doubt(all),
                some => self.take(all & !some, LISTED),
            }
        } else if reading.every
            || (reading.all && !positive && reading.all_of.is_none_or(|many| self.are(many)))
        {
            self.take(all & !self.not, EVERYTHING);
        } else if positive {
        } else if reading.both {
            if self.are(2) { self.take(all, EVERYTHING) } else { self.doubt(all & !self.not) }
        } else if self.not != 0 || reading.other {
            let left = all & !self.not;
            // Of more than two, one of which nothing was said may be another's remark.
            if left.count_ones() == 1 && self.not != 0 && self.goods.len() == 2 {
                self.take(left, REMAINING)
            } else {
                self.doubt(left)
            }
        } else if self.goods.len() == 1 {
            let only = only.filter(|only| (1..=units).contains(only));
            if only.is_some() || reading.it || reading.them {
                self.take(all, UNSURE);
                self.set(all, only);
            }
        } else if let places @ 1.. = self.places(&reading.listed) {
            self.take(places, LISTED);
        } else if only.is_some_and(|many| many > 1 && self.are(many)) {
            self.take(all, LISTED);
        }
    }

    /// Whether there are so many goods, or units of them.
    fn are(&self, many: u32) -> bool {
        self.goods.len() == many as usize || self.units(self.all()) == many
    }

    /// "1 and 3", when these are places in the list.
    fn places(&self, listed: &[u32]) -> Set {
        let fits = listed.iter().all(|n| (1..=self.goods.len()).contains(&(*n as usize)));
        if fits { listed.iter().fold(0, |set, n| set | 1 << (n - 1)) } else { 0 }
    }

    pub(super) fn each(&self, of: Set) -> impl Iterator<Item = (usize, &Good<'_>)> {
        self.goods.iter().enumerate().filter(move |(at, _)| of >> at & 1 == 1)
    }

    pub(super) fn all(&self) -> Set {
        self.goods.iter().fold(0, |set: Set, _| set << 1 | 1)
    }

    pub(super) fn units(&self, of: Set) -> u32 {
        self.each(of).map(|(_, good)| good.quantity).sum()
    }

    fn taken(&self) -> Set {
        self.count.iter().rev().fold(0, |set, count| set << 1 | Set::from(*count > 0))
    }

    /// All units of these, or so many over them.
    fn set(&mut self, of: Set, many: Option<u32>) {
        let mut left = many.unwrap_or(u32::MAX);
        for (at, good) in self.goods.iter().enumerate().filter(|(at, _)| of >> at & 1 == 1) {
            self.count[at] = good.quantity.min(left);
            left = left.saturating_sub(good.quantity);
        }
    }

    /// These and no others.
    fn take(&mut self, of: Set, sure: u8) {
        self.count.fill(0);
        self.set(of, None);
        (self.unclear, self.sure) = (0, self.sure.min(sure));
    }

    fn doubt(&mut self, of: Set) {
        (self.unclear, self.sure) = (of, self.sure.min(UNSURE));
    }

    fn done(&self) -> Picked {
        let mut out = Picked { many: self.many, ..Picked::default() };
        for (at, good) in self.goods.iter().enumerate() {
            if self.count[at] > 0 {
                out.chosen.push((good.id.to_owned(), self.count[at]));
            }
            if self.unclear >> at & 1 == 1 {
                out.unclear.push(good.id.to_owned());
            }
        }
        if !out.chosen.is_empty() || !out.unclear.is_empty() {
            out.confidence = f64::from(self.sure) / 100.0;
        }
        out
    }
}
