//! The share that is finished after so many days, with open cases counted in, beside the norm.
//!
//! Two curves stand together on purpose: the one of all cases (Kaplan-Meier, open cases censored) and
//! the one of closed cases only, which flatters. Both are read off at the norm.

mod curves;

pub(crate) use curves::describe;

use crate::canvas::{Anchor, Canvas, Drawn, Type};
use crate::draw::Sheet;
use crate::frame::Frame;
use crate::ink::Ink;
use crate::keys::{Keys, Sample};
use crate::scale::Scale;
use crate::typeface::{measure, wrap};
use crate::{ChartError, ChartSpec};
use curves::{Curves, all_words, ends_words, norm_words};

const LABEL: f64 = 13.5;

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let curves = Curves::arrange(spec, sheet.data)?;
    let (width, narrow) = (sheet.width.units(), sheet.width.narrow());
    let high = if spec.unit == "%" {
        100.0
    } else {
        curves.highest()
    };
    let scale = Scale::from_zero(0.0, high, false, if narrow { 4 } else { 5 });
    let across = Scale::to(curves.furthest(), if narrow { 3 } else { 6 });
    let title = if spec.figure_title().is_empty() {
        0.0
    } else {
        20.0
    };
    let top = title + if curves.norm.is_some() { 26.0 } else { 12.0 };
    let frame = Frame {
        left: Frame::margin(&scale, spec) + 2.0,
        right: width - 14.0,
        top,
        bottom: top + if narrow { 240.0 } else { 300.0 },
        scale,
    };
    let x = |time: f64| frame.left + across.share(time) * (frame.right - frame.left);
    // Words beside a mark need room on both sides of the norm.
    let short = curves.norm.is_some_and(|norm| {
        let at = x(norm);
        narrow || (at - frame.left).min(frame.right - at) < 100.0
    });
    let keys = Keys::new(keys(spec, &curves, short), width - 8.0);
    let below = frame.bottom + 50.0;

    sheet.paint(below + keys.height + 4.0, |canvas| {
        frame.draw_scale(canvas, spec, 10.0)?;
        frame.draw_across(canvas, spec, &across)?;
        let band: Vec<(f64, f64, f64)> = curves
            .all
            .iter()
            .filter_map(|step| step.ends.map(|(low, high)| (step.time, low, high)))
            .collect();
        if let Some((last, ..)) = band.last() {
            let upper = stairs(
                band.iter().map(|(t, _, high)| (x(*t), frame.y(*high))),
                x(*last),
            );
            let lower = stairs(
                band.iter().map(|(t, low, _)| (x(*t), frame.y(*low))),
                x(*last),
            );
            let area: Vec<_> = upper.into_iter().chain(lower.into_iter().rev()).collect();
            canvas.polygon(&area, Ink::Band(0))?;
        }
        norm(canvas, spec, &frame, &curves, &x)?;
        let end = x(curves.furthest());
        let closed = curves.closed.iter().map(|(t, y)| (x(*t), frame.y(*y)));
        let closed = stairs(closed, end);
        if closed.len() > 1 {
            canvas.line(&closed, Ink::Series(1), 2.0)?;
        }
        let all = curves
            .all
            .iter()
            .map(|step| (x(step.time), frame.y(step.share)));
        canvas.line(&stairs(all, end), Ink::Solid(0), 2.25)?;
        if let Some(norm) = curves.norm {
            read_off(canvas, spec, &frame, &curves, (x(norm), short))?;
        }
        keys.draw(canvas, (4.0, below))
    })
}

/// A curve that keeps its value until its next step.
fn stairs(points: impl Iterator<Item = (f64, f64)>, end: f64) -> Vec<(f64, f64)> {
    let mut stairs: Vec<(f64, f64)> = Vec::new();
    for (x, y) in points {
        if let Some((_, before)) = stairs.last().copied() {
            stairs.push((x, before));
        }
        stairs.push((x, y));
    }
    if let Some((x, y)) = stairs.last().copied()
        && end > x
    {
        stairs.push((end, y));
    }
    stairs
}

/// The norm as an upright line, named above the plot.
fn norm(
    canvas: &Canvas<'_>,
    spec: &ChartSpec,
    frame: &Frame,
    curves: &Curves,
    x: &impl Fn(f64) -> f64,
) -> Drawn {
    let Some(norm) = curves.norm else {
        return Ok(());
    };
    let at = x(norm);
    canvas.line(&[(at, frame.top - 6.0), (at, frame.bottom)], Ink::Text, 1.5)?;
    let text = norm_words(spec, norm);
    let half = measure(&text, LABEL, true) / 2.0;
    let middle = at.max(half + 2.0).min(frame.right - half);
    let style = Type::new(LABEL, Ink::Text).anchor(Anchor::Middle).bold();
    canvas.text((middle, frame.top - 15.0), &text, style)
}

