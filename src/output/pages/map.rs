//! The district as a map, and as the lists that say the same.

use std::collections::BTreeSet;
use std::io;

use serde::Serialize;

use super::Drawer;
use super::page::Page;
use crate::model::entry::{Coverage, Entry};
use crate::model::id::{ComuneId, EntryId, TermId};
use crate::model::route::Subject;
use crate::model::schema::Vocabulary;
use crate::output::map::{Point, Spot};
use crate::render::view::ComuneChoice;

/// Room that a name takes on the map, in its units: names nearer than that would cover each other.
const NAME_ROOM: (f64, f64) = (300.0, 90.0);

/// Places on the map: beyond that nobody could tell them apart, nor wait for them.
const SPOTS: usize = 300;

/// Marks of a small map: with more, it shows nothing.
const MARKS: usize = 12;

#[derive(Serialize)]
struct MapView {
    view_box: String,
    drawing: String,
    points: Vec<PointView>,
    spots: Vec<SpotView>,
    comuni: Vec<ComuneRow>,
    needs: Vec<NeedChoice>,
}

#[derive(Serialize)]
struct PointView {
    x: String,
    y: String,
    r: String,
    name: String,
    url: String,
    /// What is only there.
    count: usize,
    is_named: bool,
    /// Slugs of the needs of what is only there.
    needs: String,
}

#[derive(Serialize)]
struct SpotView {
    x: String,
    y: String,
    lat: f64,
    lon: f64,
    title: String,
    /// The language of the page it leads to, when it is not the reader's.
    lang: Option<String>,
    url: String,
    address: String,
    needs: String,
}

#[derive(Serialize)]
struct ComuneRow {
    #[serde(flatten)]
    comune: ComuneChoice,
    count: usize,
    needs: String,
}

#[derive(Serialize)]
struct NeedChoice {
    slug: String,
    label: String,
}

/// A small map with some points marked, for pages about a place.
#[derive(Clone, Debug, Serialize)]
pub struct SmallMap {
    view_box: String,
    drawing: String,
    /// Where each mark is.
    marks: Vec<(String, String)>,
    url: String,
    name: String,
}

