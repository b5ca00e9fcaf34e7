//! The options of a product with all their values, and what a wish leaves of them.

use super::{
    Good, MOST, Set,
    measures::ranks,
    variant::Allowed,
    wish::{Relative, Way, Wish},
};

/// Every option with every value that the present one or a variant has.
pub(crate) struct Table<'a> {
    pub(crate) options: Vec<(&'a str, Vec<&'a str>)>,
    /// The place of each of the present values; one past all when there is none.
    pub(crate) current: Vec<usize>,
}

/// The place of a value that a good does not have.
const NOWHERE: usize = MOST - 1;
/// What "bigger" is about, where it is not said, in this order.
const SIZES: &str = "size|capacity|height|length|diameter|storage|piece|weight|amount";

/// The place of the good that has the most, or the least, of the first option that such a comparison can be about.
pub(crate) fn furthest<'a>(
    goods: impl Iterator<Item = (usize, &'a Good<'a>)>,
    more: bool,
    about: &str,
) -> Option<usize> {
    let goods: Vec<_> = goods.collect();
    let words = if matches!(about, "" | "size" | "bare") { SIZES } else { about };
    let ranks = words.split('|').find_map(|word| {
        let value = |(_, good): &(usize, &'a Good<'a>)| {
            let named = |(name, _): &&(String, String)| name.to_ascii_lowercase().contains(word);
            good.options.iter().find(named).map(|(_, value)| value.as_str())
        };
        ranks(&goods.iter().map(value).collect::<Option<Vec<&str>>>()?)
    })?;
    let best =
        ranks.iter().copied().reduce(|one, other| if more { one.max(other) } else { one.min(other) })?;
    let mut best = goods.iter().zip(&ranks).filter(|(_, rank)| **rank == best);
    let ((at, _), _) = best.next()?;
    best.next().is_none().then_some(*at)
}

