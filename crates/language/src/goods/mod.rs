//! Which goods a text means: lines of an order, or the variant that is wanted instead. The dialogue sees only their ids.
//!
//! - `tokens`: a text as words, ideographs and numbers, folded once
//! - `lexicon`: what goods and their properties are called, in both languages, and the small words around them
//! - `vocabulary`: every way in which the goods at hand can be said
//! - `scan`: a text → where it says one of them
//! - `measures`: numbers with units, and values in their order
//! - `mentions`, `reader`, `marks`: what a text mentions of them, how many, and what stays
//! - `meant`, `lines`: which goods that comes to
//! - `wish`, `table`, `variant`: which variant that comes to

mod lexicon;
mod lines;
mod marks;
mod meant;
mod measures;
mod mentions;
mod reader;
mod scan;
mod table;
mod tokens;
mod variant;
mod vocabulary;
mod wish;

pub(crate) use lexicon::sorts;
pub use lines::pick_lines;
pub(crate) use tokens::{Kind, Tokens};
pub use variant::pick_variant;

/// One thing that can be meant: a line of an order (its id is the line's) or a variant in the catalogue (the variant's).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Good<'a> {
    /// What it is picked by in the end.
    pub id: &'a str,
    /// The product's id: what lines of one product share.
    pub product: &'a str,
    /// The product's name as the record has it.
    pub title: &'a str,
    /// `red / large`; may be empty.
    pub variant: &'a str,
    /// `("color", "red")`.
    pub options: &'a [(String, String)],
    /// How many of it there are.
    pub quantity: u32,
}

/// What a text picks out of some goods.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picked {
    /// Ids, with how many of each, in the goods' order.
    pub chosen: Vec<(String, u32)>,
    /// Ids that fit equally well where only one or some can be meant.
    pub unclear: Vec<String>,
    /// So many, where the text does not say of what: "all three", "just the one".
    pub many: Option<u32>,
    /// 0 when nothing was named; without any id and above 0: something was asked for that is not there.
    pub confidence: f64,
}

/// Goods, or values of an option, by their places.
type Set = u64;
/// Of more goods than a set holds, the first count.
const MOST: usize = 64;

/// Words of a shop's own for goods, from its config: `("brolly", "Umbrella")`.
pub type Aliases<'a> = &'a [(String, String)];
