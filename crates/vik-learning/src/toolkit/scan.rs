//! A unit's scan of its risks, and where it does not see what the figures show.
//!
//! # Source
//! I-48: residual risk `= vulnerability · (6 − control) / 25`, both scored from 1 to 5, in the manner of
//! a self-assessment. A blind spot is a low residual risk where clearly more cases are observed than
//! expected: the upper tail of a Poisson count is below 0.025, which is a two-sided 95 % limit as in a
//! funnel plot (Spiegelhalter 2005, *Statistics in Medicine* 24:1185).

use serde::{Deserialize, Serialize};
use vik_trends::count_law::CountLaw;

use super::instrument::Risk;
use crate::workshop::deed::{Deed, Line};
use crate::workshop::house::Observed;

/// The highest score of a question; the lowest is 1.
pub const HIGHEST: u8 = 5;
/// Below this a residual risk is low.
pub const LOW: f64 = 0.25;
/// From this on it is high.
pub const HIGH: f64 = 0.5;
/// The upper tail below which more is observed than expected.
pub const TAIL: f64 = 0.025;

/// The scores of one risk, each from 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(u8, u8)", into = "(u8, u8)")]
pub struct Score {
    vulnerability: u8,
    control: u8,
}

impl Score {
    /// Scores; none outside of 1 to 5.
    #[must_use]
    pub fn new(vulnerability: u8, control: u8) -> Option<Self> {
        let right = |score| (1..=HIGHEST).contains(&score);
        (right(vulnerability) && right(control)).then_some(Self {
            vulnerability,
            control,
        })
    }

    /// How vulnerable.
    #[must_use]
    pub fn vulnerability(self) -> u8 {
        self.vulnerability
    }

    /// How well controlled.
    #[must_use]
    pub fn control(self) -> u8 {
        self.control
    }

    /// What is left of the risk, from 0.04 to 1.
    #[must_use]
    pub fn residual(self) -> f64 {
        f64::from(self.vulnerability) * f64::from(HIGHEST + 1 - self.control) / 25.0
    }

    /// The residual risk as a level.
    #[must_use]
    pub fn level(self) -> Level {
        match self.residual() {
            risk if risk < LOW => Level::Low,
            risk if risk < HIGH => Level::Middle,
            _ => Level::High,
        }
    }
}

impl TryFrom<(u8, u8)> for Score {
    type Error = &'static str;

    fn try_from((vulnerability, control): (u8, u8)) -> Result<Self, Self::Error> {
        Self::new(vulnerability, control).ok_or("expected two scores from 1 to 5")
    }
}

impl From<Score> for (u8, u8) {
    fn from(score: Score) -> Self {
        (score.vulnerability, score.control)
    }
}

/// A residual risk as a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Below 0.25.
    Low,
    /// Below 0.5.
    Middle,
    /// From 0.5.
    High,
}

/// What the figures say beside a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figures {
    /// There are no figures that may be shown.
    None,
    /// No more than expected, as far as chance lets one see.
    Usual,
    /// Clearly more than expected.
    More,
}

/// A risk of a scan, laid over the figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Laid {
    /// The scores.
    pub score: Score,
    /// What the figures say.
    pub figures: Figures,
    /// Observed over expected; none without figures.
    pub ratio: Option<f64>,
}

impl Laid {
    /// Whether the unit sees little risk where the figures show more than expected.
    #[must_use]
    pub fn blind(&self) -> bool {
        self.score.level() == Level::Low && self.figures == Figures::More
    }
}

/// Lays a score over the observed and expected cases of a unit in the categories of its risk.
#[must_use]
pub fn lay(score: Score, risk: &Risk, unit: &str, observed: &[Observed]) -> Laid {
    let about = observed
        .iter()
        .filter(|one| one.unit == unit && risk.categories.contains(&one.category))
        .filter(|one| one.expected.is_finite() && one.expected >= 0.0);
    let (count, expected) = about.fold((0_u64, 0.0), |(count, expected), one| {
        (count.saturating_add(one.observed), expected + one.expected)
    });
    let law = CountLaw::poisson(expected).filter(|_| expected > 0.0);
    #[allow(clippy::cast_precision_loss, reason = "counts of cases are small")]
    let seen = count as f64;
    let (figures, ratio) = match law {
        None => (Figures::None, None),
        Some(law) if law.at_least(seen) < TAIL => (Figures::More, Some(seen / expected)),
        Some(_) => (Figures::Usual, Some(seen / expected)),
    };
    Laid {
        score,
        figures,
        ratio,
    }
}

