//! Points against their exposure, between the limits that chance alone would draw.

pub(crate) mod outside;
mod told;

pub(crate) use told::describe;

use crate::canvas::{Anchor, Canvas, Drawn, Shape, Type};
use crate::draw::Sheet;
use crate::frame::Frame;
use crate::ink::{Ink, SERIES};
use crate::keys::{Keys, Sample};
use crate::scale::{Scale, push_apart};
use crate::typeface::measure;
use crate::{ChartError, ChartSpec};
use outside::{Pair, Place, places};

/// The limits that allow for lasting differences: dashed like the inner pair, with longer gaps.
const LASTING: Ink = Ink::Series(SERIES);

/// A limit curve, from left to right.
struct Curve {
    pair: Pair,
    points: Vec<(f64, f64)>,
}

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let xs = sheet.data.figures(&spec.x)?;
    let curves = curves(sheet, &xs)?;
    let places = places(spec, sheet.data)?;
    if places.is_empty() {
        return Err(ChartError::Empty);
    }

    let (width, narrow) = (sheet.width.units(), sheet.width.narrow());
    let on_curves = curves.iter().flat_map(|curve| curve.points.iter());
    let (low, high) = places
        .iter()
        .map(|place| place.y)
        .chain(on_curves.clone().map(|(_, y)| *y))
        .fold((f64::MAX, f64::MIN), |(low, high), y| {
            (low.min(y), high.max(y))
        });
    let furthest = places.iter().map(|place| place.x).fold(0.0, f64::max);
    let across = Scale::to(furthest, if narrow { 3 } else { 6 });
    let scale = Scale::from_zero(low, high, false, if narrow { 4 } else { 5 });
    let top = if spec.figure_title().is_empty() {
        10.0
    } else {
        32.0
    };
    let frame = Frame {
        left: Frame::margin(&scale, spec) + 2.0,
        right: width - 52.0,
        top,
        bottom: top + if narrow { 250.0 } else { 320.0 },
        scale,
    };
    let x = |value: f64| frame.left + across.share(value) * (frame.right - frame.left);

    let lasting = curves.iter().any(|curve| curve.pair == Pair::Lasting);
    let keys = Keys::new(keys(spec, &places, &curves), width - 8.0);
    let below = frame.bottom + 50.0;

    sheet.paint(below + keys.height, |canvas| {
        frame.draw_scale(canvas, spec, 10.0)?;
        frame.draw_across(canvas, spec, &across)?;
        let named = draw_curves(sheet, canvas, &frame, &curves, &x)?;
        let marks: Vec<(f64, f64)> = places
            .iter()
            .map(|place| (x(place.x), frame.y(place.y)))
            .collect();
        for (place, mark) in places.iter().zip(&marks) {
            let series = mark_of(place, lasting);
            canvas.marker(series, *mark, if series == 0 { 4.5 } else { 6.0 })?;
        }
        draw_labels(canvas, &frame, &places, &marks, named)?;
        keys.draw(canvas, (4.0, below))
    })
}

fn curves(sheet: &Sheet<'_>, xs: &[Option<f64>]) -> Result<Vec<Curve>, ChartError> {
    let mut curves = Vec::new();
    for name in &sheet.spec.limits {
        let values = sheet.data.figures(name)?;
        let mut points: Vec<(f64, f64)> = xs
            .iter()
            .zip(values)
            .filter_map(|(x, y)| Some(((*x)?, y?)))
            .collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        points.dedup();
        curves.push(Curve {
            pair: Pair::of(name),
            points,
        });
    }
    Ok(curves)
}

/// Shape and colour both change: circle within, triangle outside, diamond outside the widest limits
/// by chance. Where limits allow for lasting differences, only those make a diamond.
fn mark_of(place: &Place, lasting: bool) -> u8 {
    let widest = if lasting { Pair::Lasting } else { Pair::Outer };
    match place.outside.as_ref().map(|outside| outside.beyond) {
        None => 0,
        Some(beyond) if beyond >= widest => 3,
        Some(_) => 2,
    }
}

