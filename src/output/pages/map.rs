//! The district as a map, and as the list that says the same.

use std::io;

use serde::Serialize;

use super::Drawer;
use super::page::Page;
use crate::model::catalog::sort_key;
use crate::model::id::ComuneId;
use crate::model::route::Subject;
use crate::output::map::Point;
use crate::render::view::Link;

/// Room that a name takes on the map, in its units: names nearer than that would cover each other.
const NAME_ROOM: (f64, f64) = (300.0, 90.0);

#[derive(Serialize)]
struct MapView {
    view_box: String,
    points: Vec<PointView>,
    comuni: Vec<Link>,
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
}

/// A small map with one point marked, for pages about a place.
#[derive(Clone, Debug, Serialize)]
pub struct SmallMap {
    view_box: String,
    drawing: String,
    x: String,
    y: String,
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
        let page = Page::new(route.clone(), "map", self.word("map"), self.word("map_intro"));
        let view = MapView { view_box: map.view_box(), points: self.points(), comuni: self.comuni_with_counts() };
        self.put(&route, "pages/map.html", &self.view(page), "map", &view)
    }

    fn points(&self) -> Vec<PointView> {
        let catalog = self.context.catalog;
        let mut points: Vec<&Point> = self.context.map.points.iter().collect();
        // The smaller ones on top, so that each can be reached.
        points.sort_by(|a, b| b.r.total_cmp(&a.r));
        let named = named(&points);
        let view = |point: &Point| {
            let comune = self.context.site.comune(point.comune);
            let count = catalog.local(point.comune).len();
            PointView {
                x: format!("{:.0}", point.x),
                y: format!("{:.0}", point.y),
                r: format!("{:.0}", point.r),
                name: comune.name.clone(),
                url: self.context.renderer.comune_link(self.language, point.comune).url,
                count,
                is_named: named.contains(&point.comune),
            }
        };
        points.into_iter().map(view).collect()
    }

    fn comuni_with_counts(&self) -> Vec<Link> {
        let mut ids: Vec<ComuneId> = self.context.site.comune_ids().collect();
        ids.sort_by_cached_key(|id| sort_key(&self.context.site.comune(*id).name));
        let link = |id: ComuneId| {
            let count = self.context.catalog.local(id).len();
            Link { count: (count > 0).then_some(count), ..self.context.renderer.comune_link(self.language, id) }
        };
        ids.into_iter().map(link).collect()
    }

    /// Where a Comune is in the district.
    pub fn small_map(&self, comune: ComuneId) -> Option<SmallMap> {
        let map = self.context.map;
        let point = map.points.iter().find(|point| point.comune == comune)?;
        Some(SmallMap {
            view_box: map.view_box(),
            drawing: self.context.renderer.urls.local(&map.asset.0),
            x: format!("{:.0}", point.x),
            y: format!("{:.0}", point.y),
            url: self.context.renderer.href(self.language, Subject::Map),
            name: self.context.site.comune(comune).name.clone(),
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
