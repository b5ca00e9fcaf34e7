//! Pieces of a text → what it mentions, in order.

use super::{
    Set,
    lexicon::Mark,
    marks::names_goods,
    mentions::{Mention, Reading},
    scan::{Found, Piece},
    tokens::{Kind, Tokens},
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
    /// What stays was only praised.
    pub(super) praised: bool,
    /// Where a list of bare names begins, over commas, and whether words lead it.
    list: usize,
    pub(super) led: bool,
    /// Whether words came since the last name, which end the list.
    trailing: bool,
    /// What goes was said before any name of the clause.
    pub(super) acted: bool,
    /// A name that was taken for what is wanted instead.
    pub(super) passed: Option<Mention>,
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
}

/// Reads a scanned text.
pub(crate) fn read(found: &[Found], tokens: &Tokens) -> Reading {
    let mut reader = Reader::default();
    for (at, one) in found.iter().enumerate() {
        let (past, next) = (&found[..at], &found[at + 1..]);
        reader.follow(one, tokens);
        match &one.piece {
            Piece::Mark(Mark::First | Mark::Last | Mark::Nth, _) if !is_place(past, one, next, tokens) => {}
            Piece::Mark(Mark::Fine, "") if praises(past, next, tokens) => reader.praise(),
            Piece::Hit(whats) => reader.hit(whats, one, tokens),
            Piece::Foreign => reader.hit(&[], one, tokens),
            // "Those two" counts; it is no value of two.
            Piece::Number(number, whats) => {
                let counts = matches!(past, [.., Found { piece: Piece::Mark(Mark::Them, _), .. }]);
                reader.number(*number, if counts { &[] } else { whats });
            }
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
        } else if goods != 0 && self.draft.number.is_some() && tokens.text(one.from).len() == 1 {
            // "Isabella has two l" counts letters.
            self.draft = Mention::default();
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

    /// Watches where a list of bare names begins and ends: "thermostat, earbuds and vacuum stay".
    fn follow(&mut self, one: &Found, tokens: &Tokens) {
        let bare = match &one.piece {
            Piece::Comma | Piece::Slash | Piece::Stop => return,
            Piece::Hit(whats) => !whats.is_empty(),
            Piece::Mark(mark, _) => matches!(mark, Mark::And),
            Piece::Number(..) => true,
            _ => matches!(tokens.text(one.from), "the" | "my" | "a"),
        };
        self.led |= !bare && self.out.mentions.len() == self.list && self.draft.is_empty();
        self.trailing = !bare;
    }

    /// "The boots are perfect": what a clause or a list only praises.
    fn praise(&mut self) {
        self.end();
        (self.keep, self.praised) = (Some(self.out.mentions.len()), true);
    }

    fn comma(&mut self) {
        self.end();
        (self.open, self.resumed, self.joined) = (false, true, false);
        self.not &= self.excepted;
        self.next_clause();
    }

    fn stop(&mut self) {
        self.end();
        self.trailing = true;
        self.next_clause();
        self.kept = false;
        (self.open, self.not, self.excepted, self.reason, self.only) = (false, false, false, false, false);
        (self.wanted, self.swapping, self.fine, self.joined) = (false, false, false, false);
    }

    pub(super) fn next_clause(&mut self) {
        let (praised, acted) = (std::mem::take(&mut self.praised), std::mem::take(&mut self.acted));
        let end = self.out.mentions.len();
        // "the lamp I keep": what stays was said before.
        if self.keep.take() == Some(end) {
            let from = match self.out.mentions.last() {
                // "return the lamp and the kettle stays"
                Some(last) if acted && last.joined => end - 1,
                // "the lamp, the kettle stays": a list has an "and", and nothing before it.
                Some(last) if !self.led && last.joined => self.list,
                _ => self.begin.min(end),
            };
            for mention in &mut self.out.mentions[from..] {
                (mention.fine, mention.not) = (praised, mention.not || !praised);
            }
        }
        self.begin = end;
        if self.trailing {
            (self.list, self.led) = (end, false);
        }
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
            self.passed = Some(mention).filter(|mention| mention.said && !self.reason);
            return;
        }
        // "the watch in leather instead of silicone": a value that the very thing has now is turned down, not the thing.
        let clause = &self.out.mentions[self.begin..];
        let has = |(good, _): &(usize, u8)| mention.values.iter().all(|goods| goods >> good & 1 == 1);
        if self.not
            && !mention.said
            && mention.names.is_empty()
            && !mention.values.is_empty()
            && clause.last().is_some_and(|last| !last.not && last.names.iter().any(has))
        {
            return;
        }
        mention.not = self.not;
        mention.joined = self.joined;
        self.out.mentions.push(mention);
    }
}

/// Whether an ordinal of one word points into the order: "the second", "first and last", 前两个; not "on second thought",
/// "last week" or 之前.
fn is_place(past: &[Found], one: &Found, next: &[Found], tokens: &Tokens) -> bool {
    let article = |one: &Found| matches!(tokens.text(one.from), "the" | "my");
    let han = tokens.list[one.from].kind == Kind::Han;
    let follows = next.first().map(|next| &next.piece);
    one.to - one.from > 1
        || past.last().is_some_and(article)
        || matches!(follows, Some(Piece::Number(..)))
        || !han
            && match follows {
                None => past.last().is_none_or(|one| matches!(one.piece, Piece::Mark(Mark::And, _))),
                Some(Piece::Hit(whats)) => !whats.is_empty(),
                Some(piece) => matches!(piece, Piece::Mark(Mark::And | Mark::One | Mark::Of, _)),
            }
}

/// Whether a word of praise, which ends its clause, is all that the clause says of a good: "the pet bed is fine", and neither
/// "returning it is fine" nor "a 12 would be perfect".
fn praises(past: &[Found], next: &[Found], tokens: &Tokens) -> bool {
    let ends = match next {
        [] => true,
        [one, rest @ ..] => match &one.piece {
            Piece::Comma | Piece::Stop => true,
            Piece::Mark(Mark::But, _) => names_goods(rest),
            _ => false,
        },
    };
    let clause = past
        .iter()
        .rev()
        .take_while(|one| !matches!(one.piece, Piece::Comma | Piece::Stop | Piece::Mark(Mark::But, _)));
    let between =
        clause.clone().take_while(|one| matches!(one.piece, Piece::Other | Piece::Mark(Mark::Fine, _)));
    let words: Vec<&str> = between.map(|one| tokens.text(one.from)).collect();
    let good = past.iter().rev().nth(words.len());
    ends && good.is_some_and(|one| matches!(&one.piece, Piece::Hit(whats) if !whats.is_empty()))
        && words.last().is_none_or(|word| {
            matches!(
                *word,
                "is" | "are" | "was" | "were" | "came" | "arrived" | "look" | "looks" | "fit" | "work"
            )
        })
        && !clause.clone().any(|one| matches!(one.piece, Piece::Mark(Mark::Act | Mark::Swap | Mark::Not, _)))
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
