//! Defaults that move with the last published month: `month:-23`, `quarter:-7`.

use std::str::FromStr;

/// The step of a relative default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Months.
    Month,
    /// Quarters.
    Quarter,
}

/// A period counted back from the last published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relative {
    /// Months or quarters.
    pub grain: Grain,
    /// How many steps; 0 is the last one, -1 the one before.
    pub offset: i32,
}

impl FromStr for Relative {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (grain, offset) = text.split_once(':').ok_or(())?;
        let grain = match grain {
            "month" => Grain::Month,
            "quarter" => Grain::Quarter,
            _ => return Err(()),
        };
        let offset: i32 = offset.parse().map_err(|_| ())?;
        if (-1200..=1200).contains(&offset) {
            Ok(Self { grain, offset })
        } else {
            Err(())
        }
    }
}

impl Relative {
    /// The period meant, given the last published month as `year * 12 + month - 1`.
    ///
    /// Months come back in that same count, quarters as `year * 4 + quarter - 1`, counted from
    /// the last quarter of which all three months are published.
    pub fn resolve(self, last_month: i32) -> i32 {
        match self.grain {
            Grain::Month => last_month.saturating_add(self.offset),
            Grain::Quarter => last_month.saturating_add(1).div_euclid(3) - 1 + self.offset,
        }
    }

    /// The period meant, as `2024-03` or `2024-Q1`.
    pub fn text(self, last_month: i32) -> String {
        let period = self.resolve(last_month);
        match self.grain {
            Grain::Month => month_text(period),
            Grain::Quarter => format!("{:04}-Q{}", period.div_euclid(4), period.rem_euclid(4) + 1),
        }
    }
}

/// A month, counted as `year * 12 + month - 1`, as `2024-03`.
pub fn month_text(month: i32) -> String {
    format!(
        "{:04}-{:02}",
        month.div_euclid(12),
        month.rem_euclid(12) + 1
    )
}

/// Whether a text is a fixed period of this grain: `2024-03` or `2024-Q1`.
pub(crate) fn is_fixed(grain: Grain, text: &str) -> bool {
    let Some((year, rest)) = text.split_once('-') else {
        return false;
    };
    let year_is_four_digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let rest_fits = match grain {
        Grain::Month => {
            rest.len() == 2
                && rest
                    .parse::<u8>()
                    .is_ok_and(|month| (1..=12).contains(&month))
        }
        Grain::Quarter => matches!(rest, "Q1" | "Q2" | "Q3" | "Q4"),
    };
    year_is_four_digits && rest_fits
}
