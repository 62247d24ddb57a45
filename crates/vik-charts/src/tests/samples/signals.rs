//! Examples of the charts on the pages about signals. All figures are made up.

use crate::{Break, ChartData, ChartKind, ChartSpec, Language, Part};

use super::spec;

pub fn all() -> Vec<(ChartSpec, ChartData)> {
    vec![
        control(),
        rate(),
        icons(),
        few_icons(),
        multiples(),
        own_scales(),
        lasting(),
        survival(),
        intervention(),
        helped(),
        sparkline(),
    ]
}

const UNITS: [(&str, &str); 15] = [
    ("AMS", "Amsterdam"),
    ("DH", "Den Haag"),
    ("KCT", "Politiedienstencentrum"),
    ("LEO", "Landelijke Expertise en Operaties"),
    ("LIO", "Landelijke Opsporing en Interventies"),
    ("LB", "Limburg"),
    ("MN", "Midden-Nederland"),
    ("NH", "Noord-Holland"),
    ("NN", "Noord-Nederland"),
    ("OB", "Oost-Brabant"),
    ("ON", "Oost-Nederland"),
    ("PA", "Politieacademie"),
    ("RTD", "Rotterdam"),
    ("KS", "Staf korpsleiding"),
    ("ZWB", "Zeeland-West-Brabant"),
];

const CATEGORIES: [(&str, &str); 12] = [
    ("ALC", "Alcohol en drugs"),
    ("INF", "Misbruik van politie-informatie"),
    ("FIN", "Financiële integriteit"),
    ("GES", "Geschenken"),
    ("GEW", "Geweldsaanwending"),
    ("LEK", "Lekken"),
    ("NEV", "Nevenwerk"),
    ("OMG", "Ongewenste omgangsvormen"),
    ("PRI", "Gedragingen in de privésfeer"),
    ("MED", "Sociale media"),
    ("VER", "Verkeer"),
    ("OVE", "Overig"),
];

/// Small counts that look like chance and are the same every time.
fn chance(n: usize) -> f64 {
    let mixed = (n as u64 + 11)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(23)
        .wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 40) as f64 / f64::from(1 << 24)
}

fn months(first: usize, count: usize) -> Vec<String> {
    (0..count)
        .map(|n| format!("{}-{:02}-01", 2022 + (first + n) / 12, (first + n) % 12 + 1))
        .collect()
}

fn with<T>(count: usize, value: impl Fn(usize) -> T) -> Vec<T> {
    (0..count).map(value).collect()
}

