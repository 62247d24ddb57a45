//! The sentence that stands in for the picture.

use crate::ink::SERIES;
use crate::rows::{Rows, Series};
use crate::{ChartData, ChartKind, ChartSpec, Language};
use crate::{control, funnel, icons, intervention, multiples, sparkline, survival};

/// An alternative text: what kind of chart, over what, from where to where, and the top.
///
/// It speaks of the same figures as the chart and never of a missing one, except to count them.
pub fn describe(spec: &ChartSpec, data: &ChartData) -> String {
    let language = spec.language;
    let mut sentences = vec![format!("{}.", kind(spec.kind, language))];
    sentences.extend(match spec.kind {
        ChartKind::Funnel => funnel::describe(spec, data),
        ChartKind::Control => control::describe(spec, data),
        ChartKind::Icons => icons::describe(spec, data),
        ChartKind::Multiples => multiples::describe(spec, data),
        ChartKind::Survival => survival::describe(spec, data),
        ChartKind::Intervention => intervention::describe(spec, data),
        ChartKind::Sparkline => sparkline::describe(spec, data),
        _ => arranged(spec, data),
    });
    if !spec.breaks.is_empty() {
        let texts: Vec<String> = spec
            .breaks
            .iter()
            .map(|entry| format!("{} ({})", entry.text, spec.label(&entry.at)))
            .collect();
        let lead = language.pick("Breuk in de reeks", "Break in the series");
        sentences.push(format!("{lead}: {}.", texts.join("; ")));
    }
    sentences.push(
        language
            .pick(
                "Alle cijfers staan in de tabel.",
                "All figures are in the table.",
            )
            .to_owned(),
    );
    sentences.join(" ")
}

fn arranged(spec: &ChartSpec, data: &ChartData) -> Vec<String> {
    let most = match spec.kind {
        ChartKind::Line | ChartKind::Slope | ChartKind::Dot => usize::from(SERIES),
        _ => usize::MAX,
    };
    match Rows::arrange(spec, data, most) {
        Ok(rows) => match spec.kind {
            ChartKind::Line | ChartKind::Slope | ChartKind::Number => over_time(spec, &rows),
            ChartKind::Stacked => composition(spec, &rows),
            _ => by_category(spec, &rows),
        },
        Err(_) => vec![no_figures(spec)],
    }
}

/// What to say of a chart without figures.
pub(crate) fn no_figures(spec: &ChartSpec) -> String {
    spec.language
        .pick("Geen cijfers.", "No figures.")
        .to_owned()
}

fn kind(kind: ChartKind, language: Language) -> &'static str {
    match kind {
        ChartKind::Line => language.pick("Lijndiagram", "Line chart"),
        ChartKind::Bar => language.pick("Staafdiagram", "Bar chart"),
        ChartKind::Stacked => language.pick("Gestapeld staafdiagram", "Stacked bar chart"),
        ChartKind::Dot => language.pick("Puntdiagram", "Dot plot"),
        ChartKind::Heatmap => language.pick("Warmtekaart", "Heat map"),
        ChartKind::Slope => language.pick("Hellingdiagram", "Slope chart"),
        ChartKind::Funnel => language.pick("Trechterdiagram", "Funnel plot"),
        ChartKind::Number => language.pick("Kerncijfer", "Key figure"),
        ChartKind::Control => language.pick("Regelkaart", "Control chart"),
        ChartKind::Icons => language.pick("Overzicht met pictogrammen", "Table of icons"),
        ChartKind::Multiples => language.pick("Kleine lijndiagrammen", "Small line charts"),
        ChartKind::Survival => language.pick("Doorlooptijdcurve", "Lead-time curve"),
        ChartKind::Intervention => {
            language.pick("Voor en na een maatregel", "Before and after a measure")
        }
        ChartKind::Sparkline => language.pick("Kleine grafiek", "Small chart"),
    }
}

/// First and last of each series, and the period.
fn over_time(spec: &ChartSpec, rows: &Rows) -> Vec<String> {
    let language = spec.language;
    let mut sentences = Vec::new();
    sentences.extend(period(spec, rows));
    for series in &rows.series {
        sentences.extend(course(spec, series));
    }
    if rows.series.len() > 1
        && let Some((label, value)) = top_of_last(rows)
    {
        let lead = language.pick("Hoogste laatste waarde", "Highest last value");
        sentences.push(format!("{lead}: {label}, {}.", with_unit(spec, value)));
    }
    sentences.extend(gaps(spec, rows));
    sentences
}

/// From where to where the axis runs.
pub(crate) fn period(spec: &ChartSpec, rows: &Rows) -> Option<String> {
    let (first, last) = (rows.xs.first()?, rows.xs.last()?);
    let until = spec.language.pick("tot en met", "to");
    (first != last).then(|| format!("{} {until} {last}.", capital(first)))
}

/// The last figure of a series beside what was expected there. From first to last says little of small
/// counts, so a chart with a band speaks of the band.
pub(crate) fn beside_band(spec: &ChartSpec, series: &Series) -> Option<String> {
    let known = series.points.iter().zip(&series.band).rev();
    let (y, band) = known
        .filter_map(|(point, band)| Some(((*point)?.y, *band)))
        .next()?;
    let (low, high) = band?;
    let (y, low, high) = (with_unit(spec, y), spec.figure(low), spec.figure(high));
    let (last, expected, to) = spec.language.pick(
        ("laatste waarde", "verwacht", "tot"),
        ("last value", "expected", "to"),
    );
    let name = name_and_colon(&series.label);
    Some(capital(&format!(
        "{name}{last} {y}, {expected} {low} {to} {high}."
    )))
}

