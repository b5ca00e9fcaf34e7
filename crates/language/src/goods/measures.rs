//! Numbers with their units, in texts and in values, and which of an option's values is the greater.

use super::{
    lexicon::{Mark, lexicon},
    tokens::{Kind, Tokens, stem},
};

/// What a number counts. A litre and a millilitre count the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    Volume,
    Length,
    Weight,
    Memory,
    Pixels,
    Charge,
    Time,
    Cups,
    Pressure,
    Angle,
    Power,
    Share,
    Lines,
    Kilo,
    Times,
    Pieces,
    Size,
}

use Base::{
    Angle, Charge, Cups, Kilo, Length, Lines, Memory, Pieces, Pixels, Power, Pressure, Share, Size, Time,
    Times, Volume, Weight,
};

/// Each unit's names, already cut as [`stem`] cuts them, what it counts, and how many of the base it is.
const UNITS: [(&str, Base, f64); 27] = [
    ("l liter litre lt 升 公升", Volume, 1000.0),
    ("ml milliliter millilitre 毫升", Volume, 1.0),
    ("inch inche in 寸 英寸 吋", Length, 25.4),
    ("ft foot feet 英尺 尺 呎", Length, 304.8),
    ("mm millimeter millimetre 毫米", Length, 1.0),
    ("cm centimeter centimetre 厘米 公分", Length, 10.0),
    ("m meter metre 米", Length, 1000.0),
    ("lb lbs pound 磅", Weight, 453.6),
    ("kg kilo 公斤 千克", Weight, 1000.0),
    ("g gram 克", Weight, 1.0),
    ("oz ounce 盎司", Weight, 28.35),
    ("gb gig", Memory, 1.0),
    ("tb", Memory, 1000.0),
    ("mp megapixel 百万像素", Pixels, 1.0),
    ("mah 毫安 毫安时", Charge, 1.0),
    ("hour hr hrs h 小时", Time, 1.0),
    ("cup 杯", Cups, 1.0),
    ("bar", Pressure, 1.0),
    ("degree 度", Angle, 1.0),
    ("w watt 瓦", Power, 1.0),
    ("% percent", Share, 1.0),
    ("p", Lines, 1.0),
    ("k", Kilo, 1.0),
    ("x 倍", Times, 1.0),
    ("piece pc pcs 件套 件 片 块", Pieces, 1.0),
    ("码 号", Size, 1.0),
    ("升装", Volume, 1000.0),
];

/// One number or a range, in its base.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Measure {
    low: f64,
    high: f64,
    pub(crate) base: Option<Base>,
}

impl Measure {
    /// Whether what was said is this value of this option. `option`: its name, lower case or not.
    pub(crate) fn says(self, value: Measure, option: &str) -> bool {
        let close = |a: f64, b: f64| (a - b).abs() <= 0.004 * a.max(b);
        let named = |word: &str| option.to_ascii_lowercase().contains(word);
        let (same, factor) = match (self.base, value.base) {
            (a, b) if a == b => (true, 1.0),
            // "the 9", "the 256": the number alone, as the value spells it.
            (None, Some(Base::Volume)) if value.low >= 1000.0 => {
                return close(self.low * 1000.0, value.low) || close(self.low, value.low);
            }
            (None, Some(base)) => (true, unit_of(base, value.low, self.low)),
            (Some(Size), None) => (named("size"), 1.0),
            (Some(Pieces), None) => (named("piece"), 1.0),
            // "64 g of storage"
            (Some(Weight), Some(Memory)) => (self.low < 1000.0 || close(self.low, 1000.0), 1.0),
            _ => (false, 1.0),
        };
        let (low, high) = (self.low * factor, self.high * factor);
        same && (close(low, value.low) && close(high, value.high)
            || self.low == self.high
                && value.low != value.high
                && (close(high, value.high) || close(low, value.low)))
    }

    pub(crate) fn is_bare(self) -> bool {
        self.base.is_none()
    }

    pub(crate) fn number(self) -> f64 {
        self.low
    }
}

/// The factor by which a bare number becomes a value of this base, if one of its units makes them equal.
fn unit_of(base: Base, value: f64, said: f64) -> f64 {
    let fits = |factor: f64| (said * factor - value).abs() <= 0.004 * value;
    UNITS
        .iter()
        .filter(|(_, of, _)| *of == base)
        .map(|(_, _, factor)| *factor)
        .find(|f| fits(*f))
        .unwrap_or(1.0)
}

/// The number at a token, in digits or as a word.
pub(crate) fn number(tokens: &Tokens, at: usize) -> Option<f64> {
    match tokens.list.get(at)?.kind {
        Kind::Number(value) => Some(value),
        Kind::Word if tokens.text(at) == "one" => Some(1.0),
        Kind::Word | Kind::Han => match lexicon().mark(tokens.hash(at..at + 1)) {
            Some((Mark::Number, about)) => about.parse::<u32>().ok().map(f64::from),
            _ => None,
        },
        _ => None,
    }
}

