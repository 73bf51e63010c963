//! A QR code as one SVG path, for paper: a sheet leads back to its page.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// Light modules that readers need around the code (ISO/IEC 18004).
const QUIET: usize = 4;

/// A drawing in units of one module.
#[derive(Clone, Debug, Serialize)]
pub struct QrView {
    /// Side, with the light border.
    pub size: usize,
    /// Dark modules as strokes one unit high: each row a line, moves relative to what came before.
    pub path: String,
}

impl QrView {
    /// None for what is too long for a code.
    pub fn of(text: &str) -> Option<QrView> {
        // The lowest level: print is clean, and larger modules are easier to read than redundancy.
        let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
        let width = code.width();
        let modules = code.to_colors();
        let path: String = modules.chunks(width).enumerate().map(|(row, modules)| line(row, modules)).collect();
        Some(QrView { size: width + 2 * QUIET, path })
    }
}

/// The runs of a row: `M4 4.5h7m1 0h2`.
fn line(row: usize, modules: &[Color]) -> String {
    let mut path = String::new();
    let mut pen = None;
    let mut column = 0;
    for run in modules.chunk_by(|a, b| a == b) {
        if run[0] == Color::Dark {
            match pen {
                None => path.push_str(&format!("M{} {}.5", column + QUIET, row + QUIET)),
                Some(end) => path.push_str(&format!("m{} 0", column - end)),
            }
            path.push_str(&format!("h{}", run.len()));
            pen = Some(column + run.len());
        }
        column += run.len();
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the path again, module by module.
    fn drawn(view: &QrView) -> Vec<Vec<bool>> {
        let mut grid = vec![vec![false; view.size]; view.size];
        for line in view.path.split('M').skip(1) {
            let (x, rest) = line.split_once(' ').unwrap();
            let (y, rest) = rest.split_once(".5").unwrap();
            let (mut x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            for step in rest.split_inclusive(|c: char| c.is_ascii_digit()).collect::<String>().split('m') {
                let (gap, run) = step.split_once('h').unwrap();
                x += gap.strip_suffix(" 0").map_or(0, |gap| gap.parse().unwrap());
                let run: usize = run.parse().unwrap();
                (x..x + run).for_each(|x| grid[y][x] = true);
                x += run;
            }
        }
        grid
    }

    #[test]
    fn the_path_draws_the_code_in_its_light_border() {
        let text = "https://bacheca.example/servizi/aiuto-a-casa/";
        let view = QrView::of(text).unwrap();
        let code = QrCode::with_error_correction_level(text, EcLevel::L).unwrap();
        let grid = drawn(&view);
        assert_eq!(view.size, code.width() + 8);
        for (y, row) in grid.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let inside = (QUIET..QUIET + code.width()).contains(&x) && (QUIET..QUIET + code.width()).contains(&y);
                let expected = inside && code[(x - QUIET, y - QUIET)] == Color::Dark;
                assert_eq!(*dark, expected, "module {x}, {y}");
            }
        }
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert!(QrView::of(&"a".repeat(4000)).is_none());
    }
}
