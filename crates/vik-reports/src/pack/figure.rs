//! Charts as PNG, for programs that cannot be trusted with SVG.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use vik_charts::{Mode, Width, draw};

use super::model::PackFigure;
use crate::error::DocumentError;

/// Pixels for each unit of the chart: 1,800 across, sharp on a projector.
const SCALE: f32 = 2.5;

/// A picture with its size in pixels.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) png: Vec<u8>,
    pub(super) wide: u32,
    pub(super) high: u32,
}

/// Draws the figure on white.
pub(super) fn picture(figure: &PackFigure) -> Result<Picture, DocumentError> {
    let failed = || DocumentError::Chart {
        place: figure.spec.id.clone(),
    };
    let svg = draw(&figure.spec, &figure.data, Width::Wide, Mode::Static).map_err(|_| failed())?;
    let options = Options {
        font_family: "Fira Sans".to_owned(),
        fontdb: faces(),
        ..Options::default()
    };
    let tree = Tree::from_str(&svg, &options).map_err(|_| failed())?;
    let size = tree.size();
    let (wide, high) = (pixels(size.width()), pixels(size.height()));
    let mut map = Pixmap::new(wide, high).ok_or_else(failed)?;
    map.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(
        &tree,
        Transform::from_scale(SCALE, SCALE),
        &mut map.as_mut(),
    );
    Ok(Picture {
        png: map.encode_png().map_err(|_| failed())?,
        wide,
        high,
    })
}

fn pixels(units: f32) -> u32 {
    // A chart is a few hundred units wide and high.
    (units * SCALE).ceil().clamp(1.0, 8000.0) as u32
}

/// The typeface of the charts and no other: the machine's own would change the picture.
fn faces() -> Arc<Database> {
    static FACES: OnceLock<Arc<Database>> = OnceLock::new();
    let made = FACES.get_or_init(|| {
        let mut faces = Database::new();
        faces.load_font_data(vik_charts::REGULAR_TTF.to_vec());
        faces.load_font_data(vik_charts::SEMIBOLD_TTF.to_vec());
        Arc::new(faces)
    });
    made.clone()
}
