//! Pieces of a text → what is wished for, option by option: "same but in red", "a size up", "anything but leather".

use super::{
    Set,
    lexicon::Mark,
    scan::{Found, Piece},
    table::Table,
    vocabulary::What,
};

/// One value said.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// Option and value, each way it can be meant.
    pub(crate) values: Vec<(usize, usize)>,
    /// Not this one.
    pub(crate) not: bool,
    /// After "for", "to", 换成: what is wanted and not what there is.
    pub(crate) late: bool,
}

/// A value by its place beside the present one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Relative {
    pub(crate) way: Way,
    /// The option named beside it.
    pub(crate) option: Option<usize>,
    /// Words of the options that the comparison is about: `size|capacity`; empty for any.
    pub(crate) about: &'static str,
}

impl Relative {
    /// "More", of whatever there is more of.
    pub(crate) fn is_bare(&self) -> bool {
        self.option.is_none() && self.about.is_empty() && self.way != Way::Other
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Way {
    More,
    Less,
    Most,
    Least,
    /// So many steps up, or down.
    Steps(i32),
    Other,
}

/// All that is wished.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wish {
    pub(crate) said: Vec<Said>,
    pub(crate) relative: Vec<Relative>,
    /// Options that shall stay.
    pub(crate) same: Set,
    /// Options that do not matter.
    pub(crate) any: Set,
    pub(crate) any_of_all: bool,
    /// The very same thing once more.
    pub(crate) again: bool,
    pub(crate) cheaper: bool,
    pub(crate) nth: Option<i32>,
}

/// Reads a scanned text.
pub(crate) fn read(found: &[Found], options: &Table) -> Wish {
    let mut wish = Wish::default();
    let (mut not, mut late, mut swapping, mut same) = (false, false, false, false);
    for (at, one) in found.iter().enumerate() {
        match &one.piece {
            Piece::Hit(whats) | Piece::Number(_, whats)
                if whats.iter().any(|w| matches!(w, What::Value { .. })) =>
            {
                let mut values: Vec<(usize, usize)> = whats
                    .iter()
                    .filter_map(|what| match what {
                        What::Value { owner, value, .. } => Some((*owner, *value)),
                        _ => None,
                    })
                    .collect();
                if values.len() > 1
                    && let Some(option) =
                        beside(found, at, 2, values.iter().fold(0, |set, (option, _)| set | 1 << option))
                {
                    values.retain(|(one, _)| *one == option);
                }
                wish.said.push(Said { values, not, late });
                same = false;
            }
            Piece::Hit(whats) => {
                for what in whats {
                    if let What::Option { option } = what {
                        wish.named(*option, found, at, (not, late, same), options);
                    }
                }
                if whats.iter().any(|what| matches!(what, What::Option { .. })) {
                    (not, same) = (false, false);
                }
            }
            Piece::Mark(mark, about) => match mark {
                Mark::Not | Mark::Without | Mark::Except => not = true,
                Mark::Swap => (swapping, not) = (true, false),
                Mark::For if swapping || *about == "zh" => (late, not) = (true, false),
                Mark::With | Mark::For | Mark::But => not = false,
                Mark::Fix => {
                    wish = Wish::default();
                    (not, late) = (false, false);
                }
                Mark::More => wish.compare(Way::More, about, found, at),
                Mark::Less => wish.compare(Way::Less, about, found, at),
                Mark::Most => wish.compare(Way::Most, about, found, at),
                Mark::Least => wish.compare(Way::Least, about, found, at),
                Mark::Step => wish.compare(Way::Steps(steps(found, at)), about, found, at),
                Mark::Down => wish.compare(Way::Steps(-steps(found, at)), about, found, at),
                Mark::Other => wish.compare(Way::Other, about, found, at),
                Mark::Again => wish.again = true,
                Mark::Same => (same, wish.again) = (true, wish.again || !names_option(found, at)),
                Mark::Any => match beside(found, at, 6, Set::MAX) {
                    Some(option) => wish.any |= 1 << option,
                    None => wish.any_of_all = true,
                },
                Mark::Cheap => wish.cheaper = true,
                Mark::Nth => wish.nth = about.parse().ok(),
                Mark::Last => wish.nth = Some(-1),
                _ => {}
            },
            Piece::Comma | Piece::Stop => (not, same) = (false, false),
            _ => {}
        }
    }
    wish
}

impl Wish {
    /// An option by its name: where it is a yes or no, naming it says which.
    fn named(&mut self, option: usize, found: &[Found], at: usize, how: (bool, bool, bool), options: &Table) {
        let (not, late, same) = how;
        let free =
            near(found, at, 4, &|piece| matches!(piece, Piece::Mark(Mark::Any, _)).then_some(())).is_some();
        if same {
            self.same |= 1 << option;
        } else if let (Some(value), false) = (options.answer(option, !not), free) {
            self.said.push(Said { values: vec![(option, value)], not: false, late });
        }
    }

    fn compare(&mut self, way: Way, mut about: &'static str, found: &[Found], at: usize) {
        // "The small one" compares; "a small question" does not.
        if about == "bare" {
            about = "size";
            let compares = match found.get(at + 1).map(|next| &next.piece) {
                None | Some(Piece::Mark(Mark::One, _) | Piece::Stop | Piece::Comma) => true,
                Some(Piece::Hit(whats)) => !whats.is_empty(),
                _ => false,
            };
            if !compares {
                return;
            }
        }
        let option = beside(found, at, 2, Set::MAX);
        self.relative.push(Relative { way, option, about });
    }
}

/// The first of the pieces around one that says something, those after it before those ahead of it, in the same clause.
fn near<T>(found: &[Found], at: usize, reach: usize, says: &dyn Fn(&Piece) -> Option<T>) -> Option<T> {
    let after = found[at + 1..].iter().take(reach);
    let parts = |one: &&Found| !matches!(one.piece, Piece::Comma | Piece::Stop);
    let mut said = after.take_while(parts).find_map(|one| says(&one.piece));
    if said.is_none() {
        said = found[..at].iter().rev().take(reach).take_while(parts).find_map(|one| says(&one.piece));
    }
    said
}

/// The option named close to a piece, if it is one of those.
fn beside(found: &[Found], at: usize, reach: usize, options: Set) -> Option<usize> {
    near(found, at, reach, &|piece| match piece {
        Piece::Hit(whats) => whats.iter().find_map(|what| match what {
            What::Option { option } if options >> option & 1 == 1 => Some(*option),
            _ => None,
        }),
        _ => None,
    })
}

fn names_option(found: &[Found], at: usize) -> bool {
    beside(found, at, 2, Set::MAX).is_some()
        || found[at + 1..].iter().take(1).any(
            |one| matches!(&one.piece, Piece::Hit(w) if w.iter().any(|w| matches!(w, What::Value { .. }))),
        )
}

/// "two sizes up": the number before.
fn steps(found: &[Found], at: usize) -> i32 {
    let before = found[..at].iter().rev().take(2);
    before
        .filter_map(|one| match one.piece {
            Piece::Number(n @ 1..=4, _) => i32::try_from(n).ok(),
            _ => None,
        })
        .next()
        .unwrap_or(1)
}
