//! What one mention means among the goods: the best fitting of them, and how many.

use super::{
    MOST, Set,
    lines::{EVERYTHING, LISTED, PROPERTY, Picker, REMAINING, UNSURE},
    mentions::Mention,
    table::furthest,
    tokens::stem,
    vocabulary::PART,
};

/// What one mention means.
pub(super) struct Meant {
    pub(super) goods: Set,
    /// So many units of them and not all.
    pub(super) count: Option<u32>,
    /// Only one of them, and it does not say which.
    pub(super) one_of: bool,
    pub(super) sure: u8,
}

impl Picker<'_> {
    /// The goods one mention means.
    pub(super) fn meant(&self, mention: &Mention, before: Option<&Mention>) -> Meant {
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
}
