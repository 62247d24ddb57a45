//! Monthly cases in which signals are planted: another draw of the form of the benchmark.
//!
//! Its laws were read off the benchmark's own data: gamma factors of cells with shape 16, counts
//! with 1.15 times the Poisson variance, negative binomial delays that become 15 % longer in the
//! last year, steps that are larger where cells are smaller.

use std::fmt::Write as _;

use super::super::{CIRCUMSTANCES, COLUMNS, FIRST, PERIODS, ROWS, WINDOW};
use crate::samples::random::Random;

/// Cases a month in the whole organisation, by category.
const LEVEL: [f64; COLUMNS] = [47.0, 32.5, 27.0, 21.5, 15.8, 12.4, 8.4, 5.5, 3.2, 1.6];
/// Mean delay in months, by category.
const DELAY: [f64; COLUMNS] = [2.5, 3.0, 3.3, 3.8, 4.0, 4.5, 5.0, 5.5, 6.0, 7.5];
const SEASON: [f64; 12] = [
    0.88, 0.85, 0.87, 0.93, 1.0, 1.05, 1.14, 1.16, 1.12, 1.07, 1.0, 0.93,
];
const TEAMS: usize = 200;
/// Steps, ramps and bursts: kind, how large, and the cell's mean a month from and to.
const PLANTED: [(&str, f64, f64, f64); 12] = [
    ("step", 4.0, 0.12, 0.5),
    ("step", 6.0, 0.12, 0.5),
    ("step", 3.0, 0.5, 1.5),
    ("step", 2.5, 0.5, 1.5),
    ("step", 2.0, 1.5, 6.0),
    ("step", 1.7, 1.5, 6.0),
    ("ramp", 6.0, 0.12, 0.5),
    ("ramp", 3.5, 0.5, 1.5),
    ("ramp", 2.5, 1.5, 6.0),
    ("burst", 4.0, 0.12, 0.5),
    ("burst", 6.0, 0.5, 1.5),
    ("burst", 8.0, 1.5, 6.0),
];

/// All data sets of one draw, as the columns of the files.
#[derive(Default)]
pub struct Drawn {
    /// `ds, unit, team, cat, sub, circ, reg, close`
    pub cases: [Vec<i32>; 8],
    /// `ds, unit, team, month`
    pub staff_of: [Vec<i32>; 4],
    pub staff: Vec<f64>,
    pub signals: String,
    pub combinations: String,
}

/// One signal: what it does to the mean of a cell in a month.
struct Signal {
    kind: &'static str,
    row: Option<usize>,
    column: Option<usize>,
    start: usize,
    end: usize,
    size: f64,
}

impl Signal {
    fn factor(&self, row: usize, column: usize, t: usize) -> f64 {
        let here = self.row.is_none_or(|r| r == row) && self.column.is_none_or(|c| c == column);
        if !here || t < self.start || t > self.end {
            return 1.0;
        }
        match self.kind {
            "burst" => 1.0,
            "ramp" => {
                let part = (t - self.start) as f64 / (self.end - self.start) as f64;
                1.0 + (self.size - 1.0) * part
            }
            _ => self.size,
        }
    }
}

pub fn draw(sets: usize, random: &mut Random) -> Drawn {
    let mut drawn = Drawn {
        signals: "ds,sid,kind,unit,cat,start,end,rr\n".to_owned(),
        combinations: "ds,unit,cat,circ,start,end,rr,p_base\n".to_owned(),
        ..Drawn::default()
    };
    for ds in 0..sets {
        one(ds, random, &mut drawn);
    }
    drawn
}

