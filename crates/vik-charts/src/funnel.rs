//! Points against their exposure, between the limits that chance alone would draw.

use crate::ChartError;
use crate::canvas::{Anchor, Canvas, Drawn, Type};
use crate::draw::Sheet;
use crate::frame::{Frame, TICK};
use crate::ink::Ink;
use crate::scale::{Scale, push_apart};
use crate::typeface::measure;

/// A unit in the funnel.
struct Place {
    label: String,
    x: f64,
    y: f64,
    /// 0 within the limits, 1 outside the inner pair, 2 outside the outer pair.
    signal: u8,
}

/// A limit curve, from left to right.
struct Curve {
    outer: bool,
    points: Vec<(f64, f64)>,
}

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let xs = sheet.data.figures(&spec.x)?;
    let ys = sheet.data.figures(&spec.y)?;
    let labels = match &spec.series {
        Some(name) => sheet.data.texts(name)?,
        None => vec![String::new(); xs.len()],
    };
    let curves = curves(sheet, &xs)?;
    let places: Vec<Place> = (0..sheet.data.rows())
        .filter_map(|row| {
            let (x, y) = (xs[row]?, ys[row]?);
            let beyond = |outer| beyond(&curves, outer, (x, y));
            Some(Place {
                label: spec.label(&labels[row]),
                x,
                y,
                signal: u8::from(beyond(false)) + u8::from(beyond(true)),
            })
        })
        .collect();
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
    let across = across(furthest, if narrow { 3 } else { 6 });
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

    sheet.paint(frame.bottom + 48.0, |canvas| {
        frame.draw_scale(canvas, spec, 10.0)?;
        for tick in &across.ticks {
            let at = x(*tick);
            canvas.line(
                &[(at, frame.bottom), (at, frame.bottom + 5.0)],
                Ink::Axis,
                1.0,
            )?;
            let text = crate::format_number(*tick, across.decimals, spec.language);
            let style = Type::new(TICK, Ink::Text).anchor(Anchor::Middle);
            canvas.text((at, frame.bottom + 16.0), &text, style)?;
        }
        let style = Type::new(TICK, Ink::Muted);
        canvas.text((frame.left, frame.bottom + 36.0), &spec.x_title, style)?;
        let named = draw_curves(sheet, canvas, &frame, &curves, &x)?;
        let marks: Vec<(f64, f64)> = places
            .iter()
            .map(|place| (x(place.x), frame.y(place.y)))
            .collect();
        for (place, mark) in places.iter().zip(&marks) {
            // Shape and colour both change: circle within, triangle beyond the first, diamond beyond both.
            let shape = [0, 2, 3][usize::from(place.signal.min(2))];
            canvas.marker(shape, *mark, if place.signal == 0 { 4.5 } else { 6.0 })?;
        }
        draw_labels(canvas, &frame, &places, &marks, named)
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
            outer: name.contains("99"),
            points,
        });
    }
    Ok(curves)
}

/// Whether a point lies above every curve of a pair, or below every one.
fn beyond(curves: &[Curve], outer: bool, (x, y): (f64, f64)) -> bool {
    let limits: Vec<f64> = curves
        .iter()
        .filter(|curve| curve.outer == outer)
        .filter_map(|curve| curve.points.iter().find(|point| point.0 == x))
        .map(|point| point.1)
        .collect();
    if limits.len() < 2 {
        return false;
    }
    limits.iter().all(|limit| y > *limit) || limits.iter().all(|limit| y < *limit)
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
        let (ink, name) = if curve.outer {
            (Ink::Muted, sheet.spec.language.pick("99,8 %", "99.8%"))
        } else {
            (Ink::Dashed, sheet.spec.language.pick("95 %", "95%"))
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

/// A scale that ends just past the largest unit, with round figures as far as it reaches.
fn across(furthest: f64, steps: usize) -> Scale {
    let mut scale = Scale::from_zero(0.0, furthest, true, steps);
    if furthest > 0.0 {
        scale.high = furthest * 1.04;
        scale.ticks.retain(|tick| *tick <= furthest * 1.04);
    }
    scale
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
    order.sort_by_key(|at| (3 - places[*at].signal, *at));
    for at in order {
        let (x, y) = marks[at];
        let signal = places[at].signal > 0;
        let width = measure(&places[at].label, 13.0, signal);
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
            canvas.text((candidate.0, candidate.1), &places[at].label, style)?;
            taken.push(spot(candidate));
        }
    }
    Ok(())
}

/// The x and y of a label, its anchor, and its left edge.
type Candidate = (f64, f64, Anchor, f64);