/// New limits after a lasting rise, signals of three rules, zeros, a gap, open months, a changing target.
fn control() -> (ChartSpec, ChartData) {
    let count = 46;
    let (rebased, open) = (26, 43);
    let y = |n: usize| match n {
        9 | 10 => None,
        4 | 17 => Some(0.0),
        7 => Some(9.0),
        26 => Some(13.0),
        38 => Some(19.0),
        43 => Some(8.0),
        44 => Some(4.0),
        45 => Some(1.0),
        n if n >= rebased => Some((7.0 + 6.0 * chance(n)).round()),
        n if n >= 20 => Some((4.0 + 3.0 * chance(n)).round()),
        n => Some((1.0 + 4.0 * chance(n)).round()),
    };
    let signal = |n: usize| match n {
        7 | 38 => "outside",
        20..=25 => "run",
        _ => "",
    };
    let level = |n: usize| -> f64 { if n >= rebased { 10.2 } else { 3.4 } };
    let nowcast = |n: usize, off: f64| (n >= open).then(|| 10.0 + (n - open) as f64 + off);
    let data = ChartData::new()
        .labels("month", months(11, count))
        .numbers("cases", with(count, y))
        .numbers("low", with(count, |n| Some((level(n) * 0.5).floor())))
        .numbers("high", with(count, |n| Some((level(n) * 1.5).ceil())))
        .numbers("centre", with(count, |n| Some(level(n))))
        .numbers(
            "lower",
            with(count, |n| Some(if n >= rebased { 2.0 } else { 0.0 })),
        )
        .numbers(
            "upper",
            with(count, |n| Some(if n >= rebased { 18.0 } else { 8.0 })),
        )
        .labels(
            "segment",
            with(count, |n| {
                if n >= rebased {
                    "blijvend meer zaken"
                } else {
                    "begin van de reeks"
                }
            }),
        )
        .labels("signal", with(count, signal))
        .numbers(
            "filling",
            with(count, |n| Some(f64::from(u8::from(n >= open)))),
        )
        .numbers("nowcast", with(count, |n| nowcast(n, 0.0)))
        .numbers(
            "nowcast_low",
            with(count, |n| nowcast(n, -1.0 - (n - open.min(n)) as f64)),
        )
        .numbers(
            "nowcast_high",
            with(count, |n| nowcast(n, 2.0 + (n - open.min(n)) as f64)),
        )
        .numbers(
            "target",
            with(count, |n| Some(if n >= 38 { 5.0 } else { 6.0 })),
        );
    let mut spec = spec(
        "regel",
        ChartKind::Control,
        "Zaken over misbruik van politie-informatie, eenheid Oost-Nederland",
        "month",
        "cases",
    )
    .part(Part::Centre, "centre")
    .part(Part::Lower, "lower")
    .part(Part::Upper, "upper")
    .part(Part::Segment, "segment")
    .part(Part::Signal, "signal")
    .part(Part::Filling, "filling")
    .part(Part::Nowcast, "nowcast")
    .part(Part::NowcastLow, "nowcast_low")
    .part(Part::NowcastHigh, "nowcast_high")
    .part(Part::Target, "target");
    spec.unit = "zaken".to_owned();
    spec.low = Some("low".to_owned());
    spec.high = Some("high".to_owned());
    spec.breaks = vec![Break {
        at: "2023-09".to_owned(),
        text: "Nieuw registratiesysteem".to_owned(),
        series: None,
    }];
    (spec, data)
}

/// A rate by quarter in English, limits that follow the staff, one signal below and a rule of one's own.
fn rate() -> (ChartSpec, ChartData) {
    let count = 16;
    let wide = |n: usize| 1.2 + 0.25 * ((n % 5) as f64 - 2.0) / 2.0;
    let y = |n: usize| match n {
        6 => 0.9,
        13 => 4.1,
        n => 1.9 + 1.4 * chance(n + 90),
    };
    let signal = |n: usize| match n {
        6 => "outside",
        13 => "own",
        _ => "",
    };
    let data = ChartData::new()
        .labels(
            "quarter",
            with(count, |n| format!("{}-Q{}", 2023 + n / 4, n % 4 + 1)),
        )
        .numbers("rate", with(count, |n| Some(y(n))))
        .numbers("centre", with(count, |_| Some(2.5)))
        .numbers("lower", with(count, |n| Some(2.5 - wide(n))))
        .numbers("upper", with(count, |n| Some(2.5 + wide(n))))
        .labels("signal", with(count, signal));
    let mut spec = spec(
        "regel-en",
        ChartKind::Control,
        "Cases per 100 FTE",
        "quarter",
        "rate",
    )
    .part(Part::Centre, "centre")
    .part(Part::Lower, "lower")
    .part(Part::Upper, "upper")
    .part(Part::Signal, "signal");
    spec.language = Language::English;
    spec.unit = "cases per 100 FTE".to_owned();
    spec.decimals = 1;
    spec.labels
        .insert("own".to_owned(), "confirmed by the analyst".to_owned());
    (spec, data)
}

