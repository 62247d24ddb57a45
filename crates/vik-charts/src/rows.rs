//! The rows of a chart, arranged by x and by series.

use std::collections::BTreeMap;

use crate::ink::SERIES;
use crate::period::Period;
use crate::{ChartData, ChartError, ChartSpec, Part};

/// One figure and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub y: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// The points of one series, one place for each x; a place without a point is a gap.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    pub label: String,
    pub n: u8,
    pub points: Vec<Option<Point>>,
    /// The interval of each place, also where the figure itself is missing.
    pub band: Vec<Option<(f64, f64)>>,
}

/// All series over one list of x values.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    /// What the reader sees for each x.
    pub xs: Vec<String>,
    /// The first x when the axis is time; the others follow without a hole.
    pub start: Option<Period>,
    pub series: Vec<Series>,
    /// Series that `series_max` left out.
    pub left_out: usize,
    pub codes: Vec<String>,
}

/// Longer time axes than this are read as categories: a stray year 1 must not make a million places.
const LONGEST: i32 = 1200;

impl Rows {
    /// Arranges the data of a chart. `most` bounds the number of series when the chart does not.
    pub(crate) fn arrange(
        spec: &ChartSpec,
        data: &ChartData,
        most: usize,
    ) -> Result<Self, ChartError> {
        let count = data.rows();
        if count == 0 {
            return Err(ChartError::Empty);
        }
        let x = if spec.x.is_empty() {
            vec![String::new(); count]
        } else {
            data.texts(&spec.x)?
        };
        let y = data.figures(&spec.y)?;
        let optional = |name: &Option<String>| match name {
            Some(name) => data.figures(name),
            None => Ok(vec![None; count]),
        };
        let (low, high) = (optional(&spec.low)?, optional(&spec.high)?);
        let names = match &spec.series {
            Some(name) => data.texts(name)?,
            None => vec![String::new(); count],
        };

        let (codes, start) = axis(&x[..count]);
        let place: BTreeMap<&str, usize> = codes
            .iter()
            .enumerate()
            .map(|(place, code)| (code.as_str(), place))
            .collect();
        let mut found: Vec<Series> = Vec::new();
        for row in 0..count {
            let code = canonical(&x[row], start);
            let Some(&at) = place.get(code.as_str()) else {
                continue;
            };
            let index = match found.iter().position(|series| series.label == names[row]) {
                Some(index) => index,
                None => {
                    found.push(Series {
                        label: names[row].clone(),
                        n: 0,
                        points: vec![None; codes.len()],
                        band: vec![None; codes.len()],
                    });
                    found.len() - 1
                }
            };
            found[index].points[at] = y[row].map(|y| Point {
                y,
                low: low[row],
                high: high[row],
            });
            found[index].band[at] = low[row].zip(high[row]);
        }
        let most = spec.series_max.unwrap_or(most).clamp(1, most.max(1));
        let left_out = found.len().saturating_sub(most);
        keep_largest(&mut found, most);
        let series = found
            .into_iter()
            .enumerate()
            .map(|(n, series)| Series {
                label: spec.label(&series.label),
                n: u8::try_from(n).unwrap_or(SERIES).min(SERIES),
                ..series
            })
            .collect();
        Ok(Self {
            xs: codes.iter().map(|code| spec.label(code)).collect(),
            start,
            series,
            left_out,
            codes,
        })
    }

    /// The place of a label on the x axis.
    pub(crate) fn place(&self, label: &str) -> Option<usize> {
        match self.start {
            Some(start) => {
                let place = start.containing(label)? - start.ordinal();
                usize::try_from(place)
                    .ok()
                    .filter(|place| *place < self.codes.len())
            }
            None => self.codes.iter().position(|code| code == label),
        }
    }

    /// The figures of a part, one for each place; all missing when the chart does not name it.
    pub(crate) fn figures(
        &self,
        spec: &ChartSpec,
        data: &ChartData,
        part: Part,
    ) -> Result<Vec<Option<f64>>, ChartError> {
        match spec.parts.get(&part) {
            Some(name) => self.along(spec, data, data.figures(name)?),
            None => Ok(vec![None; self.codes.len()]),
        }
    }

