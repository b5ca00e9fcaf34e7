//! Sums of money in whole minor units: nothing is ever rounded by a binary fraction.

use beeline_protocol::Money;

/// An amount in hundredths, or in whole units where the record writes no decimals (yen).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cents(pub(crate) i64);

impl Cents {
    /// Reads `475.26`, `12`, `0.5`. What is no number counts as nothing, which promises nobody anything.
    pub(crate) fn read(text: &str) -> Self {
        let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let part: String = part.chars().chain("00".chars()).take(2).collect();
        let (whole, part) = (whole.parse::<i64>(), part.parse::<i64>());
        Self(
            whole
                .ok()
                .zip(part.ok())
                .map_or(0, |(whole, part)| whole.saturating_mul(100).saturating_add(part)),
        )
    }

    /// So many of it.
    pub(crate) fn times(self, units: u32) -> Self {
        Self(self.0.saturating_mul(i64::from(units)))
    }

    /// A share of it in hundredths, rounded down: to the shopper's good where it is a fee.
    pub(crate) fn percent(self, share: u32) -> Self {
        Self(self.0.saturating_mul(i64::from(share)) / 100)
    }

    /// As the protocol writes it, without a sign.
    pub(crate) fn money(self, currency: &str) -> Money {
        let all = self.0.unsigned_abs();
        Money { amount: format!("{}.{:02}", all / 100, all % 100), currency: currency.to_owned() }
    }
}

impl std::ops::Add for Cents {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Cents {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self(0), |sum, one| sum + one)
    }
}

#[cfg(test)]
mod tests {
    use super::Cents;

    #[test]
    fn amounts_are_read_and_written_to_the_hundredth() {
        for (text, cents, written) in
            [("475.26", 47_526, "475.26"), ("12", 1_200, "12.00"), ("0.5", 50, "0.50"), ("", 0, "0.00")]
        {
            assert_eq!(Cents::read(text), Cents(cents));
            assert_eq!(Cents(cents).money("USD").amount, written);
        }
        assert_eq!(Cents(-250).money("USD").amount, "2.50", "the settlement says which way it goes");
    }

    #[test]
    fn a_share_is_rounded_down() {
        assert_eq!(Cents(999).percent(15), Cents(149));
    }
}
