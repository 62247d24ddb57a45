//! What a mark means, carried through plotters as a colour that is none.

use plotters::style::RGBColor;
use plotters_backend::BackendColor;

use crate::palette::{HEAT, HEAT_TEXT, LIGHT, Palette};

/// The role of a mark. Plotters only passes colours on, so each role travels as a colour that no
/// chart would use, and the backend turns it into a class or a colour of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// A series: colour, and on a line its dash pattern.
    Series(u8),
    /// The same colour, never dashed: whiskers, bars and label text.
    Solid(u8),
    /// The same colour, dashed: an estimate, or what would have been.
    Broken(u8),
    /// A band around a series.
    Band(u8),
    Text,
    Muted,
    Axis,
    Grid,
    /// A dashed line across the chart: a break or a limit.
    Dashed,
    /// The colour of the page, for text on a filled mark.
    Paper,
    /// A cell of a heat map, 0 to 4.
    Heat(u8),
    /// Text on such a cell.
    OnHeat(u8),
    /// A quiet area behind what cannot be judged yet.
    Shade,
    /// No mark at all: the start of a group with a role, see `Group`.
    Open(u8),
    /// The end of such a group.
    Close(u8),
}

/// The number of series that can be told apart.
pub(crate) const SERIES: u8 = 6;

const DASHES: [&str; 7] = ["", "9 4", "3 3", "12 4 3 4", "6 2", "1.5 3.5", "4 6"];

impl Ink {
    pub(crate) fn colour(self) -> RGBColor {
        match self {
            Self::Series(n) => RGBColor(1, n, 0),
            Self::Solid(n) => RGBColor(2, n, 0),
            Self::Band(n) => RGBColor(3, n, 0),
            Self::Text => RGBColor(4, 0, 0),
            Self::Muted => RGBColor(4, 1, 0),
            Self::Axis => RGBColor(4, 2, 0),
            Self::Grid => RGBColor(4, 3, 0),
            Self::Dashed => RGBColor(4, 4, 0),
            Self::Paper => RGBColor(4, 5, 0),
            Self::Heat(n) => RGBColor(5, n, 0),
            Self::OnHeat(n) => RGBColor(6, n, 0),
            Self::Shade => RGBColor(4, 6, 0),
            Self::Broken(n) => RGBColor(7, n, 0),
            Self::Open(n) => RGBColor(8, n, 0),
            Self::Close(n) => RGBColor(9, n, 0),
        }
    }

    pub(crate) fn of(colour: BackendColor) -> Self {
        let (kind, n, _) = colour.rgb;
        match (kind, n) {
            (1, n) => Self::Series(n),
            (2, n) => Self::Solid(n),
            (3, n) => Self::Band(n),
            (4, 1) => Self::Muted,
            (4, 2) => Self::Axis,
            (4, 3) => Self::Grid,
            (4, 4) => Self::Dashed,
            (4, 5) => Self::Paper,
            (5, n) => Self::Heat(n),
            (6, n) => Self::OnHeat(n),
            (4, 6) => Self::Shade,
            (7, n) => Self::Broken(n),
            (8, n) => Self::Open(n),
            (9, n) => Self::Close(n),
            _ => Self::Text,
        }
    }

    pub(crate) fn class(self) -> String {
        match self {
            Self::Series(n) | Self::Solid(n) | Self::Broken(n) => format!("s{}", slot(n) + 1),
            Self::Band(n) => format!("b s{}", slot(n) + 1),
            Self::Text => "tx".to_owned(),
            Self::Muted => "mu".to_owned(),
            Self::Axis => "ax".to_owned(),
            Self::Grid => "gr".to_owned(),
            Self::Dashed => "mu".to_owned(),
            Self::Paper => "pa".to_owned(),
            Self::Heat(n) => format!("h{n}"),
            Self::OnHeat(n) => format!("o{n}"),
            Self::Shade => "sh".to_owned(),
            Self::Open(_) | Self::Close(_) => String::new(),
        }
    }

    /// The colour on white paper.
    pub(crate) fn hex(self) -> &'static str {
        let Palette {
            series,
            text,
            muted,
            axis,
            grid,
            paper,
            shade,
        } = &LIGHT;
        match self {
            Self::Series(n) | Self::Solid(n) | Self::Broken(n) | Self::Band(n) => series[slot(n)],
            Self::Text => text,
            Self::Muted | Self::Dashed => muted,
            Self::Axis => axis,
            Self::Grid => grid,
            Self::Paper => paper,
            Self::Heat(n) => HEAT.light[usize::from(n.min(4))],
            Self::OnHeat(n) => HEAT_TEXT.light[usize::from(n.min(4))],
            Self::Shade => shade,
            Self::Open(_) | Self::Close(_) => "",
        }
    }

    /// The dash pattern of a line; empty when solid.
    pub(crate) fn dash(self) -> &'static str {
        match self {
            Self::Series(n) => DASHES[slot(n)],
            Self::Dashed | Self::Broken(_) => "5 4",
            _ => "",
        }
    }
}

/// The place in the palette: six hues, then the grey of what is left over.
fn slot(n: u8) -> usize {
    usize::from(n.min(SERIES))
}
