//! A series in time against its centre and limits: what is ordinary, what is a signal, and what
//! cannot be judged yet.

mod months;

pub(crate) use months::describe;

use crate::beside::{self, Beside};
use crate::canvas::{Anchor, Canvas, Drawn, Shape, Type};
use crate::draw::Sheet;
use crate::frame::{BREAK_ROW, Frame};
use crate::ink::Ink;
use crate::keys::{Keys, Sample};
use crate::scale::Scale;
use crate::steps::{bands, places, steps};
use crate::typeface::measure;
use crate::{ChartError, ChartSpec};
use months::{Month, Months};

/// The colour of a signal: its shape and its letter say the same.
const SIGNAL: u8 = 1;

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let months = Months::arrange(spec, sheet.data)?;
    let (width, narrow) = (sheet.width.units(), sheet.width.narrow());
    let (low, high) = months.range();
    let scale = Scale::from_zero(low, high, spec.decimals == 0, if narrow { 4 } else { 5 });
    let labels = labels(spec, &months, narrow);
    let keys = Keys::new(keys(spec, &months, narrow), width - 8.0);
    let mut frame = Frame {
        left: Frame::margin(&scale, spec) + 2.0,
        right: width - beside::width(&labels),
        top: 0.0,
        bottom: 0.0,
        scale,
    };
    let breaks = frame.place_breaks(&months.breaks(spec), &months.rows, width - 4.0);
    let rows = breaks
        .iter()
        .map(|placed| placed.row + 1)
        .max()
        .unwrap_or(0);
    let title = if spec.figure_title().is_empty() {
        0.0
    } else {
        20.0
    };
    let open = months.list.iter().any(|month| month.filling);
    frame.top = title + BREAK_ROW * (rows as f64 + f64::from(u8::from(open))) + 14.0;
    frame.bottom = frame.top + if narrow { 210.0 } else { 270.0 };
    let below = frame.bottom + 32.0;

    sheet.paint(below + keys.height + 4.0, |canvas| {
        open_months(canvas, spec, &frame, &months)?;
        frame.draw_scale(canvas, spec, 10.0)?;
        frame.draw_places(canvas, &months.rows)?;
        frame.draw_breaks(canvas, &months.rows, &breaks, title + 10.0)?;
        expected(canvas, &frame, &months)?;
        limits(canvas, &frame, &months)?;
        course(canvas, &frame, &months)?;
        estimates(canvas, &frame, &months)?;
        signals(canvas, &frame, &months)?;
        beside::draw(canvas, &frame, &labels)?;
        keys.draw(canvas, (4.0, below))
    })
}

/// The grey behind months that are still filling up, with its words above the plot.
fn open_months(canvas: &Canvas<'_>, spec: &ChartSpec, frame: &Frame, months: &Months) -> Drawn {
    let count = months.list.len();
    let half = frame.half_step(count);
    let words = spec.language.pick("nog niet compleet", "not complete yet");
    for run in places(count, |at| months.list[at].filling.then_some(())) {
        let (first, last) = (run[0].0, run[run.len() - 1].0);
        let from = (frame.x(first, count) - half).max(frame.left);
        let to = (frame.x(last, count) + half).min(frame.right);
        let top = frame.top - 6.0;
        canvas.fill((from, top), (to - from, frame.bottom - top), Ink::Shade)?;
        let middle = (from + to) / 2.0;
        let room = measure(words, 12.5, false) / 2.0;
        let x = middle.min(frame.right + 12.0 - room).max(frame.left + room);
        let style = Type::new(12.5, Ink::Muted).anchor(Anchor::Middle);
        canvas.text((x, top - 9.0), words, style)?;
    }
    Ok(())
}

/// The band in which a figure was expected.
fn expected(canvas: &Canvas<'_>, frame: &Frame, months: &Months) -> Drawn {
    let count = months.list.len();
    let ends = |at: usize| months.list[at].expected;
    for area in bands(frame, count, ends, |at| months.starts(at)) {
        canvas.polygon(&area, Ink::Band(0))?;
    }
    Ok(())
}