/// A number or range from a token on, with its unit, and how many tokens it takes.
pub(crate) fn measure(tokens: &Tokens, at: usize) -> Option<(Measure, usize)> {
    let low = number(tokens, at)?;
    let digits = |at: usize| matches!(tokens.list.get(at).map(|token| token.kind), Some(Kind::Number(_)));
    let mut next = at + 1;
    let mut high = low;
    let joined = usize::from(matches!(tokens.text(next), "to" | "到" | "至"));
    if digits(at)
        && digits(next + joined)
        && let Some(second) = number(tokens, next + joined)
        && second > low
    {
        high = second;
        next += joined + 1;
    }
    // The longest name first: 毫安时 before 毫安.
    for len in (1..=4).rev() {
        let end = next + len;
        if end > tokens.list.len() {
            continue;
        }
        if let Some((of, factor)) = unit(tokens, next, end) {
            return Some((Measure { low: low * factor, high: high * factor, base: Some(of) }, end - at));
        }
    }
    Some((Measure { low, high, base: None }, next - at))
}

fn unit(tokens: &Tokens, from: usize, to: usize) -> Option<(Base, f64)> {
    let han = (from..to).all(|at| tokens.list[at].kind == Kind::Han);
    if !han && to > from + 1 {
        return None;
    }
    let is = |name: &str| {
        let mut rest = name;
        (from..to).all(|at| match rest.strip_prefix(stem(tokens.text(at))) {
            Some(tail) => {
                rest = tail;
                true
            }
            None => false,
        }) && rest.is_empty()
    };
    UNITS.iter().find(|(names, ..)| names.split(' ').any(is)).map(|(_, base, factor)| (*base, *factor))
}

/// The measure a value of an option is, if it begins with a number.
pub(crate) fn of_value(value: &str) -> Option<Measure> {
    let tokens = Tokens::read(value);
    let at = tokens.list.iter().position(|token| matches!(token.kind, Kind::Number(_)))?;
    let plain = at == 0 || matches!(tokens.text(at - 1), "of");
    if plain { measure(&tokens, at).map(|(measure, _)| measure) } else { None }
}

/// Values from the least to the greatest; first numbers, by themselves.
const SCALES: [&str; 21] = [
    "",
    "xs|s|m|l|xl|xxl|xxxl",
    "extra small|small|medium|large|extra large",
    "mini|portable|small|medium|large",
    "low|medium|high",
    "light|medium|dark",
    "fair|light|medium|tan|deep",
    "basic|professional",
    "essentials|full",
    "beginner|intermediate|expert",
    "easy|medium|hard",
    "single|double|queen|king",
    "throw|single|double|king",
    "short|regular|long",
    "half|full",
    "i3|i5|i7|i9",
    "not resistant|ipx4|ipx5|ipx7|ipx8",
    "a6|a5|a4|a3",
    "soft|medium|firm",
    "lcd|amoled",
    "standard|high-back",
];

/// Each value's place in the order of its option; `None` when it has no order.
pub(crate) fn ranks(values: &[&str]) -> Option<Vec<f64>> {
    let rank = |value: &str, scale: &str| {
        if scale.is_empty() {
            // `single`, `set of 4`: one and several.
            let single = if value.eq_ignore_ascii_case("single") { Some(1.0) } else { None };
            return single.or_else(|| of_value(value).map(|measure| measure.high));
        }
        scale.split('|').position(|one| one.eq_ignore_ascii_case(value)).map(|at| at as f64)
    };
    let all = |scale: &&str| values.iter().map(|value| rank(value, scale)).collect::<Option<Vec<f64>>>();
    SCALES.iter().find_map(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str, value: &str, option: &str) -> bool {
        let tokens = Tokens::read(text);
        let (said, _) = measure(&tokens, 0).expect("a measure");
        said.says(of_value(value).expect("a value"), option)
    }

    #[test]
    fn a_measure_is_the_same_in_any_unit_and_language() {
        for (text, value, option) in [
            ("1 liter", "1000ml", "capacity"),
            ("1000 ml", "1L", "capacity"),
            ("1.5升", "1.5 liters", "capacity"),
            ("10\"", "10-inch", "screen size"),
            ("9", "9", "size"),
            ("39码", "39", "size"),
            ("1500 piece", "1500", "pieces"),
            ("256", "256GB SSD", "storage"),
            ("1.5", "1.5L", "capacity"),
            ("64g", "64GB", "storage"),
            ("30-50", "30-50 lbs", "weight range"),
            ("55 to 75 lbs", "55-75 lbs", "weight range"),
            ("4k", "4K", "resolution"),
            ("two cups", "2 cups", "capacity"),
        ] {
            assert!(says(text, value, option), "{text} {value}");
        }
        for (text, value, option) in [
            ("9 inch", "9", "size"),
            ("1 liter", "1.5L", "capacity"),
            ("10 inch", "10", "size"),
            ("8 hours", "8GB", "ram"),
        ] {
            assert!(!says(text, value, option), "{text} {value}");
        }
    }

    #[test]
    fn values_have_an_order_where_they_have_one() {
        assert_eq!(ranks(&["500ml", "1L"]), Some(vec![500.0, 1000.0]));
        assert_eq!(ranks(&["M", "S", "XL"]), Some(vec![2.0, 1.0, 4.0]));
        assert_eq!(ranks(&["red", "blue"]), None);
    }
}