/// The newest scan of a unit with an instrument: its day and its scores.
#[must_use]
pub fn newest<'a>(
    org: &str,
    lines: &'a [Line],
    instrument: &str,
    unit: &str,
) -> Option<(i32, &'a [Score])> {
    let own = lines.iter().rev().filter(|line| line.org == org);
    let mut scans = own.filter_map(|line| match &line.deed {
        Some(Deed::Scanned {
            instrument: of,
            unit: by,
            scores,
        }) if of == instrument && by == unit => Some((line.day, scores.as_slice())),
        _ => None,
    });
    scans.next()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn risk() -> Risk {
        Risk {
            process: vik_domain::Text::default(),
            vulnerability: vik_domain::Text::default(),
            control: vik_domain::Text::default(),
            categories: vec!["INF".into(), "POS".into()],
        }
    }

    fn seen(observed: u64, expected: f64) -> Vec<Observed> {
        let one = |unit: &str, category: &str, observed, expected| Observed {
            unit: unit.into(),
            category: category.into(),
            observed,
            expected,
        };
        vec![
            one("NN", "INF", observed, expected),
            one("NN", "GEW", 90, 1.0),
            one("ON", "INF", 90, 1.0),
        ]
    }

    /// The ends and the middle of the formula of I-48.
    #[test]
    fn residual_risk_is_that_of_the_formula() {
        for (vulnerability, control, residual) in [
            (1, 5, 0.04),
            (5, 1, 1.0),
            (3, 3, 0.36),
            (2, 4, 0.16),
            (5, 5, 0.2),
        ] {
            let score = Score::new(vulnerability, control).unwrap();
            assert!((score.residual() - residual).abs() < 1e-12);
        }
        assert_eq!(Score::new(0, 3), None);
        assert_eq!(Score::new(3, 6), None);
        assert!(serde_json::from_str::<Score>("[9, 1]").is_err());
    }

    /// P(X ≥ 10 | mean 5) = 0.0318 and P(X ≥ 11 | mean 5) = 0.0137 (tables of the Poisson law).
    #[test]
    fn a_blind_spot_is_low_risk_with_clearly_more_cases() {
        let low = Score::new(1, 5).unwrap();
        assert!(!lay(low, &risk(), "NN", &seen(10, 5.0)).blind());
        let spot = lay(low, &risk(), "NN", &seen(11, 5.0));
        assert!(spot.blind() && (spot.ratio.unwrap() - 2.2).abs() < 1e-12);
        let known = lay(Score::new(5, 1).unwrap(), &risk(), "NN", &seen(11, 5.0));
        assert!(!known.blind() && known.figures == Figures::More);
        for nothing in [
            lay(low, &risk(), "NN", &[]),
            lay(low, &risk(), "LB", &seen(9, 1.0)),
        ] {
            assert_eq!((nothing.figures, nothing.ratio), (Figures::None, None));
        }
        for odd in [f64::NAN, f64::INFINITY, -1.0, 0.0] {
            assert_eq!(
                lay(low, &risk(), "NN", &seen(3, odd)).figures,
                Figures::None
            );
        }
    }

    proptest! {
        #[test]
        fn more_vulnerable_or_less_controlled_is_never_a_lower_risk(v in 1_u8..5, c in 2_u8..=5) {
            let of = |v, c| Score::new(v, c).unwrap().residual();
            prop_assert!(of(v + 1, c) > of(v, c));
            prop_assert!(of(v, c - 1) > of(v, c));
            prop_assert!((0.04..=1.0).contains(&of(v, c)));
        }

        #[test]
        fn more_cases_never_close_a_blind_spot(count in 0_u64..60, expected in 0.1_f64..30.0) {
            let low = Score::new(1, 5).unwrap();
            let blind = |count| lay(low, &risk(), "NN", &seen(count, expected)).blind();
            prop_assert!(!blind(count) || blind(count + 1));
        }
    }
}
