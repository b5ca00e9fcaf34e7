//! Which variant of a product a text asks for, seen from the one the shopper has.

use super::{
    Aliases, Good, MOST, Picked, Set,
    lexicon::Mark,
    scan::{Found, Piece, scan},
    table::Table,
    tokens::Tokens,
    vocabulary::{PART, Vocabulary, What},
    wish::{Wish, read},
};

const EXACT: f64 = 0.95;
/// Everything said is met, something unsaid differs.
const NEAREST: f64 = 0.6;
const SEVERAL: f64 = 0.6;
/// What was said was understood, and there is none.
const NONE: f64 = 0.7;

/// Reads which variant is wanted instead of `current`. What is not said stays as it is; where no variant has all of that,
/// every one that has what was said is unclear (the nearest first), or chosen when it is the only one. `current` itself is
/// never picked unless it is asked for in so many words.
#[must_use]
pub fn pick_variant(text: &str, current: &Good, variants: &[Good], aliases: Aliases) -> Picked {
    let variants = &variants[..variants.len().min(MOST)];
    let tokens = Tokens::read(text);
    let is_current = |good: &Good| {
        good.id == current.id || (!current.options.is_empty() && good.options == current.options)
    };
    let others: Vec<&Good> = variants.iter().filter(|good| !is_current(good)).collect();
    if let Some(exact) = spelt_out(&tokens, &others) {
        return one(exact, current, 0.97);
    }
    let table = Table::of(current, variants);
    let mut vocabulary = Vocabulary::default();
    vocabulary.title(0, current.title, aliases);
    for (at, (name, values)) in table.options.iter().enumerate() {
        vocabulary.option(name, at);
        for (number, value) in values.iter().enumerate() {
            if !value.eq_ignore_ascii_case("yes") && !value.eq_ignore_ascii_case("no") {
                vocabulary.value(name, value, at, number);
            }
        }
    }
    let wish = read(&own(scan(&tokens, &vocabulary)), &table);
    if !wish.said.is_empty() || !wish.relative.is_empty() {
        return grant(&wish, &table, current, &others);
    }
    let nth = wish.nth.and_then(|nth| {
        let at = if nth < 0 { variants.len().checked_sub(1) } else { (nth as usize).checked_sub(1) };
        variants.get(at?)
    });
    match nth {
        _ if wish.again => {
            one(variants.iter().find(|good| is_current(good)).unwrap_or(current), current, EXACT)
        }
        Some(good) => one(good, current, NEAREST),
        None if wish.cheaper || wish.any_of_all || wish.any != 0 => several(others.iter().copied()),
        None => Picked::default(),
    }
}

/// What is said of this product where other goods are named beside it: each name has the words from the properties right
/// before it to those before the next name; what stands before any name is the first one's.
fn own(found: Vec<Found>) -> Vec<Found> {
    let name = |at: &usize| named(&found[*at].piece).is_some();
    let names: Vec<usize> = (0..found.len()).filter(name).collect();
    let ours = |at: &usize| named(&found[*at].piece) == Some(true);
    if names.iter().all(ours) || !names.iter().any(ours) {
        return found;
    }
    let (mut mine, mut from, mut last) = (false, 0, None);
    let mut keep = vec![false; found.len()];
    for (nth, at) in names.iter().enumerate() {
        let end = names.get(nth + 1).map_or(found.len(), |next| {
            let run = (at + 1..*next).rev().take_while(|at| is_property(&found[*at].piece)).count();
            // "helmet M blue backpack black": the first one's all the same.
            if next - run == at + 1 { *next } else { next - run }
        });
        // "The lamp and the chair in black" says it of both.
        let joined = last.is_some_and(|last| joins(&found[last + 1..*at]));
        mine = ours(at) || mine && joined;
        // "It clashes with my plates. The moss one, please": another thing is spoken of in its own sentence.
        let rest = found[*at..end].iter().position(|one| one.piece == Piece::Stop);
        keep[from..end].fill(mine);
        keep[rest.map_or(end, |stop| at + stop)..end].fill(true);
        (from, last) = (end, Some(*at));
    }
    // Whatever is swapped, it is for what follows "for".
    let mut keep = keep.into_iter();
    let kept = |one: &Found| keep.next() == Some(true) || matches!(one.piece, Piece::Mark(Mark::Swap, _));
    found.into_iter().filter(kept).collect()
}