/// Fifteen units, twelve categories, every icon, and cells that cannot be judged.
fn icons() -> (ChartSpec, ChartData) {
    let cells: Vec<(usize, usize)> = (0..15).flat_map(|u| (0..12).map(move |c| (u, c))).collect();
    let at = |(u, c): &(usize, usize)| chance(u * 12 + c + 700);
    let grey = |cell: &(usize, usize)| at(cell) < 0.2;
    let variation = |cell: &(usize, usize)| match at(cell) {
        x if x < 0.2 => "",
        x if x < 0.28 => "higher",
        x if x < 0.34 => "lower",
        x if x < 0.38 => "recurring",
        _ => "ordinary",
    };
    let assurance = |cell: &(usize, usize)| match (cell.1 % 3 == 1, chance(cell.0 + 40 * cell.1)) {
        (false, _) => "",
        (true, x) if x < 0.5 => "met",
        (true, x) if x < 0.75 => "varies",
        _ => "missed",
    };
    let trend = |cell: &(usize, usize)| match chance(cell.0 * 31 + cell.1) {
        x if x < 0.12 => "up",
        x if x < 0.22 => "down",
        _ => "level",
    };
    let text = |word: &dyn Fn(&(usize, usize)) -> &'static str| {
        cells
            .iter()
            .map(|cell| if grey(cell) { "" } else { word(cell) })
            .collect::<Vec<_>>()
    };
    let data = ChartData::new()
        .labels("unit", cells.iter().map(|(u, _)| UNITS[*u].0))
        .labels("category", cells.iter().map(|(_, c)| CATEGORIES[*c].0))
        .numbers(
            "cases",
            cells.iter().map(|cell| Some((at(cell) * 30.0).round())),
        )
        .labels("variation", text(&variation))
        .labels("assurance", text(&assurance))
        .labels("trend", text(&trend));
    let mut spec = spec(
        "pictogrammen",
        ChartKind::Icons,
        "Waar wijkt het af? Eenheden en categorieën",
        "category",
        "cases",
    )
    .part(Part::Variation, "variation")
    .part(Part::Assurance, "assurance")
    .part(Part::Trend, "trend");
    spec.series = Some("unit".to_owned());
    spec.unit = "zaken".to_owned();
    for (code, label) in UNITS.iter().chain(&CATEGORIES) {
        spec.labels.insert((*code).to_owned(), (*label).to_owned());
    }
    (spec, data)
}

/// Three units and three categories in English: a table that needs no upright heads.
fn few_icons() -> (ChartSpec, ChartData) {
    let mut spec = spec(
        "pictogrammen-en",
        ChartKind::Icons,
        "Where does it differ?",
        "category",
        "",
    )
    .part(Part::Variation, "variation")
    .part(Part::Trend, "trend");
    spec.series = Some("unit".to_owned());
    spec.language = Language::English;
    let unit = |n: usize| ["East", "North", "West"][n / 3];
    let category = |n: usize| ["Information", "Conduct", "Private life"][n % 3];
    let word = |n: usize| ["ordinary", "higher", "", "lower", "ordinary", "ordinary"][n % 6];
    let trend = |n: usize| ["level", "up", "", "down", "level", "up"][n % 6];
    let data = ChartData::new()
        .labels("unit", with(9, unit))
        .labels("category", with(9, category))
        .labels("variation", with(9, word))
        .labels("trend", with(9, trend));
    (spec, data)
}

