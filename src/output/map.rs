//! The district drawn: a point for each Comune, as large as what is only there; true boundaries if the
//! board gives them, never invented ones.

use std::fmt::Write as _;

use crate::model::catalog::Catalog;
use crate::model::id::ComuneId;
use crate::model::site::Site;
use crate::model::value::Coordinates;
use crate::render::asset_path;

/// Width of the drawing; its height follows from the territory.
const WIDTH: f64 = 1000.0;
/// Between the outermost points and the edge.
const MARGIN: f64 = 130.0;

/// A Comune on the map.
pub struct Point {
    pub comune: ComuneId,
    pub x: f64,
    pub y: f64,
    /// Radius.
    pub r: f64,
}

pub struct Map {
    pub height: f64,
    pub points: Vec<Point>,
    /// The plain drawing, shared by the small maps of all pages: its path on the site, its bytes.
    pub asset: (String, Vec<u8>),
}

/// Where a place falls on the drawing (equirectangular, true at the middle of the territory).
struct Projection {
    west: f64,
    north: f64,
    /// Drawing units per degree of longitude and of latitude.
    across: f64,
    down: f64,
}

impl Projection {
    fn around(places: &[Coordinates]) -> (Projection, f64) {
        let least = |of: fn(&Coordinates) -> f64| places.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(&Coordinates) -> f64| places.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (west, east) = (least(|place| place.lon), most(|place| place.lon));
        let (south, north) = (least(|place| place.lat), most(|place| place.lat));
        // One Comune alone stands in the middle of a small territory.
        let degrees = (east - west).max(0.02);
        let across = (WIDTH - 2.0 * MARGIN) / degrees;
        let down = across / ((south + north) / 2.0).to_radians().cos();
        let height = ((north - south) * down + 2.0 * MARGIN).max(2.0 * MARGIN);
        (Projection { west, north, across, down }, height)
    }

    fn place(&self, place: Coordinates) -> (f64, f64) {
        (MARGIN + (place.lon - self.west) * self.across, MARGIN + (self.north - place.lat) * self.down)
    }
}

impl Map {
    pub fn of(site: &Site, catalog: &Catalog) -> Map {
        let places: Vec<Coordinates> = site.comuni.iter().map(|comune| comune.coordinates).collect();
        if places.is_empty() {
            return Map { height: 0.0, points: Vec::new(), asset: (String::new(), Vec::new()) };
        }
        let (projection, height) = Projection::around(&places);
        let point = |comune: ComuneId| {
            let (x, y) = projection.place(site.comune(comune).coordinates);
            let local = catalog.local(comune).len() as f64;
            Point { comune, x, y, r: 9.0 + 4.0 * local.sqrt() }
        };
        let points: Vec<Point> = site.comune_ids().map(point).collect();
        let drawing = drawing(&points, height).into_bytes();
        Map { height, points, asset: (asset_path("mappa.svg", &drawing), drawing) }
    }

    pub fn view_box(&self) -> String {
        format!("0 0 {WIDTH} {:.0}", self.height)
    }
}

/// Only the points: what a small map shows behind its own mark.
fn drawing(points: &[Point], height: f64) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height:.0}\"><style>\
         circle{{fill:#5c6f82}}@media(prefers-color-scheme:dark){{circle{{fill:#8fa3b8}}}}</style>"
    );
    for point in points {
        let _ = write!(svg, "<circle cx=\"{:.0}\" cy=\"{:.0}\" r=\"12\"/>", point.x, point.y);
    }
    svg.push_str("</svg>\n");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_up_and_distances_keep_their_shape() {
        let corner = |lat, lon| Coordinates { lat, lon };
        let (projection, height) = Projection::around(&[corner(45.0, 9.0), corner(45.4, 9.4)]);
        let (west, south) = projection.place(corner(45.0, 9.0));
        let (east, north) = projection.place(corner(45.4, 9.4));
        assert!(west < east && north < south && south < height);
        // At 45° a degree of longitude is about 0.71 of one of latitude.
        assert!(((east - west) / (south - north) - 0.7046).abs() < 0.01);
    }

    #[test]
    fn one_comune_alone_has_a_map() {
        let (projection, height) = Projection::around(&[Coordinates { lat: 45.0, lon: 9.0 }]);
        let (x, y) = projection.place(Coordinates { lat: 45.0, lon: 9.0 });
        assert!(x.is_finite() && y.is_finite() && height > 0.0);
    }
}