/// Centre, limits and target as steps, broken where new limits begin.
fn limits(canvas: &Canvas<'_>, frame: &Frame, months: &Months) -> Drawn {
    let lines: [(Pick, Ink, f64); 4] = [
        (|month| month.lower, Ink::Dashed, 1.4),
        (|month| month.upper, Ink::Dashed, 1.4),
        (|month| month.centre, Ink::Muted, 1.4),
        (|month| month.target, Ink::Series(2), 1.6),
    ];
    for (pick, ink, width) in lines {
        let value = |at: usize| pick(&months.list[at]);
        for line in steps(frame, months.list.len(), value, |at| months.starts(at)) {
            canvas.line(&line, ink, width)?;
        }
    }
    Ok(())
}

type Pick = fn(&Month) -> Option<f64>;

/// The figures themselves: a line through complete months, loose dots for those filling up.
fn course(canvas: &Canvas<'_>, frame: &Frame, months: &Months) -> Drawn {
    let count = months.list.len();
    let radius = if frame.half_step(count) >= 5.0 {
        3.4
    } else {
        2.5
    };
    for run in places(count, |at| months.list[at].settled()) {
        let points: Vec<(f64, f64)> = run
            .iter()
            .map(|(at, y)| (frame.x(*at, count), frame.y(*y)))
            .collect();
        if points.len() > 1 {
            canvas.line(&points, Ink::Solid(0), 2.0)?;
        }
        for ((at, _), point) in run.iter().zip(&points) {
            if months.list[*at].signal.is_none() {
                canvas.marker(0, *point, radius)?;
            }
        }
    }
    for (at, month) in months.list.iter().enumerate() {
        if let (true, Some(point)) = (month.filling, month.point) {
            let spot = (frame.x(at, count), frame.y(point.y));
            canvas.shape(Shape::Disc, spot, radius, Ink::Axis)?;
        }
    }
    Ok(())
}

/// What open months are expected to become: dashed from the last complete one, with whiskers.
fn estimates(canvas: &Canvas<'_>, frame: &Frame, months: &Months) -> Drawn {
    let count = months.list.len();
    for run in places(count, |at| months.list[at].nowcast) {
        let before = run[0].0.checked_sub(1);
        let start = before.and_then(|at| Some((at, months.list[at].settled()?)));
        let path: Vec<(f64, f64)> = start
            .into_iter()
            .chain(run.iter().map(|(at, point)| (*at, point.y)))
            .map(|(at, y)| (frame.x(at, count), frame.y(y)))
            .collect();
        if path.len() > 1 {
            canvas.line(&path, Ink::Broken(0), 1.75)?;
        }
        for (at, point) in run {
            let x = frame.x(at, count);
            if let (Some(low), Some(high)) = (point.low, point.high) {
                let (top, bottom) = (frame.y(high), frame.y(low));
                canvas.line(&[(x, top), (x, bottom)], Ink::Solid(0), 1.25)?;
                for y in [top, bottom] {
                    canvas.line(&[(x - 3.0, y), (x + 3.0, y)], Ink::Solid(0), 1.25)?;
                }
            }
            canvas.ring((x, frame.y(point.y)), 3.8, Ink::Solid(0))?;
        }
    }
    Ok(())
}