/// A panel for each unit on one scale, one of them without figures, one above what was expected.
fn multiples() -> (ChartSpec, ChartData) {
    let cells: Vec<(usize, usize)> = (0..15).flat_map(|u| (0..24).map(move |m| (u, m))).collect();
    let base = |u: usize| 2.0 + (u * 7 % 9) as f64;
    let y = |(u, m): &(usize, usize)| match (u, m) {
        (11, _) | (4, 8..=10) => None,
        (10, 20..) => Some((base(10) + 8.0 + 3.0 * chance(*m)).round()),
        (u, m) => Some((base(*u) * (0.6 + 0.8 * chance(u * 24 + m + 5))).round()),
    };
    let month = months(24, 24);
    let data = ChartData::new()
        .labels("unit", cells.iter().map(|(u, _)| UNITS[*u].0))
        .labels("month", cells.iter().map(|(_, m)| month[*m].clone()))
        .numbers("cases", cells.iter().map(y))
        .numbers(
            "low",
            cells.iter().map(|(u, _)| Some((base(*u) * 0.5).floor())),
        )
        .numbers(
            "high",
            cells.iter().map(|(u, _)| Some((base(*u) * 1.6).ceil())),
        );
    let mut spec = spec(
        "veelvoud",
        ChartKind::Multiples,
        "Gesloten zaken per eenheid en maand",
        "month",
        "cases",
    );
    spec.series = Some("unit".to_owned());
    spec.unit = "zaken per maand".to_owned();
    spec.low = Some("low".to_owned());
    spec.high = Some("high".to_owned());
    spec.breaks = vec![Break {
        at: "2024-07".to_owned(),
        text: "Meldpunt geopend".to_owned(),
        series: None,
    }];
    for (code, label) in UNITS {
        spec.labels.insert(code.to_owned(), label.to_owned());
    }
    (spec, data)
}

/// Four panels, each on its own scale.
fn own_scales() -> (ChartSpec, ChartData) {
    let cells: Vec<(usize, usize)> = (0..4).flat_map(|u| (0..12).map(move |m| (u, m))).collect();
    let data = ChartData::new()
        .labels(
            "measure",
            cells.iter().map(|(u, _)| {
                [
                    "Reports",
                    "Cases closed",
                    "Days to decision",
                    "Days to feedback",
                ][*u]
            }),
        )
        .labels(
            "quarter",
            cells
                .iter()
                .map(|(_, m)| format!("{}-Q{}", 2022 + m / 4, m % 4 + 1)),
        )
        .numbers(
            "value",
            cells.iter().map(|(u, m)| {
                let size = [60.0, 410.0, 95.0, 12.5][*u];
                Some(size * (0.8 + 0.4 * chance(u * 12 + m)))
            }),
        );
    let mut spec = spec(
        "veelvoud-en",
        ChartKind::Multiples,
        "The flow of cases",
        "quarter",
        "value",
    );
    spec.series = Some("measure".to_owned());
    spec.language = Language::English;
    spec.own_scale = true;
    (spec, data)
}

/// A funnel with limits that allow for lasting differences, and what was expected at each unit.
fn lasting() -> (ChartSpec, ChartData) {
    let expected = |n: usize| 8.0 + (n * n) as f64 * 0.9;
    let ratio = |n: usize| match n {
        3 => 0.35,
        8 => 2.1,
        12 => 1.42,
        13 => 0.86,
        n => 0.75 + 0.5 * chance(n + 300),
    };
    let curve = |z: f64, spread: f64| {
        with(15, |n| {
            Some((1.0 + z * (1.0 / expected(n) + spread).sqrt()).max(0.0))
        })
    };
    let data = ChartData::new()
        .labels("unit", UNITS.map(|unit| unit.0))
        .numbers("expected", with(15, |n| Some(expected(n))))
        .numbers("one", with(15, |_| Some(1.0)))
        .numbers("ratio", with(15, |n| Some(ratio(n))))
        .numbers("low_95", curve(-1.96, 0.0))
        .numbers("high_95", curve(1.96, 0.0))
        .numbers("low_998", curve(-3.09, 0.0))
        .numbers("high_998", curve(3.09, 0.0))
        .numbers("low_998_od", curve(-3.09, 0.02))
        .numbers("high_998_od", curve(3.09, 0.02));
    let mut spec = spec(
        "trechter-ruim",
        ChartKind::Funnel,
        "Waargenomen en verwacht per eenheid",
        "expected",
        "ratio",
    )
    .part(Part::Centre, "one");
    spec.series = Some("unit".to_owned());
    spec.y_title = "waargenomen gedeeld door verwacht".to_owned();
    spec.x_title = "verwacht aantal zaken".to_owned();
    spec.decimals = 2;
    spec.limits = [
        "low_95",
        "high_95",
        "low_998",
        "high_998",
        "low_998_od",
        "high_998_od",
    ]
    .map(str::to_owned)
    .to_vec();
    (spec, data)
}

