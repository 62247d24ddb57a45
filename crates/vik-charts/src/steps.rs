//! Unbroken stretches, the steps and bands over them.

use crate::frame::Frame;

type Point = (f64, f64);

/// Unbroken stretches of places that have something.
pub(crate) fn places<T>(count: usize, pick: impl Fn(usize) -> Option<T>) -> Vec<Vec<(usize, T)>> {
    let mut runs: Vec<Vec<(usize, T)>> = Vec::new();
    let mut open = false;
    for place in 0..count {
        let Some(value) = pick(place) else {
            open = false;
            continue;
        };
        match runs.last_mut().filter(|_| open) {
            Some(run) => run.push((place, value)),
            None => runs.push(vec![(place, value)]),
        }
        open = true;
    }
    runs
}

/// A value that holds for the whole of its period, as lines of steps. A gap ends a line, and so does
/// a place where something `new` begins: the step between two regimes is not a change of the series.
pub(crate) fn steps(
    frame: &Frame,
    count: usize,
    pick: impl Fn(usize) -> Option<f64>,
    new: impl Fn(usize) -> bool,
) -> Vec<Vec<Point>> {
    let half = frame.half_step(count);
    let mut lines: Vec<Vec<Point>> = Vec::new();
    for run in places(count, pick) {
        for (n, (place, value)) in run.iter().enumerate() {
            let (x, y) = (frame.x(*place, count), frame.y(*value));
            let from = (x - half).max(frame.left);
            let to = (x + half).min(frame.right);
            if n == 0 || new(*place) {
                lines.push(Vec::new());
            }
            let Some(line) = lines.last_mut() else {
                continue;
            };
            // A level stretch stays one piece, so that its dashes run on.
            if line.len() > 1 && line.last().is_some_and(|last| last.1 == y) {
                line.pop();
            } else {
                line.push((from, y));
            }
            line.push((to, y));
        }
    }
    lines
}

/// The area between two values: a polygon for each unbroken stretch, one period wide when alone. As
/// with [`steps`], a place where something `new` begins starts a stretch of its own.
pub(crate) fn bands(
    frame: &Frame,
    count: usize,
    ends: impl Fn(usize) -> Option<(f64, f64)>,
    new: impl Fn(usize) -> bool,
) -> Vec<Vec<Point>> {
    let half = frame.half_step(count);
    let area = |run: Vec<(usize, (f64, f64))>| {
        if let [(place, (low, high))] = run.as_slice() {
            let x = frame.x(*place, count);
            let (from, to) = ((x - half).max(frame.left), (x + half).min(frame.right));
            let (top, bottom) = (frame.y(*high), frame.y(*low));
            return vec![(from, top), (to, top), (to, bottom), (from, bottom)];
        }
        let x = |place: &usize| frame.x(*place, count);
        let upper = run.iter().map(|(at, (_, high))| (x(at), frame.y(*high)));
        let lower = run
            .iter()
            .rev()
            .map(|(at, (low, _))| (x(at), frame.y(*low)));
        upper.chain(lower).collect()
    };
    let mut stretches: Vec<Vec<(usize, (f64, f64))>> = Vec::new();
    for run in places(count, ends) {
        for (n, step) in run.into_iter().enumerate() {
            match stretches.last_mut().filter(|_| n > 0 && !new(step.0)) {
                Some(stretch) => stretch.push(step),
                None => stretches.push(vec![step]),
            }
        }
    }
    stretches.into_iter().map(area).collect()
}