/// Whether a piece names goods, and this product.
fn named(piece: &Piece) -> Option<bool> {
    let name = |what: &What| matches!(what, What::Name { strength, .. } if *strength > PART);
    match piece {
        Piece::Foreign => Some(false),
        Piece::Hit(whats) => whats.iter().any(name).then_some(true),
        _ => None,
    }
}

/// What stands before the name of that which has it.
fn is_property(piece: &Piece) -> bool {
    match piece {
        Piece::Hit(whats) => !whats.is_empty(),
        Piece::Number(..) => true,
        Piece::Mark(mark, _) => {
            matches!(mark, Mark::More | Mark::Less | Mark::Most | Mark::Least | Mark::Other)
        }
        _ => false,
    }
}

/// "… and", "… and the".
fn joins(between: &[Found]) -> bool {
    let and = |one: &Found| matches!(one.piece, Piece::Mark(Mark::And, _));
    match between {
        [one] => and(one),
        [one, other] => and(one) && other.piece == Piece::Other,
        _ => false,
    }
}

/// A text that holds a variant's whole name means it; of two names the longer.
fn spelt_out<'a>(tokens: &Tokens, goods: &[&'a Good<'a>]) -> Option<&'a Good<'a>> {
    let mut longest: Option<&Good> = None;
    for good in goods {
        let name = Tokens::read(good.variant);
        let parts = name.list.len();
        let here = |from: usize| (0..parts).all(|at| tokens.text(from + at) == name.text(at));
        if parts > 1
            && longest.is_none_or(|longest| longest.variant.len() < good.variant.len())
            && (0..tokens.list.len()).any(here)
        {
            longest = Some(good);
        }
    }
    longest
}

/// The variants that have all that is wished, those that differ least otherwise.
fn grant(wish: &Wish, table: &Table, current: &Good, others: &[&Good]) -> Picked {
    let allowed = table.allowed(wish);
    let mut found: [Vec<&Good>; 8] = Default::default();
    for good in others {
        let places = table.places(good);
        if allowed.fits(&places) {
            found[allowed.drift(&places, &table.current).min(7)].push(good);
        }
    }
    match found.iter().map(Vec::len).sum() {
        0 => Picked { confidence: NONE, ..Picked::default() },
        1 if found[0].is_empty() => {
            found.iter().flatten().next().map_or_else(Picked::default, |good| one(good, current, NEAREST))
        }
        _ => match found[0].as_slice() {
            [only] => one(only, current, EXACT),
            [] => several(found.iter().flatten().copied()),
            near => several(near.iter().copied()),
        },
    }
}

/// What will do, option by option.
pub(crate) struct Allowed {
    /// The options that were spoken of, or do not matter.
    pub(crate) spoken: Set,
    /// Of each option, the values that will do.
    pub(crate) values: Vec<Set>,
    /// Values that may belong to one option or another: one way of each has to hold.
    pub(crate) either: Vec<Vec<(usize, usize)>>,
}

impl Allowed {
    fn fits(&self, places: &[usize]) -> bool {
        let has = |(option, value): &(usize, usize)| places[*option] == *value;
        places.iter().enumerate().all(|(option, value)| self.values[option] >> value & 1 == 1)
            && self.either.iter().all(|ways| ways.iter().any(has))
    }

    /// How many options that nobody spoke of differ.
    fn drift(&self, places: &[usize], current: &[usize]) -> usize {
        let spoken = |option: usize| {
            let way = |ways: &Vec<(usize, usize)>| ways.contains(&(option, places[option]));
            self.spoken >> option & 1 == 1 || self.either.iter().any(way)
        };
        (0..places.len()).filter(|at| places[*at] != current[*at] && !spoken(*at)).count()
    }
}

fn one(good: &Good, current: &Good, confidence: f64) -> Picked {
    Picked { chosen: vec![(good.id.to_owned(), current.quantity.max(1))], confidence, ..Picked::default() }
}

fn several<'a>(goods: impl Iterator<Item = &'a Good<'a>>) -> Picked {
    let unclear: Vec<String> = goods.map(|good| good.id.to_owned()).collect();
    let confidence = if unclear.is_empty() { 0.0 } else { SEVERAL };
    Picked { unclear, confidence, ..Picked::default() }
}