/// Ninety cases, a quarter of them still open; the shares are reckoned here as Kaplan and Meier do.
fn survival() -> (ChartSpec, ChartData) {
    let cases: Vec<(f64, bool)> = (0..90)
        .map(|n| {
            let open = chance(n + 500) < 0.3;
            let days = 8.0 - 95.0 * (1.0 - chance(n + 60)).max(0.02).ln();
            (days.min(360.0).round(), !open)
        })
        .collect();
    let mut times: Vec<f64> = cases.iter().map(|case| case.0).collect();
    times.push(0.0);
    times.sort_by(f64::total_cmp);
    times.dedup();
    let closed: Vec<f64> = cases
        .iter()
        .filter(|case| case.1)
        .map(|case| case.0)
        .collect();
    let (mut left, mut spread) = (1.0, 0.0);
    let mut curve = Vec::new();
    for time in &times {
        let at_risk = cases.iter().filter(|case| case.0 >= *time).count() as f64;
        let ended = cases
            .iter()
            .filter(|case| case.1 && case.0 == *time)
            .count() as f64;
        if at_risk > ended {
            left *= 1.0 - ended / at_risk;
            spread += ended / (at_risk * (at_risk - ended));
        }
        let done = closed.iter().filter(|days| **days <= *time).count() as f64;
        let wide = 1.96 * left * f64::sqrt(spread);
        let percent = |share: f64| Some((share * 100.0).clamp(0.0, 100.0));
        curve.push((
            percent(1.0 - left),
            percent(1.0 - left - wide),
            percent(1.0 - left + wide),
            percent(done / closed.len() as f64),
        ));
    }
    let data = ChartData::new()
        .numbers("days", times.iter().map(|time| Some(*time)))
        .numbers("share", curve.iter().map(|step| step.0))
        .numbers("low", curve.iter().map(|step| step.1))
        .numbers("high", curve.iter().map(|step| step.2))
        .numbers("closed", curve.iter().map(|step| step.3))
        .numbers("norm", times.iter().map(|_| Some(90.0)));
    let mut spec = spec(
        "doorlooptijd",
        ChartKind::Survival,
        "Hoeveel zaken zijn binnen de norm klaar?",
        "days",
        "share",
    )
    .part(Part::Closed, "closed")
    .part(Part::Norm, "norm");
    spec.low = Some("low".to_owned());
    spec.high = Some("high".to_owned());
    spec.unit = "%".to_owned();
    spec.decimals = 1;
    spec.x_title = "dagen".to_owned();
    (spec, data)
}