/// From the first to the last figure of a series.
pub(crate) fn course(spec: &ChartSpec, series: &Series) -> Option<String> {
    let language = spec.language;
    let mut known = series.points.iter().flatten().map(|point| point.y);
    let first = known.next()?;
    let Some(last) = known.next_back() else {
        let name = name_and_colon(&series.label);
        return Some(capital(&format!("{name}{}.", with_unit(spec, first))));
    };
    let verb = match spec.figure(last) == spec.figure(first) {
        true => language.pick("blijft gelijk:", "stays the same:"),
        false if last > first => language.pick("stijgt van", "rises from"),
        false => language.pick("daalt van", "falls from"),
    };
    let name = if series.label.is_empty() {
        language.pick("De waarde", "The value")
    } else {
        &series.label
    };
    let last = with_unit(spec, last);
    if spec.figure(first) == last || verb.ends_with(':') {
        return Some(format!("{name} {verb} {last}."));
    }
    let to = language.pick("naar", "to");
    Some(format!("{name} {verb} {} {to} {last}.", spec.figure(first)))
}

/// The highest and the lowest of a list.
fn by_category(spec: &ChartSpec, rows: &Rows) -> Vec<String> {
    let language = spec.language;
    let mut cells: Vec<(String, f64)> = Vec::new();
    for series in &rows.series {
        for (x, point) in rows.xs.iter().zip(&series.points) {
            if let Some(point) = point {
                let label = match series.label.is_empty() {
                    true => x.clone(),
                    false => format!("{}, {x}", series.label),
                };
                cells.push((label, point.y));
            }
        }
    }
    let count = rows.xs.len();
    let mut sentences = vec![match (rows.series.len(), spec.kind) {
        (series, ChartKind::Heatmap) => language.pick(
            format!("{series} rijen en {count} kolommen."),
            format!("{series} rows and {count} columns."),
        ),
        _ => language.pick(format!("{count} rijen."), format!("{count} rows.")),
    }];
    let highest = cells.iter().max_by(|a, b| a.1.total_cmp(&b.1));
    let lowest = cells.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    if let (Some(highest), Some(lowest)) = (highest, lowest) {
        let (high, low) = language.pick(("Hoogste", "laagste"), ("Highest", "lowest"));
        sentences.push(format!(
            "{high}: {}, {}; {low}: {}, {}.",
            highest.0,
            with_unit(spec, highest.1),
            lowest.0,
            with_unit(spec, lowest.1)
        ));
    }
    sentences.extend(gaps(spec, rows));
    sentences
}

/// The largest part of each bar.
fn composition(spec: &ChartSpec, rows: &Rows) -> Vec<String> {
    let language = spec.language;
    let mut sentences = Vec::new();
    for (place, x) in rows.xs.iter().enumerate().take(12) {
        let parts: Option<Vec<f64>> = rows
            .series
            .iter()
            .map(|series| Some(series.points[place]?.y))
            .collect();
        let Some(parts) = parts else { continue };
        let whole: f64 = parts.iter().sum();
        let largest = rows
            .series
            .iter()
            .zip(&parts)
            .max_by(|a, b| a.1.total_cmp(b.1));
        if let Some((series, part)) = largest
            && whole > 0.0
        {
            let share = crate::format_number(part / whole * 100.0, 0, language);
            let lead = language.pick("grootste deel", "largest part");
            let sign = language.pick(" %", "%");
            sentences.push(format!("{x}: {lead} {}, {share}{sign}.", series.label));
        }
    }
    sentences.extend(gaps(spec, rows));
    sentences
}

fn top_of_last(rows: &Rows) -> Option<(&str, f64)> {
    rows.series
        .iter()
        .filter_map(|series| {
            let point = (*series.points.last()?)?;
            Some((series.label.as_str(), point.y))
        })
        .max_by(|a, b| a.1.total_cmp(&b.1))
}

/// What the picture does not show.
pub(crate) fn gaps(spec: &ChartSpec, rows: &Rows) -> Vec<String> {
    let missing: usize = rows
        .series
        .iter()
        .map(|series| series.points.iter().filter(|point| point.is_none()).count())
        .sum();
    let mut sentences: Vec<String> = self::missing(spec, missing).into_iter().collect();
    if rows.left_out > 0 {
        let n = rows.left_out;
        sentences.push(spec.language.pick(
            format!("Niet getekend, wel in de tabel: {n} kleinere reeksen."),
            format!("Not drawn, but in the table: {n} smaller series."),
        ));
    }
    sentences
}

/// How many figures a chart does not show.
pub(crate) fn missing(spec: &ChartSpec, count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some(
            spec.language
                .pick("Eén cijfer ontbreekt.", "One figure is missing.")
                .to_owned(),
        ),
        n => Some(spec.language.pick(
            format!("{n} cijfers ontbreken."),
            format!("{n} figures are missing."),
        )),
    }
}

/// A figure with its unit, for a sentence.
pub(crate) fn with_unit(spec: &ChartSpec, value: f64) -> String {
    let figure = spec.figure(value);
    if spec.unit.is_empty() || spec.unit == "%" {
        figure
    } else {
        format!("{figure} {}", spec.unit)
    }
}

fn name_and_colon(label: &str) -> String {
    if label.is_empty() {
        String::new()
    } else {
        format!("{label}: ")
    }
}

pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
