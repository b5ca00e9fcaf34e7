//! Decimal amounts in whole ten-thousandths, so that no binary fraction rounds them.

const SCALE: i64 = 10_000;

/// Reads `475.26`, `-10`, `0.5`; `None` for what is no amount.
pub(super) fn read(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) {
        return None;
    }
    let part: String = part.chars().chain("0000".chars()).take(4).collect();
    let (whole, part) = (whole.parse::<i64>().ok()?, part.parse::<i64>().ok()?);
    Some(sign * whole.checked_mul(SCALE)?.checked_add(part)?)
}

/// Writes it to the hundredth, rounded down: a promise is never larger than what was paid.
pub(super) fn write(amount: i64) -> String {
    let hundredths = amount.max(0) / (SCALE / 100);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// What one of `units` costs when all of them came to `all`; the price as it stands where nothing was taken off.
pub(super) fn each(price: String, units: u32, off: i64) -> String {
    match read(&price) {
        Some(one) if off > 0 && units > 0 => write((one * i64::from(units) - off) / i64::from(units)),
        _ => price,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_discount_is_spread_over_the_units_and_never_rounded_up() {
        assert_eq!(each("74.00".to_owned(), 1, read("14.80").unwrap()), "59.20");
        assert_eq!(each("10.00".to_owned(), 3, read("1").unwrap()), "9.66");
        assert_eq!(each("10.00".to_owned(), 3, 0), "10.00");
        assert_eq!(each("5".to_owned(), 1, read("9").unwrap()), "0.00");
    }

    #[test]
    fn what_is_no_amount_is_none() {
        assert_eq!([read("1.2.3"), read(""), read("a"), read(".5")], [None; 4]);
        assert_eq!(read("-10.5"), Some(-105_000));
    }
}