fn one(ds: usize, random: &mut Random, drawn: &mut Drawn) {
    let (jump, faster) = (random.below(ROWS), random.below(ROWS));
    let teams = teams(random);
    let staff = staff(jump, random);
    for (row, teams) in teams.iter().enumerate() {
        for team in teams {
            for (t, present) in staff[row].iter().enumerate() {
                for (column, value) in drawn.staff_of.iter_mut().zip([ds, row, *team, t]) {
                    column.push(value as i32);
                }
                drawn.staff.push(present / teams.len() as f64);
            }
        }
    }
    let whole: f64 = staff.iter().map(|s| s[0]).sum();
    let rate: [(f64, f64); COLUMNS] = std::array::from_fn(|c| {
        let level = LEVEL[c] / whole * (0.08 * random.normal()).exp();
        (level, 0.035 * random.normal())
    });
    let factor: Vec<f64> = (0..ROWS * COLUMNS).map(|_| random.gamma(16.0)).collect();
    let mean = |row: usize, column: usize, t: usize| {
        let (level, slope) = rate[column];
        staff[row][t]
            * level
            * (slope * (t as f64 - 30.0) / 12.0).exp()
            * SEASON[t % 12]
            * factor[row * COLUMNS + column]
    };
    let early = |row: usize, column: usize| {
        (0..FIRST).map(|t| mean(row, column, t)).sum::<f64>() / FIRST as f64
    };
    let signals = signals(&early, random);
    let traps = [
        ("trap_fte", jump, 64, 1.25),
        ("trap_delay", faster, 66, 1.0),
    ];
    for (sid, (kind, row, start, size)) in traps.into_iter().enumerate() {
        let _ = writeln!(
            drawn.signals,
            "{ds},{sid},{kind},{row},-1,{start},83,{size}"
        );
    }
    for (i, s) in signals.iter().enumerate() {
        let code = |x: Option<usize>| x.map_or(-1, |x| x as i32);
        let (row, column) = (code(s.row), code(s.column));
        let line = (i + 2, s.kind, row, column, s.start, s.end, s.size);
        let (sid, kind, row, column, start, end, size) = line;
        let _ = writeln!(
            drawn.signals,
            "{ds},{sid},{kind},{row},{column},{start},{end},{size}"
        );
    }
    let profiles: Vec<Vec<f64>> = (0..COLUMNS).map(|_| profile(random)).collect();
    let mut planted: Vec<(usize, usize, f64)> = Vec::new();
    while planted.len() < 8 {
        let (cell, circ) = (random.below(ROWS * COLUMNS), random.below(CIRCUMSTANCES));
        let share = profiles[cell % COLUMNS][circ];
        let busy = (0.5..6.0).contains(&early(cell / COLUMNS, cell % COLUMNS));
        if busy && (0.03..0.12).contains(&share) && planted.iter().all(|p| p.0 != cell) {
            let times = 3.0 + random.below(3) as f64;
            let (row, column) = (cell / COLUMNS, cell % COLUMNS);
            let _ = writeln!(
                drawn.combinations,
                "{ds},{row},{column},{circ},{WINDOW},83,{times},{share}"
            );
            planted.push((cell, circ, times));
        }
    }
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let cell = row * COLUMNS + column;
            for t in 0..PERIODS {
                let raised: f64 = signals.iter().map(|s| s.factor(row, column, t)).product();
                let mut count = over_dispersed(mean(row, column, t) * raised, 0.15, random);
                count += signals
                    .iter()
                    .filter(|s| s.kind == "burst" && s.row == Some(row) && s.column == Some(column))
                    .map(|s| burst(s, t))
                    .sum::<usize>();
                for _ in 0..count {
                    let slower = if t >= WINDOW { 1.15 } else { 1.0 };
                    let quicker = if row == faster && t >= 66 { 0.6 } else { 1.0 };
                    let wait = DELAY[column] * slower * quicker * random.gamma(2.0);
                    let delay = random.poisson(wait);
                    let times = planted.iter().filter(|p| t >= WINDOW && p.0 == cell);
                    let circ = pick(&profiles[column], times.map(|p| (p.1, p.2)).next(), random);
                    let team = teams[row][random.below(teams[row].len())];
                    let sub = column * 6 + random.below(6);
                    let line = [ds, row, team, column, sub, circ, t, t + delay as usize];
                    for (column, value) in drawn.cases.iter_mut().zip(line) {
                        column.push(value as i32);
                    }
                }
            }
        }
    }
}

/// Teams of each unit: at least two each, the others anywhere.
fn teams(random: &mut Random) -> Vec<Vec<usize>> {
    let mut teams = vec![Vec::new(); ROWS];
    for team in 0..TEAMS {
        let row = if team < 2 * ROWS {
            team % ROWS
        } else {
            random.below(ROWS)
        };
        teams[row].push(team);
    }
    teams
}

