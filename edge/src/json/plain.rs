//! Numbers with a fraction, written by the standard library: JSON's own writer of them brings tables of 10 KB.

use std::io;

use serde_json::ser::Formatter;

/// JSON without white space.
pub(super) struct Plain;

impl Formatter for Plain {
    fn write_f32<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        writer.write_all(spelt(value.to_string()).as_bytes())
    }

    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        writer.write_all(spelt(value.to_string()).as_bytes())
    }
}

/// A whole number keeps its point, as everywhere in JSON where fractions are meant.
fn spelt(mut number: String) -> String {
    if !number.contains('.') {
        number.push_str(".0");
    }
    number
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_spelt_as_json_spells_them() {
        for number in [0.0, -0.0, 1.0, 0.03, -2.5, 0.1 + 0.2, 1e-5, 123_456.789, 1e15] {
            assert_eq!(super::super::write(&number), serde_json::to_string(&number).unwrap());
        }
        assert_eq!(super::super::write(&f64::NAN), "null");
        assert_eq!(super::super::write(&0.07_f32), "0.07");
        let large = super::super::from_str::<f64>(&super::super::write(&1e300));
        assert_eq!(large, Ok(1e300));
    }
}