fn draw_curves(
    sheet: &Sheet<'_>,
    canvas: &Canvas<'_>,
    frame: &Frame,
    curves: &[Curve],
    x: &impl Fn(f64) -> f64,
) -> Result<Printed, ChartError> {
    let drawn: Vec<(&Curve, Vec<(f64, f64)>)> = curves
        .iter()
        .filter(|curve| !curve.points.is_empty())
        .map(|curve| {
            let smooth = smooth(&curve.points);
            let points = smooth.iter().map(|(at, y)| (x(*at), frame.y(*y)));
            (curve, points.collect())
        })
        .collect();
    let ends: Vec<f64> = drawn
        .iter()
        .filter_map(|(_, points)| Some(points.last()?.1))
        .collect();
    let heights = vec![13.0; ends.len()];
    let places = push_apart(&ends, &heights, frame.top - 10.0, frame.bottom + 10.0);
    let (mut named, mut crossed) = (Vec::new(), Vec::new());
    for ((curve, points), place) in drawn.iter().zip(places) {
        let language = sheet.spec.language;
        let (ink, name) = match curve.pair {
            Pair::Inner => (Ink::Dashed, language.pick("95 %", "95%")),
            Pair::Outer => (Ink::Muted, language.pick("99,8 %", "99.8%")),
            Pair::Lasting => (LASTING, language.pick("ruim", "wide")),
        };
        canvas.line(points, ink, 1.25)?;
        let left = frame.right + 4.0;
        if let Some(end) = points.last() {
            canvas.line(&[*end, (left, place)], Ink::Grid, 1.0)?;
        }
        canvas.text((left + 2.0, place), name, Type::new(12.0, Ink::Muted))?;
        named.push([left, place - 6.0, left + 40.0, place + 6.0]);
        crossed.extend(
            points
                .iter()
                .map(|(x, y)| [x - 1.0, y - 1.0, x + 1.0, y + 1.0]),
        );
    }
    Ok(Printed { named, crossed })
}

/// More points on a curve. Between two units a limit bends as one over the root of the exposure,
/// the course it has in theory; a straight piece would lie at small units.
fn smooth(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let steps = 12;
    let mut smooth = Vec::new();
    for pair in points.windows(2) {
        let ((from, low), (to, high)) = (pair[0], pair[1]);
        smooth.push(pair[0]);
        if from <= 0.0 || to <= from {
            continue;
        }
        let bend = |at: f64| (from.powf(-0.5) - at.powf(-0.5)) / (from.powf(-0.5) - to.powf(-0.5));
        for step in 1..steps {
            let at = from + (to - from) * f64::from(step) / f64::from(steps);
            smooth.push((at, low + (high - low) * bend(at)));
        }
    }
    smooth.extend(points.last());
    smooth
}

/// Left, top, right and bottom of something printed.
type Spot = [f64; 4];

/// What the curves leave on the sheet.
struct Printed {
    /// Their names, which no label may cover.
    named: Vec<Spot>,
    /// The curves, which a label crosses only when it has no better place.
    crossed: Vec<Spot>,
}

fn apart(a: &Spot, b: &Spot) -> bool {
    a[2] < b[0] || a[0] > b[2] || a[3] < b[1] || a[1] > b[3]
}