/// Staff of each unit: it wanders a little, a part moves in month 45, and one unit grows by a
/// quarter in month 64.
fn staff(jump: usize, random: &mut Random) -> Vec<Vec<f64>> {
    let mut staff: Vec<Vec<f64>> = (0..ROWS)
        .map(|_| {
            let mut now = 1250.0 * 7.5_f64.powf(random.unit());
            (0..PERIODS)
                .map(|_| {
                    now *= (0.006 * random.normal()).exp();
                    now
                })
                .collect()
        })
        .collect();
    let (from, to) = (random.below(ROWS), random.below(ROWS));
    let moved = 0.12 * staff[from][45];
    staff[from][45..].iter_mut().for_each(|s| *s -= moved);
    staff[to][45..].iter_mut().for_each(|s| *s += moved);
    staff[jump][64..].iter_mut().for_each(|s| *s *= 1.25);
    staff
}

fn signals(early: &impl Fn(usize, usize) -> f64, random: &mut Random) -> Vec<Signal> {
    let mut start = |span: usize| FIRST + random.below(span);
    let (national, unit) = (start(14), start(13));
    let starts: Vec<usize> = PLANTED
        .iter()
        .map(|p| {
            start(if p.0 == "burst" {
                18
            } else if p.0 == "ramp" {
                14
            } else {
                17
            })
        })
        .collect();
    let signal = |kind, row, column, start: usize, length: usize, size| Signal {
        kind,
        row,
        column,
        start,
        end: (start + length - 1).min(PERIODS - 1),
        size,
    };
    let mut out = vec![
        signal("national", None, Some(random.below(8)), national, 9, 1.5),
        signal("unitwide", Some(random.below(ROWS)), None, unit, 9, 1.4),
    ];
    for ((kind, size, low, high), start) in PLANTED.into_iter().zip(starts) {
        let length = match kind {
            "burst" => 4,
            "ramp" => 10,
            _ => 9,
        };
        // Cells of the wanted size are never scarce; a fallback would plant a signal twice.
        let (row, column) = loop {
            let (row, column) = (random.below(ROWS), random.below(COLUMNS));
            let free = out[2..]
                .iter()
                .all(|s: &Signal| (s.row, s.column) != (Some(row), Some(column)));
            if free && (low..high).contains(&early(row, column)) {
                break (row, column);
            }
        };
        out.push(signal(kind, Some(row), Some(column), start, length, size));
    }
    out
}

/// The extra cases of a burst in a month: half in the first, most of the others in the second.
fn burst(signal: &Signal, t: usize) -> usize {
    let cumulative = [0.0, 0.5, 0.917, 0.986, 1.0];
    if t < signal.start || t > signal.end {
        return 0;
    }
    let i = t - signal.start;
    let by = |i: usize| (signal.size * cumulative[i]).round() as usize;
    by(i + 1) - by(i)
}

/// A profile of circumstances: uneven, and different for each category.
fn profile(random: &mut Random) -> Vec<f64> {
    let weights: Vec<f64> = (0..CIRCUMSTANCES)
        .map(|i| random.gamma(2.0) * (1.4 - 0.075 * i as f64))
        .collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|w| w / sum).collect()
}

/// One circumstance; a planted one is so many times as likely.
fn pick(profile: &[f64], planted: Option<(usize, f64)>, random: &mut Random) -> usize {
    let weight = |i: usize| match planted {
        Some((at, times)) if at == i => profile[i] * times,
        Some((at, times)) => profile[i] * (1.0 - profile[at] * times) / (1.0 - profile[at]),
        None => profile[i],
    };
    let mut left = random.unit() * (0..profile.len()).map(weight).sum::<f64>();
    for i in 0..profile.len() {
        left -= weight(i);
        if left < 0.0 {
            return i;
        }
    }
    profile.len() - 1
}

/// A count with variance `(1 + excess) × mean`: a Poisson with a gamma mean.
pub fn over_dispersed(mean: f64, excess: f64, random: &mut Random) -> usize {
    let mean = if excess > 0.0 && mean > 0.0 {
        mean * random.gamma(mean / excess)
    } else {
        mean
    };
    // In pieces, because the draw multiplies uniform numbers down to exp(-mean).
    let pieces = (mean / 200.0).ceil().max(1.0);
    (0..pieces as usize)
        .map(|_| random.poisson(mean / pieces) as usize)
        .sum()
}
