//! Which variant of a product a text asks for, seen from the one the shopper has.

use super::{
    Aliases, Good, Picked,
    measures::ranks,
    scan::scan,
    tokens::Tokens,
    vocabulary::Vocabulary,
    wish::{Options, Relative, Way, Wish, read},
};

const EXACT: f64 = 0.95;
/// Everything said is met, something unsaid differs.
const NEAREST: f64 = 0.6;
const SEVERAL: f64 = 0.6;
/// What was said was understood, and there is none.
const NONE: f64 = 0.7;

/// Reads which variant is wanted instead of `current`. What is not said stays as it is; where no variant has all of that,
/// every one that has what was said is unclear, or chosen when it is the only one. `current` itself is never picked unless it
/// is asked for in so many words.
#[must_use]
pub fn pick_variant(text: &str, current: &Good, variants: &[Good], aliases: Aliases) -> Picked {
    let tokens = Tokens::read(text);
    if let Some(exact) = spelt_out(&tokens, current, variants) {
        return exact;
    }
    let table = Table::of(current, variants);
    let mut vocabulary = Vocabulary::default();
    vocabulary.title(0, current.title, aliases);
    for (at, (name, values)) in table.options.iter().enumerate() {
        vocabulary.option(name, at);
        for (number, value) in values.iter().enumerate() {
            if !is_answer(value) {
                vocabulary.value(name, value, at, number);
            }
        }
    }
    let found = scan(&tokens, &vocabulary);
    let wish = read(&found, &table);
    table.grant(&wish, current, variants)
}

/// A text that holds a variant's whole name means it.
fn spelt_out(tokens: &Tokens, current: &Good, variants: &[Good]) -> Option<Picked> {
    let runs = |good: &&Good| {
        let name = Tokens::read(good.variant);
        let parts: Vec<u32> = hashes(&name);
        let said = hashes(tokens);
        parts.len() > 1 && said.windows(parts.len()).any(|run| run == parts)
    };
    let mut named = variants.iter().filter(|good| !is_current(good, current)).filter(runs);
    let longest = named.by_ref().max_by_key(|good| good.variant.len())?;
    Some(Picked {
        chosen: vec![(longest.id.to_owned(), current.quantity.max(1))],
        unclear: Vec::new(),
        confidence: 0.97,
    })
}

fn hashes(tokens: &Tokens) -> Vec<u32> {
    (0..tokens.list.len())
        .filter(|at| !tokens.text(*at).is_empty())
        .map(|at| tokens.hash(at..at + 1))
        .collect()
}

fn is_current(good: &Good, current: &Good) -> bool {
    good.id == current.id || (!current.options.is_empty() && good.options == current.options)
}

fn is_answer(value: &str) -> bool {
    matches!(value.to_ascii_lowercase().as_str(), "yes" | "no")
}

/// Every option with every value that the present one or a variant has.
struct Table<'a> {
    options: Vec<(&'a str, Vec<&'a str>)>,
    /// The place of each of the present values.
    current: Vec<Option<usize>>,
}

impl Options for Table<'_> {
    fn answer(&self, option: usize, yes: bool) -> Option<usize> {
        let (_, values) = self.options.get(option)?;
        let place = |one: &str| values.iter().position(|value| value.eq_ignore_ascii_case(one));
        match (place("yes").is_some() || place("no").is_some(), yes) {
            (true, true) => place("yes"),
            (true, false) => place("no"),
            (false, false) => place("none").or_else(|| place("not resistant")),
            (false, true) => None,
        }
    }
}

