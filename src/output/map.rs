//! The district drawn: a point for each Comune, as large as what is only there; true boundaries if the
//! board gives them, never invented ones.

use std::fmt::Write as _;

use crate::model::catalog::Catalog;
use crate::model::entry::{Entry, EntryKind};
use crate::model::id::{ComuneId, EntryId};
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

/// A place of an entry.
pub struct Spot {
    pub entry: EntryId,
    /// Which of the entry's places.
    pub place: usize,
    pub x: f64,
    pub y: f64,
}

pub struct Map {
    pub height: f64,
    pub points: Vec<Point>,
    /// In the order of entries.
    pub spots: Vec<Spot>,
    /// The plain drawing, shared by all maps: its path on the site, its bytes.
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
            return Map { height: 0.0, points: Vec::new(), spots: Vec::new(), asset: (String::new(), Vec::new()) };
        }
        let borders = site.boundaries.iter().flat_map(|boundary| boundary.rings.iter().flatten().copied());
        let (projection, height) = Projection::around(&places.into_iter().chain(borders).collect::<Vec<_>>());
        let point = |comune: ComuneId| {
            let (x, y) = projection.place(site.comune(comune).coordinates);
            let local = catalog.local(comune).len() as f64;
            Point { comune, x, y, r: 9.0 + 4.0 * local.sqrt() }
        };
        let points: Vec<Point> = site.comune_ids().map(point).collect();
        let inside = |spot: &Spot| (0.0..=WIDTH).contains(&spot.x) && (0.0..=height).contains(&spot.y);
        let mut spots: Vec<Spot> = spots(site, catalog, &projection).into_iter().filter(inside).collect();
        spots.sort_by_key(|spot| (spot.entry, spot.place));
        let drawing = drawing(&points, &borders_of(site, &projection), height).into_bytes();
        Map { height, points, spots, asset: (asset_path("mappa.svg", &drawing), drawing) }
    }

    pub fn view_box(&self) -> String {
        format!("0 0 {WIDTH} {:.0}", self.height)
    }

    /// The spots of an entry.
    pub fn spots_of(&self, entry: EntryId) -> impl Iterator<Item = &Spot> {
        let first = self.spots.partition_point(|spot| spot.entry < entry);
        self.spots[first..].iter().take_while(move |spot| spot.entry == entry)
    }
}

/// Where citizens go for what is in the lists; the places of delicate entries are not given away.
fn spots(site: &Site, catalog: &Catalog, projection: &Projection) -> Vec<Spot> {
    let listed = EntryKind::ALL.into_iter().flat_map(|kind| catalog.kind(kind)).map(|id| site.entry(*id));
    let of_entry = |entry: &Entry| {
        let places = entry.reach.places.iter().enumerate();
        let spot = |(place, coordinates): (usize, Coordinates)| {
            let (x, y) = projection.place(coordinates);
            Spot { entry: entry.id, place, x, y }
        };
        places.filter_map(|(index, place)| Some((index, place.coordinates?))).map(spot).collect::<Vec<_>>()
    };
    listed.filter(|entry| !entry.sensitive).flat_map(of_entry).collect()
}

/// The boundaries as one SVG path: on whole units, so that what two Comuni share stays shared.
fn borders_of(site: &Site, projection: &Projection) -> String {
    let mut path = String::new();
    for ring in site.boundaries.iter().flat_map(|boundary| &boundary.rings) {
        let mut last = None;
        for place in ring {
            let (x, y) = projection.place(*place);
            let (x, y) = (x.round() as i64, y.round() as i64);
            let _ = match last {
                None => write!(path, "M{x} {y}"),
                Some(last) if last == (x, y) => continue,
                Some((from_x, from_y)) => write!(path, "l{} {}", x - from_x, y - from_y),
            };
            last = Some((x, y));
        }
        path.push('z');
    }
    path
}

/// What stands behind every map: the boundaries, if there are any, and the points.
fn drawing(points: &[Point], borders: &str, height: f64) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height:.0}\"><style>\
         circle{{fill:#5c6f82}}path{{fill:#5c6f8214;stroke:#5c6f82;stroke-width:1.5}}\
         @media(prefers-color-scheme:dark){{circle{{fill:#8fa3b8}}path{{fill:#8fa3b81c;stroke:#8fa3b8}}}}</style>"
    );
    if !borders.is_empty() {
        let _ = write!(svg, "<path fill-rule=\"evenodd\" d=\"{borders}\"/>");
    }
    for point in points {
        let _ = write!(svg, "<circle cx=\"{:.0}\" cy=\"{:.0}\" r=\"8\"/>", point.x, point.y);
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
