//! What each small word does to the goods around it, while a text is read.

use super::{
    lexicon::Mark,
    mentions::Mention,
    reader::Reader,
    scan::{Found, Piece},
};

impl Reader {
    pub(super) fn mark(&mut self, mark: Mark, about: &'static str, next: &[Found]) {
        match mark {
            Mark::And => {
                self.end();
                (self.open, self.resumed, self.joined) = (false, true, true);
            }
            // 除了台灯都退
            Mark::All if self.excepted => self.out.every = true,
            // 尺码和颜色都不变: its other properties.
            Mark::All if matches!(next, [Found { piece: Piece::Mark(Mark::Same, _), .. }, ..]) => {}
            Mark::All => self.all_of_clause(),
            Mark::Every => {
                (self.out.every, self.fine) = (!self.not, false);
                self.kept = self.not;
            }
            // "The remaining three mugs" are mugs.
            Mark::Rest if about == "left" && names_goods(next) => {}
            // 其他一样: its other properties.
            Mark::Rest if matches!(next, [Found { piece: Piece::Mark(Mark::Same, _), .. }, ..]) => {}
            // 换一瓶别的: another one, not all others.
            Mark::Rest if about == "else" && self.swapping => {}
            Mark::Rest => self.out.rest = true,
            Mark::Both => {
                self.all_of_clause();
                self.out.both |= self.out.mentions.len() == self.begin;
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
                // 要退的是靴子，耳机留着: no bare list begins here.
                self.led = true;
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
                self.acted |= self.out.mentions.len() == self.begin;
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
                // 改成把哑铃换成…: what came before the second one is there already.
                self.out.mentions.extend(self.passed.take().filter(|_| about == "zh"));
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
            // "Everything's there" speaks of all of it, in praise.
            Mark::Fine => {
                self.fine = true;
                self.out.every |= about == "all";
            }
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
            _ => {}
        }
    }

    /// All of what the clause has mentioned, and of what comes next.
    fn all_of_clause(&mut self) {
        self.draft.all = true;
        self.out.mentions[self.begin..].iter_mut().for_each(|mention| mention.all = true);
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
}

/// Whether the next few pieces name goods, before another request or clause begins.
pub(super) fn names_goods(next: &[Found]) -> bool {
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