/// One unit with a new way of working, four without; the difference was reckoned elsewhere.
fn intervention() -> (ChartSpec, ChartData) {
    let units = ["ON", "AMS", "DH", "NN", "ZWB"];
    let cells: Vec<(usize, usize)> = (0..5).flat_map(|u| (0..36).map(move |m| (u, m))).collect();
    let start = 24;
    let without = |m: usize| 9.0 + 0.05 * m as f64 + if m % 12 < 3 { 1.0 } else { 0.0 };
    let y = |(u, m): &(usize, usize)| match (u, m) {
        (0, m) if *m >= start => (4.0 + 4.0 * chance(*m + 7)).round(),
        (0, m) => (without(*m) - 2.5 + 5.0 * chance(*m + 7)).round(),
        (u, m) => (3.0 + *u as f64 + 4.0 * chance(u * 36 + m)).round(),
    };
    let month = months(12, 36);
    let only =
        |(u, m): &(usize, usize), off: f64| (*u == 0 && *m >= start).then(|| without(*m) + off);
    let once = |value: f64| cells.iter().map(move |_| Some(value)).collect::<Vec<_>>();
    let data = ChartData::new()
        .labels("unit", cells.iter().map(|(u, _)| units[*u]))
        .labels("month", cells.iter().map(|(_, m)| month[*m].clone()))
        .numbers("cases", cells.iter().map(|cell| Some(y(cell))))
        .numbers("without", cells.iter().map(|cell| only(cell, 0.0)))
        .numbers("low", cells.iter().map(|cell| only(cell, -2.6)))
        .numbers("high", cells.iter().map(|cell| only(cell, 2.9)))
        .labels(
            "event",
            cells.iter().map(|cell| match cell {
                (0, 24) => "leerkring gestart",
                _ => "",
            }),
        )
        .numbers("difference", once(-53.0))
        .numbers("difference_low", once(-74.0))
        .numbers("difference_high", once(-31.0));
    let mut spec = spec(
        "maatregel",
        ChartKind::Intervention,
        "Voor en na de leerkring in Oost-Nederland",
        "month",
        "cases",
    )
    .part(Part::Counterfactual, "without")
    .part(Part::Event, "event")
    .part(Part::Difference, "difference")
    .part(Part::DifferenceLow, "difference_low")
    .part(Part::DifferenceHigh, "difference_high");
    spec.series = Some("unit".to_owned());
    spec.low = Some("low".to_owned());
    spec.high = Some("high".to_owned());
    spec.unit = "zaken".to_owned();
    spec.labels
        .insert("ON".to_owned(), "Oost-Nederland".to_owned());
    (spec, data)
}

/// One series in English, late in its axis, with nothing reckoned: the mean of what is drawn.
fn helped() -> (ChartSpec, ChartData) {
    let count = 14;
    let data = ChartData::new()
        .labels(
            "quarter",
            with(count, |n| format!("{}-Q{}", 2023 + n / 4, n % 4 + 1)),
        )
        .numbers(
            "days",
            with(count, |n| {
                (n != 3).then(|| 90.0 - 12.0 * f64::from(u8::from(n > 10)) + 9.0 * chance(n))
            }),
        )
        .numbers(
            "without",
            with(count, |n| (n > 10).then(|| 94.0 + n as f64 / 2.0)),
        )
        .labels(
            "event",
            with(count, |n| {
                if n == 11 {
                    "second reader for every decision"
                } else {
                    ""
                }
            }),
        );
    let mut spec = spec(
        "maatregel-en",
        ChartKind::Intervention,
        "Days to decision before and after",
        "quarter",
        "days",
    )
    .part(Part::Counterfactual, "without")
    .part(Part::Event, "event");
    spec.language = Language::English;
    spec.unit = "days".to_owned();
    (spec, data)
}

/// Twenty-four months for a signal card, the last two still filling up.
fn sparkline() -> (ChartSpec, ChartData) {
    let count = 24;
    let y = |n: usize| match n {
        6 => None,
        20..=21 => Some(9.0),
        n => Some((1.0 + 4.0 * chance(n + 20)).round()),
    };
    let data = ChartData::new()
        .labels("month", months(24, count))
        .numbers("cases", with(count, y))
        .numbers("low", with(count, |_| Some(1.0)))
        .numbers("high", with(count, |_| Some(6.0)))
        .numbers(
            "filling",
            with(count, |n| Some(f64::from(u8::from(n > 21)))),
        );
    let mut spec = spec(
        "vonk",
        ChartKind::Sparkline,
        "Misbruik van politie-informatie, Oost-Nederland",
        "month",
        "cases",
    )
    .part(Part::Filling, "filling");
    spec.unit = "zaken".to_owned();
    spec.low = Some("low".to_owned());
    spec.high = Some("high".to_owned());
    (spec, data)
}