/// Labels beside their points, those outside the limits first; a label without room is left to the
/// table rather than printed over another.
fn draw_labels(
    canvas: &Canvas<'_>,
    frame: &Frame,
    places: &[Place],
    marks: &[(f64, f64)],
    printed: Printed,
) -> Drawn {
    let mut taken = printed.named;
    let around = |(x, y): &(f64, f64)| [x - 6.0, y - 6.0, x + 6.0, y + 6.0];
    taken.extend(marks.iter().map(around));
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|at| {
        let beyond = places[*at].outside.as_ref().map(|outside| outside.beyond);
        (std::cmp::Reverse(beyond), *at)
    });
    let worded = order.into_iter().flat_map(|at| {
        let texts = texts(&places[at]);
        texts.into_iter().map(move |text| (at, text))
    });
    let mut done = vec![false; places.len()];
    for (at, text) in worded {
        if done[at] {
            continue;
        }
        let (x, y) = marks[at];
        let signal = places[at].outside.is_some();
        let width = measure(&text, 13.0, signal);
        let candidates: [Candidate; 4] = [
            (x + 9.0, y, Anchor::Start, x + 9.0),
            (x - 9.0, y, Anchor::End, x - 9.0 - width),
            (x, y - 14.0, Anchor::Middle, x - width / 2.0),
            (x, y + 14.0, Anchor::Middle, x - width / 2.0),
        ];
        let spot = |(_, ty, _, left): &Candidate| [*left, ty - 7.5, left + width, ty + 7.5];
        let fits = |candidate: &&Candidate| {
            let spot = spot(candidate);
            spot[0] > frame.left
                && spot[2] < frame.right + 48.0
                && spot[1] > frame.top - 8.0
                && spot[3] < frame.bottom
                && taken.iter().all(|other| apart(&spot, other))
        };
        let uncrossed = |candidate: &&Candidate| {
            let spot = spot(candidate);
            printed.crossed.iter().all(|other| apart(&spot, other))
        };
        let free = || candidates.iter().filter(fits);
        if let Some(candidate) = free().find(uncrossed).or_else(|| free().next()) {
            let style = Type::new(13.0, Ink::Text).anchor(candidate.2);
            let style = if signal { style.bold() } else { style };
            canvas.text((candidate.0, candidate.1), &text, style)?;
            taken.push(spot(candidate));
            done[at] = true;
        }
    }
    Ok(())
}

/// What may stand beside a point: outside the limits its name with the number of the table, or, where
/// that has no room, the number alone.
fn texts(place: &Place) -> Vec<String> {
    match (&place.outside, place.label.as_str()) {
        (None, label) => vec![label.to_owned()],
        (Some(outside), "") => vec![format!("({})", outside.number)],
        (Some(outside), label) => {
            let number = format!("({})", outside.number);
            vec![format!("{label} {number}"), number]
        }
    }
}

/// The key: the marks that occur, and the limits that need more than a percentage.
fn keys(spec: &ChartSpec, places: &[Place], curves: &[Curve]) -> Vec<(Sample, String)> {
    let pick = |dutch: &str, english: &str| spec.language.pick(dutch, english).to_owned();
    let lasting = curves.iter().any(|curve| curve.pair == Pair::Lasting);
    let has = |mark: u8| places.iter().any(|place| mark_of(place, lasting) == mark);
    let mut keys = Vec::new();
    if !has(2) && !has(3) && !lasting {
        return keys;
    }
    let within = pick("binnen de grenzen", "within the limits");
    keys.push((Sample::Mark(Shape::Disc, Ink::Solid(0)), within));
    if has(2) {
        let words = match lasting {
            true => pick("buiten een gewone grens", "outside an ordinary limit"),
            false => pick("buiten de 95 %-grens", "outside the 95% limit"),
        };
        keys.push((Sample::Mark(Shape::Up, Ink::Solid(2)), words));
    }
    if has(3) {
        let words = match lasting {
            true => pick("buiten de ruime grens", "outside the wide limit"),
            false => pick("buiten de 99,8 %-grens", "outside the 99.8% limit"),
        };
        keys.push((Sample::Mark(Shape::Diamond, Ink::Solid(3)), words));
    }
    if lasting {
        let words = pick(
            "ruime 99,8 %-grens: rekent met blijvende verschillen tussen eenheden",
            "wide 99.8% limit: allows for lasting differences between units",
        );
        keys.push((Sample::Line(LASTING, 1.25), words));
    }
    keys
}

/// The x and y of a label, its anchor, and its left edge.
type Candidate = (f64, f64, Anchor, f64);
