//! The icon of the board as phones want it: PNG, drawn from the theme's SVG.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::{ICON, asset_path};

/// Part of a maskable icon that no mask cuts off: a circle of 40 % of its side around its middle.
/// <https://w3c.github.io/manifest/#icon-masks>
const SAFE: f32 = 0.8;

/// The colour of the theme's header, behind what a mask may show.
pub const THEME_COLOUR: [u8; 3] = [0x00, 0x66, 0xcc];

/// An icon in one of the forms that phones ask for.
pub struct Icon {
    pub pixels: u32,
    pub is_maskable: bool,
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Pixels of each side, and whether the phone cuts it to its own shape.
const FORMS: [(u32, bool); 4] = [(192, false), (512, false), (512, true), (180, true)];

/// The side that an iPhone wants on its home screen.
pub const TOUCH: u32 = 180;

/// Every form of the theme's icon; none if the theme has none.
///
/// # Errors
/// The icon is not an image that can be drawn.
pub fn icons(svg: Option<&Vec<u8>>) -> Result<Vec<Icon>, String> {
    let Some(svg) = svg else { return Ok(Vec::new()) };
    let tree = Tree::from_data(svg, &Options::default()).map_err(|error| format!("assets/{ICON}: {error}"))?;
    FORMS.into_iter().map(|(pixels, is_maskable)| icon(&tree, pixels, is_maskable)).collect()
}

fn icon(tree: &Tree, pixels: u32, is_maskable: bool) -> Result<Icon, String> {
    let mut canvas = Pixmap::new(pixels, pixels).expect("a side above zero");
    let scale = if is_maskable { SAFE } else { 1.0 };
    if is_maskable {
        let [red, green, blue] = THEME_COLOUR;
        canvas.fill(Color::from_rgba8(red, green, blue, u8::MAX));
    }
    let side = pixels as f32;
    let size = tree.size();
    let factor = side * scale / size.width().max(size.height());
    let margin = |length: f32| (side - length * factor) / 2.0;
    let place = Transform::from_scale(factor, factor).post_translate(margin(size.width()), margin(size.height()));
    resvg::render(tree, place, &mut canvas.as_mut());
    let bytes = canvas.encode_png().map_err(|error| format!("assets/{ICON}: {error}"))?;
    let name = format!("icon-{pixels}{}.png", if is_maskable { "-mask" } else { "" });
    Ok(Icon { pixels, is_maskable, path: asset_path(&name, &bytes), bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#fff"/></svg>"##;

    #[test]
    fn a_maskable_icon_has_colour_up_to_its_edges_and_the_drawing_in_its_middle() {
        let icons = icons(Some(&SQUARE.to_vec())).unwrap();
        let mask = icons.iter().find(|icon| icon.is_maskable && icon.pixels == 512).unwrap();
        let drawn = Pixmap::decode_png(&mask.bytes).unwrap();
        let colour = |x, y| drawn.pixel(x, y).map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).unwrap();
        assert_eq!(colour(2, 2), THEME_COLOUR);
        assert_eq!(colour(256, 256), [255, 255, 255]);
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        assert!(icons(Some(&b"<svg>".to_vec())).is_err());
        assert!(icons(None).unwrap().is_empty());
    }
}