/// A triangle that points the way of the signal, and the letter of its rule.
fn signals(canvas: &Canvas<'_>, frame: &Frame, months: &Months) -> Drawn {
    let count = months.list.len();
    for (at, month) in months.list.iter().enumerate() {
        let (Some(code), Some(point)) = (month.signal.as_deref(), month.point) else {
            continue;
        };
        // A run of one rule is one story: its first point carries the letter.
        let before = at
            .checked_sub(1)
            .and_then(|at| months.list[at].signal.as_deref());
        let letter = months
            .rules
            .iter()
            .find(|rule| rule.code == code && before != Some(code));
        let above = month.centre.is_none_or(|centre| point.y >= centre);
        let (x, y) = (frame.x(at, count), frame.y(point.y));
        let (shape, aside) = if above {
            (Shape::Up, -14.0)
        } else {
            (Shape::Down, 14.0)
        };
        canvas.shape(shape, (x, y), 5.6, Ink::Solid(SIGNAL))?;
        if let Some(rule) = letter {
            let style = Type::new(12.5, Ink::Solid(SIGNAL)).anchor(Anchor::Middle);
            canvas.text((x, y + aside), &rule.letter.to_string(), style.bold())?;
        }
    }
    Ok(())
}

fn labels(spec: &ChartSpec, months: &Months, narrow: bool) -> Vec<Beside> {
    let count = months.list.len().max(2) as f64 - 1.0;
    let mut labels = Vec::new();
    if let Some((at, value)) = months.last() {
        let x = &months.rows.xs[at];
        let text = match narrow {
            true => spec.figure(value),
            // The same word in both languages.
            false => format!("{} in {x}", spec.figure(value)),
        };
        labels.push(Beside {
            lines: vec![text],
            value,
            from: at as f64 / count,
            ink: Ink::Solid(0),
            bold: true,
        });
    }
    let words: [(Pick, &str, Ink); 4] = [
        (
            |month| month.upper,
            spec.language.pick("bovengrens", "upper limit"),
            Ink::Muted,
        ),
        (|month| month.centre, centre(spec), Ink::Muted),
        (
            |month| month.lower,
            spec.language.pick("ondergrens", "lower limit"),
            Ink::Muted,
        ),
        (
            |month| month.target,
            spec.language.pick("streefwaarde", "target"),
            Ink::Solid(2),
        ),
    ];
    for (pick, word, ink) in words {
        let Some(value) = months.list.iter().rev().find_map(pick) else {
            continue;
        };
        let figure = spec.between(value);
        labels.push(Beside {
            lines: vec![if narrow {
                figure
            } else {
                format!("{word} {figure}")
            }],
            value,
            from: 1.0,
            ink,
            bold: false,
        });
    }
    labels
}

/// What the centre line is: within a band of what was expected, the expectation.
fn centre(spec: &ChartSpec) -> &'static str {
    if spec.low.is_some() {
        spec.language.pick("verwacht", "expected")
    } else {
        spec.language.pick("gemiddelde", "average")
    }
}

/// The key: what has no label at its place.
fn keys(spec: &ChartSpec, months: &Months, narrow: bool) -> Vec<(Sample, String)> {
    let pick = |dutch: &str, english: &str| spec.language.pick(dutch, english).to_owned();
    let any = |has: &dyn Fn(&Month) -> bool| months.list.iter().any(has);
    let mut keys = Vec::new();
    if narrow && any(&|month| month.centre.is_some()) {
        keys.push((Sample::Line(Ink::Muted, 1.4), centre(spec).to_owned()));
    }
    if narrow && any(&|month| month.upper.is_some()) {
        keys.push((Sample::Line(Ink::Dashed, 1.4), pick("grenzen", "limits")));
    }
    if narrow && any(&|month| month.target.is_some()) {
        let words = pick("streefwaarde", "target");
        keys.push((Sample::Line(Ink::Series(2), 1.6), words));
    }
    if any(&|month| month.expected.is_some()) {
        keys.push((Sample::Area(Ink::Band(0)), pick("verwacht", "expected")));
    }
    if any(&|month| month.filling && month.point.is_some()) {
        let words = pick("tot nu toe binnen", "received so far");
        keys.push((Sample::Mark(Shape::Disc, Ink::Axis), words));
    }
    if any(&|month| month.nowcast.is_some()) {
        let words = pick("schatting als alles binnen is", "estimate once all is in");
        keys.push((Sample::Estimate(0), words));
    }
    for rule in &months.rules {
        keys.push((Sample::Letter(rule.letter), rule.words.clone()));
    }
    keys
}
