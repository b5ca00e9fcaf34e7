//! Which lines of an order a text means.

use super::{
    Aliases, Good, Picked,
    mentions::{Mention, Reading, read},
    scan::scan,
    tokens::{Tokens, stem},
    vocabulary::{PART, Vocabulary},
};

/// Confidences, by what the choice rests on.
const EVERYTHING: f64 = 0.95;
const LISTED: f64 = 0.85;
const PROPERTY: f64 = 0.8;
const BARE_PROPERTY: f64 = 0.6;
const PRONOUN: f64 = 0.6;
const REMAINING: f64 = 0.75;

/// Reads which goods a text names, and how many of each. All units of a line are meant unless the text says how many.
#[must_use]
pub fn pick_lines(text: &str, goods: &[Good], aliases: Aliases) -> Picked {
    if goods.is_empty() {
        return Picked::default();
    }
    let mut vocabulary = Vocabulary::default();
    for (at, good) in goods.iter().enumerate() {
        vocabulary.title(at, good.title, aliases);
        for (number, (name, value)) in good.options.iter().enumerate() {
            // "yes" to "waterproof" is no word for a boot.
            if !matches!(value.to_ascii_lowercase().as_str(), "yes" | "no" | "none") {
                vocabulary.value(name, value, at, number);
            }
        }
    }
    let tokens = Tokens::read(text);
    let found = scan(&tokens, &vocabulary);
    let reading = read(&found, &tokens);
    Picker { goods, chosen: vec![0; goods.len()], unclear: vec![false; goods.len()], confidence: 1.0 }
        .pick(&reading)
}

struct Picker<'a> {
    goods: &'a [Good<'a>],
    /// How many of each good.
    chosen: Vec<u32>,
    unclear: Vec<bool>,
    confidence: f64,
}