impl Drawer<'_> {
    pub fn map(&self) -> io::Result<()> {
        let map = self.context.map;
        if map.points.is_empty() {
            return Ok(());
        }
        let route = self.context.renderer.route(self.language, Subject::Map);
        if !self.wants(&route) {
            return Ok(());
        }
        let page = Page::new(route.clone(), "map", self.word("map"), self.word("map_intro"));
        let view = MapView {
            view_box: map.view_box(),
            drawing: self.context.renderer.urls.local(&map.asset.0),
            points: self.points(),
            spots: map.spots.iter().take(SPOTS).map(|spot| self.spot(spot)).collect(),
            comuni: self.comune_rows(),
            needs: self.need_choices(),
        };
        self.put(&route, "pages/map.html", &self.view(page), "map", &view)
    }

    fn points(&self) -> Vec<PointView> {
        let catalog = self.context.catalog;
        let mut points: Vec<&Point> = self.context.map.points.iter().collect();
        // The smaller ones on top, so that each can be reached.
        points.sort_by(|a, b| b.r.total_cmp(&a.r));
        let named = named(&points);
        let view = |point: &Point| PointView {
            x: format!("{:.0}", point.x),
            y: format!("{:.0}", point.y),
            r: format!("{:.0}", point.r),
            name: self.context.site.comune(point.comune).name.clone(),
            url: self.context.renderer.comune_link(self.language, point.comune).url,
            count: catalog.local(point.comune).len(),
            is_named: named.contains(&point.comune),
            needs: self.needs_of(catalog.local(point.comune)),
        };
        points.into_iter().map(view).collect()
    }

    fn spot(&self, spot: &Spot) -> SpotView {
        let (site, renderer) = (self.context.site, self.context.renderer);
        let entry = site.entry(spot.entry);
        let place = &entry.reach.places[spot.place];
        let comune = place.comune.map(|id| site.comune(id).name.as_str());
        let address: Vec<&str> = std::iter::once(place.address.as_str()).chain(comune).collect();
        let coordinates = place.coordinates.expect("a spot has its place");
        SpotView {
            x: format!("{:.0}", spot.x),
            y: format!("{:.0}", spot.y),
            lat: coordinates.lat,
            lon: coordinates.lon,
            lang: renderer.foreign(self.language, entry.translations.contains_key(self.language.lang.as_str())),
            title: entry.texts_in(self.language.lang.as_str()).title.clone(),
            url: renderer.urls.local(&renderer.entry_route(self.language, entry).path()),
            address: address.join(", "),
            needs: self.needs_of(&[spot.entry]),
        }
    }

    fn comune_rows(&self) -> Vec<ComuneRow> {
        let site = self.context.site;
        let row = |comune: ComuneChoice| {
            let id = site.comune_ids().find(|id| site.comune(*id).slug == comune.slug);
            let local = id.map_or(&[][..], |id| self.context.catalog.local(id));
            ComuneRow { comune, count: local.len(), needs: self.needs_of(local) }
        };
        self.context.renderer.comune_choices(self.language).into_iter().map(row).collect()
    }

    fn needs_of(&self, entries: &[EntryId]) -> String {
        let site = self.context.site;
        let needs: BTreeSet<TermId> = entries.iter().flat_map(|id| site.entry(*id).needs.iter().copied()).collect();
        let needs = needs.into_iter().map(|need| site.term(need)).filter(|need| !need.sensitive);
        let slugs: Vec<&str> = needs.map(|need| need.slug.as_str()).collect();
        slugs.join(" ")
    }

    fn need_choices(&self) -> Vec<NeedChoice> {
        let site = self.context.site;
        let used = self.context.catalog.used_terms(site, Vocabulary::Needs).map(|(need, _)| site.term(need));
        used.filter(|need| !need.for_professionals && !need.sensitive)
            .map(|need| NeedChoice {
                slug: need.slug.clone(),
                label: need.name_in(self.language.lang.as_str()).to_owned(),
            })
            .collect()
    }

    /// Where a Comune is in the district.
    pub fn comune_map(&self, comune: ComuneId) -> Option<SmallMap> {
        let points = self.context.map.points.iter().filter(|point| point.comune == comune);
        self.small_map(points.map(|point| (point.x, point.y)), &self.context.site.comune(comune).name)
    }

    /// Where an entry is: its own places, else the Comuni where it is valid.
    pub fn entry_map(&self, entry: &Entry) -> Option<SmallMap> {
        if entry.sensitive {
            return None;
        }
        let map = self.context.map;
        let title = &entry.texts_in(self.language.lang.as_str()).title;
        let places = map.spots_of(entry.id).map(|spot| (spot.x, spot.y));
        self.small_map(places, title).or_else(|| {
            let Coverage::Only(comuni) = &entry.coverage else { return None };
            let points = map.points.iter().filter(|point| comuni.contains(&point.comune));
            self.small_map(points.map(|point| (point.x, point.y)), title)
        })
    }

    fn small_map(&self, marks: impl Iterator<Item = (f64, f64)>, name: &str) -> Option<SmallMap> {
        let map = self.context.map;
        let marks: Vec<_> = marks.map(|(x, y)| (format!("{x:.0}"), format!("{y:.0}"))).collect();
        (1..=MARKS).contains(&marks.len()).then(|| SmallMap {
            view_box: map.view_box(),
            drawing: self.context.renderer.urls.local(&map.asset.0),
            marks,
            url: self.context.renderer.href(self.language, Subject::Map),
            name: name.to_owned(),
        })
    }
}

/// The Comuni whose names are written: from the largest point on, each where there is room.
fn named(points: &[&Point]) -> Vec<ComuneId> {
    let mut written: Vec<&Point> = Vec::new();
    for point in points {
        let covers =
            |other: &&Point| (other.x - point.x).abs() < NAME_ROOM.0 && (other.y - point.y).abs() < NAME_ROOM.1;
        if !written.iter().any(covers) {
            written.push(point);
        }
    }
    written.into_iter().map(|point| point.comune).collect()
}