impl<'a> Table<'a> {
    fn of(current: &Good<'a>, variants: &[Good<'a>]) -> Self {
        let mut options: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, value) in std::iter::once(current).chain(variants).flat_map(|good| good.options) {
            let at =
                options.iter().position(|(one, _)| one.eq_ignore_ascii_case(name)).unwrap_or_else(|| {
                    options.push((name, Vec::new()));
                    options.len() - 1
                });
            let values = &mut options[at].1;
            if !values.contains(&value.as_str()) {
                values.push(value);
            }
        }
        let mut table = Self { options, current: Vec::new() };
        table.current = table.places(current);
        table
    }

    /// The place of each of a good's values.
    fn places(&self, good: &Good) -> Vec<Option<usize>> {
        let value =
            |name: &str| good.options.iter().find(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, v)| v);
        self.options
            .iter()
            .map(|(name, values)| {
                value(name).and_then(|value| values.iter().position(|one| *one == value.as_str()))
            })
            .collect()
    }

    fn grant(&self, wish: &Wish, current: &Good, variants: &[Good]) -> Picked {
        let count = current.quantity.max(1);
        let one = |good: &Good, confidence| Picked {
            chosen: vec![(good.id.to_owned(), count)],
            unclear: Vec::new(),
            confidence,
        };
        let asked = !wish.said.is_empty() || !wish.relative.is_empty();
        if wish.again && !asked {
            return one(variants.iter().find(|good| is_current(good, current)).unwrap_or(current), EXACT);
        }
        let others: Vec<(&Good, Vec<Option<usize>>)> = variants
            .iter()
            .filter(|good| !is_current(good, current))
            .map(|good| (good, self.places(good)))
            .collect();
        if !asked {
            if let Some(nth) = wish.nth {
                let at = if nth < 0 { variants.len().checked_sub(1) } else { (nth as usize).checked_sub(1) };
                return at.and_then(|at| variants.get(at)).map(|good| one(good, NEAREST)).unwrap_or_default();
            }
            if wish.cheaper || wish.any_of_all || !wish.any.is_empty() {
                return several(&others.iter().map(|(good, _)| *good).collect::<Vec<_>>());
            }
            return Picked::default();
        }
        let allowed = self.allowed(wish);
        let fits: Vec<&(&Good, Vec<Option<usize>>)> =
            others.iter().filter(|(_, places)| self.satisfies(places, &allowed, wish)).collect();
        // How many options that nobody spoke of differ; of those a word may be about, the one it is about may.
        let drift = |places: &[Option<usize>]| {
            let free = |at: &usize| allowed.values[*at].is_some() || wish.any.contains(at) || wish.any_of_all;
            let spoken = |at: &usize| {
                let way =
                    |ways: &Vec<(usize, usize)>| ways.iter().any(|(o, v)| o == at && places[*o] == Some(*v));
                allowed.either.iter().any(way)
            };
            (0..places.len())
                .filter(|at| places[*at] != self.current[*at] && !free(at) && !spoken(at))
                .count()
        };
        let near: Vec<&Good> =
            fits.iter().filter(|(_, places)| drift(places) == 0).map(|(good, _)| *good).collect();
        match (near.as_slice(), fits.as_slice()) {
            ([only], _) => one(only, EXACT),
            ([], [(only, _)]) => one(only, NEAREST),
            ([], []) => Picked { confidence: NONE, ..Picked::default() },
            // The nearest first.
            ([], _) => {
                let mut fits: Vec<_> = fits.iter().map(|(good, places)| (drift(places), *good)).collect();
                fits.sort_by_key(|(drift, _)| *drift);
                several(&fits.into_iter().map(|(_, good)| good).collect::<Vec<_>>())
            }
            (near, _) => several(near),
        }
    }

    fn satisfies(&self, places: &[Option<usize>], allowed: &Allowed, wish: &Wish) -> bool {
        let has = |(option, value): &(usize, usize)| places[*option] == Some(*value);
        let each = allowed.values.iter().zip(places).all(|(allowed, place)| match (allowed, place) {
            (None, _) => true,
            (Some(values), Some(place)) => values.contains(place),
            (Some(_), None) => false,
        });
        let either = allowed.either.iter().all(|ways| ways.iter().any(has));
        let same = wish.same.iter().all(|at| places[*at] == self.current[*at]);
        each && either && same && !allowed.not.iter().any(has)
    }

    fn allowed(&self, wish: &Wish) -> Allowed {
        let mut out = Allowed { values: vec![None; self.options.len()], either: Vec::new(), not: Vec::new() };
        let mut late = vec![false; self.options.len()];
        for said in &wish.said {
            match said.values.as_slice() {
                values if said.not => out.not.extend(values),
                [(option, value)] => {
                    let values = out.values[*option].get_or_insert_with(Vec::new);
                    if said.late && !late[*option] {
                        values.clear();
                        late[*option] = true;
                    }
                    values.push(*value);
                }
                ways => {
                    let mut new: Vec<_> = ways
                        .iter()
                        .copied()
                        .filter(|(option, value)| self.current[*option] != Some(*value))
                        .collect();
                    if new.is_empty() {
                        new.extend(ways);
                    }
                    out.either.push(new);
                }
            }
        }
        // "brown, brown lenses": the option that has a word of its own is not what the other word is about.
        for ways in &mut out.either {
            if ways.iter().any(|(option, _)| out.values[*option].is_none()) {
                ways.retain(|(option, _)| out.values[*option].is_none());
            }
        }
        for relative in &wish.relative {
            if let Some((option, values)) = self.compared(relative) {
                match &mut out.values[option] {
                    Some(before) if before.iter().any(|value| self.current[option] != Some(*value)) => {}
                    slot => *slot = Some(values),
                }
            }
        }
        for (option, values) in out.values.iter_mut().enumerate() {
            if let Some(values) = values
                && values.len() > 1
            {
                // What there is and what is wanted were both named.
                values.retain(|value| self.current[option] != Some(*value));
            }
        }
        for (option, value) in &out.not {
            if let Some(values) = &mut out.values[*option] {
                values.retain(|one| one != value);
            } else if self.current[*option] == Some(*value) {
                let rest = (0..self.options[*option].1.len()).filter(|one| one != value).collect();
                out.values[*option] = Some(rest);
            }
        }
        out
    }

    /// The values a comparison allows, for the option it is about; none when there is no such option.
    fn compared(&self, relative: &Relative) -> Option<(usize, Vec<usize>)> {
        let about = |words: &str| {
            words.split('|').filter(|word| !word.is_empty()).find_map(|word| {
                self.options
                    .iter()
                    .position(|(name, values)| name.to_ascii_lowercase().contains(word) && values.len() > 1)
            })
        };
        if relative.way == Way::Other {
            let several = |at: &usize| self.options[*at].1.len() > 1;
            let two = || (0..self.options.len()).filter(several).collect::<Vec<_>>();
            let option =
                relative.option.or_else(|| about(relative.about)).or_else(|| match two().as_slice() {
                    [only] => Some(*only),
                    _ => None,
                })?;
            let rest =
                (0..self.options[option].1.len()).filter(|at| self.current[option] != Some(*at)).collect();
            return Some((option, rest));
        }
        const SIZES: &str = "size|capacity|height|length|diameter|storage|piece|weight|amount";
        let ordered = |at: usize| ranks(&self.options[at].1).map(|ranks| (at, ranks));
        let option = relative.option.filter(|at| ranks(&self.options[*at].1).is_some());
        let option = option.or_else(|| about(relative.about));
        let option =
            if matches!(relative.about, "" | "size") { option.or_else(|| about(SIZES)) } else { option };
        let (option, ranks) = option.and_then(ordered)?;
        let now = ranks[self.current[option]?];
        let higher = |at: &usize| ranks[*at] > now;
        let lower = |at: &usize| ranks[*at] < now;
        let mut up: Vec<usize> = (0..ranks.len()).filter(higher).collect();
        let mut down: Vec<usize> = (0..ranks.len()).filter(lower).collect();
        up.sort_by(|a, b| ranks[*a].total_cmp(&ranks[*b]));
        down.sort_by(|a, b| ranks[*b].total_cmp(&ranks[*a]));
        let step = |values: Vec<usize>, n: i32| {
            values.get(usize::try_from(n - 1).unwrap_or(0)).copied().into_iter().collect()
        };
        let values = match relative.way {
            Way::More => up,
            Way::Less => down,
            Way::Most => up.last().copied().into_iter().collect(),
            Way::Least => down.last().copied().into_iter().collect(),
            Way::Steps(n) if n > 0 => step(up, n),
            Way::Steps(n) => step(down, -n),
            Way::Other => return None,
        };
        Some((option, values))
    }
}

struct Allowed {
    /// Of each option, the values that will do; `None` when it was not spoken of.
    values: Vec<Option<Vec<usize>>>,
    /// Values that may belong to one option or another.
    either: Vec<Vec<(usize, usize)>>,
    not: Vec<(usize, usize)>,
}

fn several(goods: &[&Good]) -> Picked {
    Picked {
        chosen: Vec::new(),
        unclear: goods.iter().map(|good| good.id.to_owned()).collect(),
        confidence: if goods.is_empty() { 0.0 } else { SEVERAL },
    }
}
