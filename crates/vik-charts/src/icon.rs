//! Small icons that differ by shape first and by colour second.

use crate::Language;
use crate::canvas::{Canvas, Drawn, Shape};
use crate::ink::Ink;

/// An icon, about fourteen units wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    /// More than expected.
    Higher,
    /// Less than expected.
    Lower,
    /// As expected.
    Ordinary,
    /// The same issue comes back.
    Recurring,
    /// The norm is met.
    Met,
    /// The norm is not met.
    Missed,
    /// The norm is met in some months only.
    Varies,
    /// Rising.
    Up,
    /// Falling.
    Down,
    /// Neither.
    Level,
}

impl Icon {
    pub(crate) const VARIATION: [(&'static str, Self); 4] = [
        ("higher", Self::Higher),
        ("lower", Self::Lower),
        ("ordinary", Self::Ordinary),
        ("recurring", Self::Recurring),
    ];
    pub(crate) const ASSURANCE: [(&'static str, Self); 3] = [
        ("met", Self::Met),
        ("missed", Self::Missed),
        ("varies", Self::Varies),
    ];
    pub(crate) const TREND: [(&'static str, Self); 3] = [
        ("up", Self::Up),
        ("down", Self::Down),
        ("level", Self::Level),
    ];

    /// The icon of a code in one of the tables above.
    pub(crate) fn of(table: &[(&str, Self)], code: &str) -> Option<Self> {
        table
            .iter()
            .find(|(word, _)| *word == code)
            .map(|(_, icon)| *icon)
    }

    /// What it says, for the key and for who does not see it.
    pub(crate) fn words(self, language: Language) -> &'static str {
        match self {
            Self::Higher => language.pick("hoger dan verwacht", "higher than expected"),
            Self::Lower => language.pick("lager dan verwacht", "lower than expected"),
            Self::Ordinary => language.pick("zoals verwacht", "as expected"),
            Self::Recurring => language.pick("komt terug", "recurring"),
            Self::Met => language.pick("norm gehaald", "norm met"),
            Self::Missed => language.pick("norm niet gehaald", "norm not met"),
            Self::Varies => language.pick("norm wisselend gehaald", "norm met at times"),
            Self::Up => language.pick("stijgt", "rising"),
            Self::Down => language.pick("daalt", "falling"),
            Self::Level => language.pick("blijft gelijk", "level"),
        }
    }

    /// Whether it asks for a look: anything but as expected, met and level.
    pub(crate) fn speaks(self) -> bool {
        !matches!(self, Self::Ordinary | Self::Met | Self::Level)
    }

    pub(crate) fn draw(self, canvas: &Canvas<'_>, (x, y): (f64, f64)) -> Drawn {
        match self {
            Self::Higher => canvas.shape(Shape::Up, (x, y), 4.9, Ink::Solid(1)),
            Self::Lower => canvas.shape(Shape::Down, (x, y), 4.9, Ink::Solid(0)),
            Self::Ordinary => canvas.shape(Shape::Disc, (x, y), 2.0, Ink::Axis),
            Self::Recurring => {
                canvas.shape(Shape::Diamond, (x, y), 4.7, Ink::Solid(3))?;
                canvas.shape(Shape::Disc, (x, y), 1.8, Ink::Paper)
            }
            Self::Met => {
                let tick = [(x - 4.6, y + 0.4), (x - 1.4, y + 3.8), (x + 4.8, y - 3.8)];
                canvas.line(&tick, Ink::Solid(2), 2.0)
            }
            Self::Missed => {
                let r = 3.8;
                canvas.line(&[(x - r, y - r), (x + r, y + r)], Ink::Text, 1.9)?;
                canvas.line(&[(x - r, y + r), (x + r, y - r)], Ink::Text, 1.9)
            }
            Self::Varies => {
                let wave: Vec<(f64, f64)> = (0..=16)
                    .map(|n| {
                        let at = f64::from(n) / 16.0;
                        let bend = (at * std::f64::consts::TAU).sin();
                        (x - 5.0 + 10.0 * at, y - 2.8 * bend)
                    })
                    .collect();
                canvas.line(&wave, Ink::Muted, 1.9)
            }
            Self::Up => arrow(canvas, (x, y), (0.707, -0.707), (Ink::Text, 1.8)),
            Self::Down => arrow(canvas, (x, y), (0.707, 0.707), (Ink::Text, 1.8)),
            // Nothing to see here, so less of it to see.
            Self::Level => arrow(canvas, (x, y), (1.0, 0.0), (Ink::Axis, 1.1)),
        }
    }
}

/// An arrow along a direction of length one.
fn arrow(
    canvas: &Canvas<'_>,
    (x, y): (f64, f64),
    (dx, dy): (f64, f64),
    (ink, width): (Ink, f64),
) -> Drawn {
    let at = |along: f64, aside: f64| (x + dx * along - dy * aside, y + dy * along + dx * aside);
    canvas.line(&[at(-4.8, 0.0), at(4.8, 0.0)], ink, width)?;
    canvas.line(&[at(1.3, -3.3), at(4.8, 0.0), at(1.3, 3.3)], ink, width)
}