/// Both shares where the curves cross the norm. A rising curve leaves room at its upper left and its
/// lower right, so the higher label stands to the left and the lower one to the right. Without room for
/// words the figures stand alone, and the key says what they are.
fn read_off(
    canvas: &Canvas<'_>,
    spec: &ChartSpec,
    frame: &Frame,
    curves: &Curves,
    (at, short): (f64, bool),
) -> Drawn {
    let marks = marks(spec, curves);
    let rising = match (curves.all.first(), curves.all.last()) {
        (Some(first), Some(last)) => last.share >= first.share,
        _ => true,
    };
    for (n, mark) in marks.iter().enumerate() {
        let y = frame.y(mark.share);
        canvas.marker(mark.series, (at, y), 5.0)?;
        let higher = n == 0 && (marks.len() > 1 || mark.series == 1);
        let room = |leftwards: bool| {
            let end = if leftwards { frame.left } else { frame.right };
            (end - at).abs() - 14.0
        };
        // A norm at an end of the axis: the other side, out of the way of the curves.
        let beside = higher == rising;
        let turned = room(beside) < 48.0;
        let leftwards = beside != turned;
        let lines: Vec<String> = if short {
            vec![spec.figure(mark.share)]
        } else {
            let wrapped = |text: &String| wrap(text, LABEL, room(leftwards).clamp(60.0, 190.0), 4);
            mark.words.iter().flat_map(wrapped).collect()
        };
        let tall = LABEL * 1.2 * lines.len() as f64;
        let aside = tall / 2.0 + 7.0;
        let (top, bottom) = (frame.top + tall / 2.0, frame.bottom - tall / 2.0 - 3.0);
        let label = match (turned, higher) {
            (true, true) => top,
            (true, false) => bottom,
            (false, true) => (y - aside).max(top),
            (false, false) => (y + aside).min(bottom),
        };
        let (x, anchor) = if leftwards {
            (at - 9.0, Anchor::End)
        } else {
            (at + 9.0, Anchor::Start)
        };
        if turned {
            canvas.line(&[(at, y), (x, label)], Ink::Solid(mark.series), 1.0)?;
        }
        let style = Type::new(LABEL, Ink::Solid(mark.series));
        canvas.lines((x, label), &lines, style.anchor(anchor).bold())?;
    }
    Ok(())
}

/// A share read off at the norm.
struct Mark {
    share: f64,
    series: u8,
    /// The share with what it is of, and its interval.
    words: Vec<String>,
}

/// The higher share first.
fn marks(spec: &ChartSpec, curves: &Curves) -> Vec<Mark> {
    let Some(norm) = curves.norm else {
        return Vec::new();
    };
    let mut marks = Vec::new();
    if let Some((share, ends)) = curves.at(norm) {
        let words = [Some(all_words(spec, share)), ends_words(spec, ends)];
        marks.push(Mark {
            share,
            series: 0,
            words: words.into_iter().flatten().collect(),
        });
    }
    if let Some(share) = curves.closed_at(norm) {
        let of = spec
            .language
            .pick("van de gesloten zaken", "of closed cases");
        marks.push(Mark {
            share,
            series: 1,
            words: vec![format!("{} {of}", spec.figure(share))],
        });
    }
    marks.sort_by(|a, b| b.share.total_cmp(&a.share));
    marks
}

fn keys(spec: &ChartSpec, curves: &Curves, short: bool) -> Vec<(Sample, String)> {
    let pick = |dutch: &str, english: &str| spec.language.pick(dutch, english).to_owned();
    let marks = marks(spec, curves);
    let with_share = |words: String, series: u8| {
        let mark = marks.iter().find(|mark| short && mark.series == series);
        match mark {
            Some(mark) => {
                let ends = mark.words.get(1).map(|ends| format!(" {ends}"));
                let share = spec.figure(mark.share);
                format!("{words}: {share}{}", ends.unwrap_or_default())
            }
            None => words,
        }
    };
    let words = pick(
        "alle zaken, ook die nog open staan",
        "all cases, those still open too",
    );
    let mut keys = vec![(Sample::Line(Ink::Solid(0), 2.25), with_share(words, 0))];
    if curves.all.iter().any(|step| step.ends.is_some()) {
        keys.push((
            Sample::Area(Ink::Band(0)),
            pick("onzekerheid", "uncertainty"),
        ));
    }
    if !curves.closed.is_empty() {
        let words = pick("alleen gesloten zaken", "closed cases only");
        keys.push((Sample::Line(Ink::Series(1), 2.0), with_share(words, 1)));
    }
    keys
}