impl Picker<'_> {
    fn pick(mut self, reading: &Reading) -> Picked {
        let mut not = vec![false; self.goods.len()];
        let mut mentioned = vec![false; self.goods.len()];
        let mut named = false;
        let sure = |mention: &&Mention| mention.names.iter().any(|(_, s)| *s > PART) || mention.said;
        let any_sure = reading.mentions.iter().any(|mention| sure(&mention));
        let mut before: Option<&Mention> = None;
        for mention in &reading.mentions {
            // A stray "red" or "coffee" counts only where nothing better was said.
            if any_sure
                && !sure(&mention)
                && mention.names.iter().all(|(_, s)| *s <= PART)
                && !mention.names.is_empty()
            {
                continue;
            }
            let (goods, how_sure) = self.meant(mention, before);
            before = Some(mention).filter(|mention| !mention.names.is_empty()).or(before);
            for (good, _) in &goods.all {
                mentioned[*good] = true;
            }
            if mention.not {
                for (good, _) in goods.all {
                    not[good] = true;
                    self.chosen[good] = 0;
                    self.unclear[good] = false;
                }
                named |= !mentioned.is_empty();
                self.confidence = self.confidence.min(how_sure);
                continue;
            }
            if goods.all.is_empty() {
                continue;
            }
            named = true;
            self.confidence = self.confidence.min(how_sure);
            if goods.one_of {
                // Said more exactly before; or, after an "and", the one that was not said before.
                let left: Vec<usize> =
                    goods.all.iter().map(|(at, _)| *at).filter(|at| self.chosen[*at] == 0).collect();
                if let ([one], true) = (left.as_slice(), mention.joined) {
                    self.chosen[*one] = self.goods[*one].quantity;
                } else if !goods.all.iter().any(|(good, _)| self.chosen[*good] > 0) {
                    goods.all.iter().for_each(|(good, _)| self.unclear[*good] = !not[*good]);
                }
            } else {
                for (good, count) in &goods.all {
                    self.chosen[*good] = *count;
                    not[*good] = false;
                }
                if goods.all.iter().any(|(good, _)| self.unclear[*good]) {
                    self.unclear.iter_mut().for_each(|unclear| *unclear = false);
                }
            }
        }
        // "the mugs, just one of them"
        if let Some(only) = reading.only
            && let ([one], false) = (&self.taken()[..], self.unclear.contains(&true))
            && only < self.chosen[*one]
        {
            let one = *one;
            self.chosen[one] = only;
        }
        let positive = self.chosen.iter().any(|count| *count > 0) || self.unclear.contains(&true);
        self.whole(reading, &not, &mentioned, positive, named);
        self.done()
    }

    /// What is said of the goods as a whole.
    fn whole(&mut self, reading: &Reading, not: &[bool], mentioned: &[bool], positive: bool, named: bool) {
        let units: u32 = self.goods.iter().map(|good| good.quantity).sum();
        if reading.rest {
            let some = mentioned.contains(&true);
            self.take(|at| some && !mentioned[at], REMAINING + 0.1);
            if !some {
                self.doubt(|_| true);
            }
        } else if reading.every || (reading.all && !positive) {
            self.take(|at| !not[at], EVERYTHING);
        } else if reading.both && !positive {
            if self.goods.len() == 2 || units == 2 {
                self.take(|_| true, EVERYTHING);
            } else {
                self.doubt(|at| !not[at]);
            }
        } else if positive {
        } else if not.contains(&true) || reading.other {
            let left: Vec<usize> = (0..self.goods.len()).filter(|at| !not[*at]).collect();
            if let ([one], true) = (left.as_slice(), not.contains(&true)) {
                let one = *one;
                self.take(|at| at == one, REMAINING);
            } else {
                self.doubt(|at| !not[at]);
            }
        } else if let Some(only) = self.listed(reading) {
            for at in only {
                self.chosen[at] = self.goods[at].quantity;
            }
            self.confidence = LISTED;
        } else if self.goods.len() == 1 {
            let only = reading
                .only
                .or(reading.listed.first().copied())
                .filter(|n| *n <= self.goods[0].quantity && *n > 0);
            if only.is_some() || reading.it || reading.them {
                self.chosen[0] = only.unwrap_or(self.goods[0].quantity);
                self.confidence = PRONOUN;
            }
        } else if let Some(many) = reading.only
            && (many == units || many as usize == self.goods.len())
            && many > 1
        {
            self.take(|_| true, LISTED);
        } else if !named {
            self.confidence = 0.0;
        }
    }

    /// "1 and 3", when these are places in the list.
    fn listed(&self, reading: &Reading) -> Option<Vec<usize>> {
        let places: Option<Vec<usize>> = reading
            .listed
            .iter()
            .map(|n| (*n as usize).checked_sub(1).filter(|at| *at < self.goods.len() && self.goods.len() > 1))
            .collect();
        places.filter(|places| !places.is_empty())
    }

    fn take(&mut self, which: impl Fn(usize) -> bool, confidence: f64) {
        for (at, good) in self.goods.iter().enumerate() {
            self.chosen[at] = if which(at) { good.quantity } else { 0 };
            self.unclear[at] = false;
        }
        self.confidence = self.confidence.min(confidence);
    }

    fn doubt(&mut self, which: impl Fn(usize) -> bool) {
        self.unclear = (0..self.goods.len()).map(which).collect();
        self.confidence = self.confidence.min(BARE_PROPERTY);
    }

    fn taken(&self) -> Vec<usize> {
        (0..self.goods.len()).filter(|at| self.chosen[*at] > 0).collect()
    }

    fn done(self) -> Picked {
        let ids = || self.goods.iter().map(|good| good.id.to_owned());
        let chosen: Vec<(String, u32)> =
            ids().zip(self.chosen.iter().copied()).filter(|(_, count)| *count > 0).collect();
        let unclear: Vec<String> =
            ids().zip(&self.unclear).filter(|(_, unclear)| **unclear).map(|(id, _)| id).collect();
        let confidence = if chosen.is_empty() && unclear.is_empty() { 0.0 } else { self.confidence };
        Picked { chosen, unclear, confidence }
    }

    /// The goods one mention means.
    fn meant(&self, mention: &Mention, before: Option<&Mention>) -> (Meant, f64) {
        let mut fits = self.fits(mention);
        // "not the red chair, the black one": a chair again, though there is a black lamp.
        if let (true, Some(before)) = (mention.names.is_empty(), before) {
            let kind: Vec<usize> = before.names.iter().map(|(good, _)| *good).collect();
            if (before.not || kind.len() > 1) && fits.iter().any(|at| kind.contains(at)) {
                fits.retain(|at| kind.contains(at));
            }
        }
        let mut confidence = match (mention.names.iter().map(|(_, s)| *s).fold(0.0, f32::max), mention.said) {
            (strength, _) if strength > PART => f64::from(strength).min(0.97),
            (strength, _) if strength > 0.0 => 0.5,
            (_, true) => PROPERTY,
            _ => BARE_PROPERTY,
        };
        if let Some(count) = mention.first {
            let of: Vec<usize> =
                (0..self.goods.len()).filter(|at| fits.is_empty() || fits.contains(at)).collect();
            let many = (count.unsigned_abs() as usize).min(of.len());
            let some = if count < 0 { &of[of.len() - many..] } else { &of[..many] };
            return (self.of(some.to_vec()), LISTED);
        }
        if let Some(nth) = mention.nth {
            if mention.names.is_empty() && mention.values.is_empty() {
                fits = (0..self.goods.len()).collect();
            }
            let at = if nth < 0 { fits.len().checked_sub(1) } else { (nth as usize).checked_sub(1) };
            let one = at.and_then(|at| fits.get(at)).copied();
            return (self.of(one.into_iter().collect()), LISTED);
        }
        if let [first, rest @ ..] = fits.as_slice()
            && !rest.is_empty()
        {
            let units: u32 = fits.iter().map(|at| self.goods[*at].quantity).sum();
            let number = mention.number.filter(|_| mention.number != Some(1));
            let twins = rest.iter().all(|at| {
                self.goods[*at].product == self.goods[*first].product
                    && self.goods[*at].variant == self.goods[*first].variant
            });
            let always = |at: &usize| {
                let last = self.goods[*at].title.split(' ').next_back().unwrap_or_default();
                stem(last) != last
            };
            let plural = mention.plural && !fits.iter().any(always);
            let narrowed: Vec<usize> =
                fits.iter().copied().filter(|at| mention.numbered.contains(at)).collect();
            if number.is_none_or(|n| n > units) && narrowed.len() == 1 {
                return (self.of(narrowed), confidence);
            }
            if number.is_some_and(|n| n >= units || n as usize == fits.len())
                || mention.number.is_none() && (mention.all || plural)
            {
                return (self.of(fits), confidence.min(if mention.all { 0.95 } else { 0.75 }));
            }
            if twins {
                return (self.spread(&fits, mention.number), confidence);
            }
            confidence = confidence.min(BARE_PROPERTY);
            return (Meant { one_of: true, ..self.of(fits) }, confidence);
        }
        (self.spread(&fits, mention.number), confidence)
    }

    /// The best fitting goods.
    fn fits(&self, mention: &Mention) -> Vec<usize> {
        let score = |at: usize| -> f32 {
            let name =
                mention.names.iter().find(|(good, _)| *good == at).map_or(0.0, |(_, strength)| *strength);
            if !mention.names.is_empty() && name == 0.0 {
                return 0.0;
            }
            let has = mention.values.iter().filter(|goods| goods.contains(&at)).count() as f32;
            if mention.names.is_empty() && has < mention.values.len() as f32 {
                return 0.0;
            }
            name + 0.3 * has
        };
        let scores: Vec<f32> = (0..self.goods.len()).map(score).collect();
        let best = scores.iter().copied().fold(0.0, f32::max);
        // The very title beats another's last word; other names are as good as each other.
        (0..scores.len()).filter(|at| best > 0.0 && scores[*at] > best - 0.08).collect()
    }

    fn of(&self, goods: Vec<usize>) -> Meant {
        Meant { all: goods.into_iter().map(|at| (at, self.goods[at].quantity)).collect(), one_of: false }
    }

    /// So many units, over lines that are the same; all when it is not said, or more than there are.
    fn spread(&self, goods: &[usize], number: Option<u32>) -> Meant {
        let Some(mut left) = number.filter(|n| *n > 0) else { return self.of(goods.to_vec()) };
        let mut all = Vec::new();
        for at in goods {
            let count = left.min(self.goods[*at].quantity);
            if count > 0 {
                all.push((*at, count));
            }
            left -= count;
        }
        Meant { all, one_of: false }
    }
}

struct Meant {
    all: Vec<(usize, u32)>,
    /// Only one of them, and it does not say which.
    one_of: bool,
}