    /// The codes or remarks of a part.
    pub(crate) fn remarks(
        &self,
        spec: &ChartSpec,
        data: &ChartData,
        part: Part,
    ) -> Result<Vec<Option<String>>, ChartError> {
        match spec.parts.get(&part) {
            Some(name) => self.along(spec, data, data.remarks(name)?),
            None => Ok(vec![None; self.codes.len()]),
        }
    }

    /// The flags of a part; a place without a row has none.
    pub(crate) fn flags(
        &self,
        spec: &ChartSpec,
        data: &ChartData,
        part: Part,
    ) -> Result<Vec<bool>, ChartError> {
        match spec.parts.get(&part) {
            Some(name) => self.along(spec, data, data.flags(name)?),
            None => Ok(vec![false; self.codes.len()]),
        }
    }

    /// Values by row, moved to their places. The last row of a place that has a value wins: in a chart
    /// of many series only one of them has a counterfactual.
    fn along<T: Clone + Default + PartialEq>(
        &self,
        spec: &ChartSpec,
        data: &ChartData,
        values: Vec<T>,
    ) -> Result<Vec<T>, ChartError> {
        let mut along = vec![T::default(); self.codes.len()];
        let xs = data.texts(&spec.x)?;
        for (x, value) in xs.iter().zip(values).take(data.rows()) {
            if let Some(place) = self.place(x)
                && value != T::default()
            {
                along[place] = value;
            }
        }
        Ok(along)
    }

    pub(crate) fn points(&self) -> impl Iterator<Item = &Point> {
        self.series
            .iter()
            .flat_map(|series| series.points.iter().flatten())
    }

    /// The smallest and the largest value drawn, intervals included.
    pub(crate) fn range(&self) -> Option<(f64, f64)> {
        let points = self
            .points()
            .flat_map(|point| [Some(point.y), point.low, point.high])
            .flatten();
        let bands = self.series.iter().flat_map(|series| &series.band);
        points
            .chain(bands.flatten().flat_map(|(low, high)| [*low, *high]))
            .fold(None, |range, value| match range {
                None => Some((value, value)),
                Some((low, high)) => Some((low.min(value), high.max(value))),
            })
    }
}

/// The x values in order: a time axis from first to last without a hole, or the categories as given.
fn axis(x: &[String]) -> (Vec<String>, Option<Period>) {
    let periods: Option<Vec<Period>> = x.iter().map(|label| Period::parse(label)).collect();
    if let Some(periods) = periods
        && let (Some(first), Some(last)) = (periods.iter().min(), periods.iter().max())
        && periods
            .iter()
            .all(|period| period.is_month() == first.is_month())
        && last.ordinal() - first.ordinal() < LONGEST
    {
        let codes = (first.ordinal()..=last.ordinal())
            .map(|ordinal| code(first.with_ordinal(ordinal)))
            .collect();
        return (codes, Some(*first));
    }
    let mut codes: Vec<String> = Vec::new();
    for label in x {
        if !codes.contains(label) {
            codes.push(label.clone());
        }
    }
    (codes, None)
}

fn canonical(label: &str, start: Option<Period>) -> String {
    match (start, Period::parse(label)) {
        (Some(_), Some(period)) => code(period),
        _ => label.to_owned(),
    }
}

fn code(period: Period) -> String {
    let year = period.ordinal().div_euclid(period.per_year());
    let part = period.ordinal().rem_euclid(period.per_year()) + 1;
    if period.is_month() {
        format!("{year:04}-{part:02}")
    } else {
        format!("{year:04}-Q{part}")
    }
}

/// Keeps the series with the largest sums, in the order they came.
fn keep_largest(found: &mut Vec<Series>, most: usize) {
    if found.len() <= most {
        return;
    }
    let sum = |series: &Series| series.points.iter().flatten().map(|p| p.y).sum::<f64>();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|a, b| sum(&found[*b]).total_cmp(&sum(&found[*a])).then(a.cmp(b)));
    order.truncate(most);
    let mut place = 0;
    found.retain(|_| {
        place += 1;
        order.contains(&(place - 1))
    });
}
