//! Points on the map.

use super::{Invalid, Parsed};

/// Latitude and longitude in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinates {
    pub lat: f64,
    pub lon: f64,
}

impl Coordinates {
    pub const PATTERN: &str = r"((3[5-9]|4[0-7])(\.[0-9]*)?|48(\.0*)?)\s*,\s*(([6-9]|1[0-8])(\.[0-9]*)?|19(\.0*)?)";

    /// `45.31231, 9.59255`, as maps on the web show them; within the bounds of Italy, so that a
    /// swapped pair is caught.
    pub fn parse(text: &str) -> Parsed<Coordinates> {
        let invalid = |what: &str| {
            Invalid::new(
                format!("«{text}» {what}"),
                "scrivi latitudine e longitudine come le dà una mappa, per esempio `45.3123, 9.5925`",
            )
        };
        let degrees = |part: &str| part.trim().parse::<f64>().ok().filter(|degrees| degrees.is_finite());
        let pair = text.split_once(',').and_then(|(lat, lon)| Some((degrees(lat)?, degrees(lon)?)));
        let (lat, lon) = pair.ok_or_else(|| invalid("non è una coppia di coordinate"))?;
        Coordinates::new(lat, lon).ok_or_else(|| invalid("non è un punto in Italia"))
    }

    /// A point in Italy.
    pub fn new(lat: f64, lon: f64) -> Option<Coordinates> {
        ((35.0..=48.0).contains(&lat) && (6.0..=19.0).contains(&lon)).then_some(Coordinates { lat, lon })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_coordinates_are_not_in_italy() {
        assert_eq!(Coordinates::parse("45.3, 9.5"), Ok(Coordinates { lat: 45.3, lon: 9.5 }));
        for wrong in ["9.5, 45.3", "45.3", "45,3, 9,5", "NaN, 9.5", "nord, est"] {
            assert!(Coordinates::parse(wrong).is_err(), "{wrong}");
        }
    }
}
