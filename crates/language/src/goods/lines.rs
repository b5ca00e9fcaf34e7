//! Which lines of an order a text means.

use super::{
    Aliases, Good, MOST, Picked, Set,
    mentions::{Mention, Reading, read},
    scan::scan,
    table::furthest,
    tokens::{Tokens, stem},
    vocabulary::{PART, Vocabulary},
};

/// Confidences in hundredths, by what the choice rests on.
const EVERYTHING: u8 = 95;
const LISTED: u8 = 85;
const PROPERTY: u8 = 80;
const REMAINING: u8 = 75;
const UNSURE: u8 = 60;

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

struct Picker<'a> {
    goods: &'a [Good<'a>],
    /// How many of each good.
    count: Vec<u32>,
    unclear: Set,
    /// What stays.
    not: Set,
    mentioned: Set,
    many: Option<u32>,
    sure: u8,
}

/// What one mention means.
struct Meant {
    goods: Set,
    /// So many units of them and not all.
    count: Option<u32>,
    /// Only one of them, and it does not say which.
    one_of: bool,
    sure: u8,
}

impl Picker<'_> {
    /// What is said of single goods, mention after mention.
    fn parts(&mut self, reading: &Reading) {
        let any_sure = reading.mentions.iter().any(|mention| mention.said);
        let mut before: Option<&Mention> = None;
        // Whose number was said: "one of my two candles … the candle is cracked" is still one.
        let mut exact: Set = 0;
        for mention in &reading.mentions {
            // A stray "coffee" counts only where nothing better was said.
            if any_sure && !mention.said && !mention.names.is_empty() {
                continue;
            }
            let meant = self.meant(mention, before);
            if !mention.names.is_empty() {
                before = Some(mention);
            }
            self.mentioned |= meant.goods;
            if !mention.not && !mention.all && meant.count.is_none() && meant.goods & !exact == 0 {
                continue;
            }
            exact |= if meant.count.is_some() { meant.goods } else { 0 };
            if meant.goods == 0 {
                continue;
            }
            self.sure = self.sure.min(meant.sure);
            // "the beanie in rust, not pine": what it is now is turned down, not the beanie.
            let taken = self.taken();
            if mention.not
                && mention.names.is_empty()
                && !mention.said
                && taken != 0
                && taken & !meant.goods == 0
            {
                continue;
            }
            if mention.not {
                self.not |= meant.goods;
                self.unclear &= !meant.goods;
                self.set(meant.goods, Some(0));
                continue;
            }
            // Said more exactly before; or, after an "and", the one that was not said before.
            let taken = self.taken();
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
            if left.count_ones() == 1 && self.not != 0 {
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

    /// The goods one mention means.
    fn meant(&self, mention: &Mention, before: Option<&Mention>) -> Meant {
        let mut fits = self.fits(mention);
        // "not the red chair, the black one": a chair again, though there is a black lamp.
        if let (true, Some(before)) = (mention.names.is_empty(), before) {
            let kind = before.names.iter().fold(0, |set: Set, (good, _)| set | 1 << good);
            if (before.not || kind.count_ones() > 1) && fits & kind != 0 {
                fits &= kind;
            }
        }
        let sure = match mention.names.iter().map(|(_, strength)| *strength).max() {
            Some(strength) if strength > PART => strength.min(97),
            Some(_) => 50,
            None if mention.said => PROPERTY,
            None => UNSURE,
        };
        let all = |goods, sure| Meant { goods, count: None, one_of: false, sure };
        if mention.nth.is_some() || mention.first.is_some() {
            let bare = mention.names.is_empty() && mention.values.is_empty();
            return all(self.nth(mention, if bare { self.all() } else { fits }), LISTED);
        }
        if fits.count_ones() < 2 || self.twins(fits) {
            return Meant { count: mention.number, ..all(fits, sure) };
        }
        if let Some((more, about)) = mention.degree
            && let Some(at) = furthest(self.each(fits), more, about)
        {
            return all(1 << at, sure);
        }
        let narrowed = fits & mention.numbered;
        let units = self.units(fits);
        let number = mention.number.filter(|number| *number != 1);
        if mention.part && number.is_none() {
            return Meant { one_of: true, ..all(fits, UNSURE) };
        }
        if number.is_none_or(|number| number > units) && narrowed.count_ones() == 1 {
            return all(narrowed, sure);
        }
        let plural = mention.plural && !self.always_plural(fits);
        if number.is_some_and(|number| number >= units || number == fits.count_ones())
            || mention.number.is_none() && (mention.all || plural)
        {
            return all(fits, sure.min(if plural { REMAINING } else { EVERYTHING }));
        }
        Meant { one_of: true, ..all(fits, UNSURE) }
    }

    /// The first two, the last, the second of some goods.
    fn nth(&self, mention: &Mention, mut of: Set) -> Set {
        let mut out = 0;
        let (from, many) = match (mention.first, mention.nth) {
            (Some(many), _) => (many.signum(), many.unsigned_abs()),
            (None, nth) => (nth.unwrap_or(1), 1),
        };
        let skip = if from > 1 && mention.first.is_none() { from.unsigned_abs() - 1 } else { 0 };
        for place in 0..skip + many {
            if of == 0 {
                break;
            }
            let one = if from < 0 { 63 - of.leading_zeros() } else { of.trailing_zeros() };
            of &= !(1 << one);
            if place >= skip {
                out |= 1 << one;
            }
        }
        out
    }

    /// The best fitting goods. The very title beats another's last word; other names are as good as each other.
    fn fits(&self, mention: &Mention) -> Set {
        let (mut best, mut scores) = (0, [0_u32; MOST]);
        for (at, score) in scores.iter_mut().enumerate().take(self.goods.len()) {
            let name = mention
                .names
                .iter()
                .find(|(good, _)| *good == at)
                .map_or(0, |(_, strength)| u32::from(*strength));
            let has = mention.values.iter().filter(|goods| *goods >> at & 1 == 1).count();
            let unnamed = mention.names.is_empty() && has == mention.values.len();
            if name > 0 || unnamed {
                *score = name + 30 * has as u32;
                best = best.max(*score);
            }
        }
        (0..self.goods.len()).filter(|at| best > 0 && scores[*at] + 8 > best).fold(0, |set, at| set | 1 << at)
    }

    fn each(&self, of: Set) -> impl Iterator<Item = (usize, &Good<'_>)> {
        self.goods.iter().enumerate().filter(move |(at, _)| of >> at & 1 == 1)
    }

    /// Lines of the very same thing.
    fn twins(&self, of: Set) -> bool {
        let mut first = None;
        self.each(of).all(|(_, good)| {
            let one = *first.get_or_insert((good.product, good.variant));
            one == (good.product, good.variant)
        })
    }

    /// "Shoes" says nothing about how many.
    fn always_plural(&self, of: Set) -> bool {
        self.each(of).any(|(_, good)| {
            let last = good.title.rfind(' ').map_or(good.title, |at| &good.title[at + 1..]);
            stem(last) != last
        })
    }

    fn all(&self) -> Set {
        self.goods.iter().fold(0, |set: Set, _| set << 1 | 1)
    }

    fn units(&self, of: Set) -> u32 {
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