impl<'a> Table<'a> {
    pub(crate) fn of(current: &Good<'a>, variants: &[Good<'a>]) -> Self {
        let mut table = Self { options: Vec::new(), current: Vec::new() };
        table.add(current);
        for good in variants {
            table.add(good);
        }
        table.current = table.places(current);
        table
    }

    fn add(&mut self, good: &Good<'a>) {
        for (name, value) in good.options {
            let at = self.options.iter().position(|(one, _)| one.eq_ignore_ascii_case(name)).unwrap_or_else(
                || {
                    self.options.push((name, Vec::new()));
                    self.options.len() - 1
                },
            );
            let values = &mut self.options[at].1;
            if !values.contains(&value.as_str()) && values.len() < NOWHERE {
                values.push(value);
            }
        }
    }

    /// The place of each of a good's values.
    pub(crate) fn places(&self, good: &Good) -> Vec<usize> {
        let place = |(name, values): &(&str, Vec<&str>)| {
            let (_, value) = good.options.iter().find(|(one, _)| one.eq_ignore_ascii_case(name))?;
            values.iter().position(|one| *one == value.as_str())
        };
        self.options.iter().map(|option| place(option).unwrap_or(NOWHERE)).collect()
    }

    /// The value that says yes, or no, where an option is that.
    pub(crate) fn answer(&self, option: usize, yes: bool) -> Option<usize> {
        let (_, values) = self.options.get(option)?;
        let place = |one: &str| values.iter().position(|value| value.eq_ignore_ascii_case(one));
        let asks = place("yes").is_some() || place("no").is_some();
        match (asks, yes) {
            (true, true) => place("yes"),
            (true, false) => place("no"),
            (false, true) => None,
            (false, false) => place("none").or_else(|| place("not resistant")),
        }
    }

    /// What a wish leaves of every option.
    pub(crate) fn allowed(&self, wish: &Wish) -> Allowed {
        let count = self.options.len();
        let mut out = Allowed { spoken: 0, values: vec![0; count], either: Vec::new() };
        let (mut late, mut not): (Set, Vec<Set>) = (0, vec![0; count]);
        for said in &wish.said {
            match said.values.as_slice() {
                values if said.not => values.iter().for_each(|(option, value)| not[*option] |= 1 << value),
                [(option, value)] => {
                    if said.late && late >> option & 1 == 0 {
                        late |= 1 << option;
                        out.values[*option] = 0;
                    }
                    out.spoken |= 1 << option;
                    out.values[*option] |= 1 << value;
                }
                ways => {
                    // "a brown one", where the frame is brown and the lenses are not.
                    let mut ways = ways.to_vec();
                    if ways.iter().any(|(option, value)| self.current[*option] != *value) {
                        ways.retain(|(option, value)| self.current[*option] != *value);
                    }
                    out.either.push(ways);
                }
            }
        }
        // "brown, brown lenses": the option that has a word of its own is not what the other word is about.
        for ways in &mut out.either {
            if ways.iter().any(|(option, _)| out.spoken >> option & 1 == 0) {
                ways.retain(|(option, _)| out.spoken >> option & 1 == 0);
            }
        }
        // "Upgrade to 128 GB": more of that, and of nothing else.
        let met = (0..count)
            .any(|at| out.values[at] & !(1 << self.current[at]) != 0 && ranks(&self.options[at].1).is_some());
        for relative in wish.relative.iter().filter(|one| !(met && one.is_bare())) {
            if let Some((option, values)) = self.compared(relative) {
                let now = 1 << self.current[option];
                if out.values[option] & !now == 0 {
                    out.values[option] = values;
                    out.spoken |= 1 << option;
                }
            }
        }
        for (option, not) in not.into_iter().enumerate() {
            let now: Set = 1 << self.current[option];
            let values = &mut out.values[option];
            // What there is and what is wanted were both named; after "for" either may be wanted.
            if values.count_ones() > 1 && late >> option & 1 == 0 {
                *values &= !now;
            }
            if out.spoken >> option & 1 == 0 {
                *values = if wish.same >> option & 1 == 1 { now } else { Set::MAX };
                out.spoken |= Set::from(not & now != 0) << option;
            }
            *values &= !not;
        }
        out.spoken |= if wish.any_of_all { Set::MAX } else { wish.any };
        out
    }

    /// The values a comparison allows, for the option it is about; none when there is no such option.
    fn compared(&self, relative: &Relative) -> Option<(usize, Set)> {
        let several = |at: &usize| self.options[*at].1.len() > 1;
        let named = |words: &str| {
            words.split('|').filter(|word| !word.is_empty()).find_map(|word| {
                (0..self.options.len())
                    .find(|at| several(at) && self.options[*at].0.to_ascii_lowercase().contains(word))
            })
        };
        if relative.way == Way::Other {
            let option = relative.option.or_else(|| named(relative.about)).or_else(|| {
                let mut open = (0..self.options.len()).filter(several);
                open.next().filter(|_| open.next().is_none())
            })?;
            return Some((option, Set::MAX & !(1 << self.current[option])));
        }
        let beside = relative.option.filter(|at| ranks(&self.options[*at].1).is_some());
        let sizes = if matches!(relative.about, "" | "size") { SIZES } else { "" };
        let option = beside.or_else(|| named(relative.about)).or_else(|| named(sizes))?;
        let ranks = ranks(&self.options[option].1)?;
        let mut now = *ranks.get(self.current[option])?;
        let (up, steps, all) = match relative.way {
            Way::More => (true, 1, true),
            Way::Less => (false, 1, true),
            Way::Most => (true, ranks.len(), false),
            Way::Least => (false, ranks.len(), false),
            Way::Steps(n) => (n > 0, n.unsigned_abs() as usize, false),
            Way::Other => return None,
        };
        let beyond = |rank: f64, now: f64| if up { rank > now } else { rank < now };
        let set = |fits: &dyn Fn(f64) -> bool| {
            ranks.iter().rev().fold(0, |set: Set, rank| set << 1 | Set::from(fits(*rank)))
        };
        if all {
            return Some((option, set(&|rank| beyond(rank, now))));
        }
        let (begin, mut moved) = (now, 0);
        while moved < steps {
            let Some(next) = ranks
                .iter()
                .copied()
                .filter(|rank| beyond(*rank, now))
                .reduce(|a, b| if beyond(a, b) { b } else { a })
            else {
                break;
            };
            (now, moved) = (next, moved + 1);
        }
        let reached = moved == steps || steps == ranks.len();
        Some((option, if reached && now != begin { set(&|rank| rank == now) } else { 0 }))
    }
}
