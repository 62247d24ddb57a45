//! One example of every chart, with the awkward cases that real pages bring.

use crate::{Break, ChartData, ChartKind, ChartSpec, Language, Values};

#[path = "samples/signals.rs"]
mod signals;

pub fn all() -> Vec<(ChartSpec, ChartData)> {
    let mut all = vec![
        line(),
        months(),
        bar(),
        stacked(),
        dot(),
        heatmap(),
        slope(),
        funnel(),
        number(),
    ];
    all.extend(signals::all());
    all
}

fn spec(id: &str, kind: ChartKind, title: &str, x: &str, y: &str) -> ChartSpec {
    ChartSpec {
        x: x.to_owned(),
        y: y.to_owned(),
        ..ChartSpec::new(id, kind, title)
    }
}

/// Three series, a gap, a series that stops, ends that collide.
fn line() -> (ChartSpec, ChartData) {
    let quarters = [
        "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4",
    ];
    let series: [(&str, [Option<i32>; 8]); 4] = [
        ("INF", [41, 44, 47, 52, 55, 58, 61, 63].map(Some)),
        (
            "OMG",
            [
                Some(33),
                Some(30),
                Some(36),
                None,
                Some(38),
                Some(41),
                Some(62),
                Some(62),
            ],
        ),
        ("GEW", [22, 19, 24, 21, 18, 17, 15, 60].map(Some)),
        (
            "PRI",
            [
                Some(12),
                Some(9),
                Some(14),
                Some(11),
                Some(13),
                Some(9),
                None,
                None,
            ],
        ),
    ];
    let mut rows = (Vec::new(), Vec::new(), Vec::new());
    for (code, values) in series {
        for (quarter, value) in quarters.iter().zip(values) {
            rows.0.push(*quarter);
            rows.1.push(code);
            rows.2.push(value.map(f64::from));
        }
    }
    let mut spec = spec(
        "lijn",
        ChartKind::Line,
        "Afgesloten zaken per thema en kwartaal",
        "quarter",
        "cases",
    );
    spec.series = Some("theme".to_owned());
    spec.unit = "zaken".to_owned();
    for (code, label) in [
        ("INF", "Misbruik van politie-informatie"),
        ("OMG", "Ongewenste omgangsvormen"),
        ("GEW", "Geweldsaanwending"),
        ("PRI", "Gedragingen in de privésfeer"),
    ] {
        spec.labels.insert(code.to_owned(), label.to_owned());
    }
    spec.breaks = vec![Break {
        at: "2024-01".to_owned(),
        text: "Landelijke Eenheid gesplitst".to_owned(),
        series: None,
    }];
    let data = ChartData::new()
        .labels("quarter", rows.0)
        .labels("theme", rows.1)
        .numbers("cases", rows.2);
    (spec, data)
}

/// One long monthly series in English, with its interval and two breaks close together.
fn months() -> (ChartSpec, ChartData) {
    let mut months = Vec::new();
    let (mut y, mut low, mut high) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..48 {
        months.push(format!("{}-{:02}-01", 2021 + n / 12, n % 12 + 1));
        let value = 2.4 + f64::from((n * 7) % 11) / 10.0 + f64::from(n) / 60.0;
        let known = n != 17 && n != 18;
        y.push(known.then_some(value));
        low.push(known.then_some(value - 0.4));
        high.push(known.then_some(value + 0.5));
    }
    let mut spec = spec(
        "maand",
        ChartKind::Line,
        "Cases per 100 fte",
        "month",
        "rate",
    );
    spec.language = Language::English;
    spec.low = Some("low".to_owned());
    spec.high = Some("high".to_owned());
    spec.unit = "per 100 fte".to_owned();
    spec.decimals = 1;
    spec.breaks = vec![
        Break {
            at: "2022-01".to_owned(),
            text: "New registration system".to_owned(),
            series: None,
        },
        Break {
            at: "2022-07".to_owned(),
            text: "Reporting line opened to all staff".to_owned(),
            series: None,
        },
        Break {
            at: "2024-01".to_owned(),
            text: "National unit split".to_owned(),
            series: None,
        },
    ];
    let data = ChartData::new()
        .labels("month", months)
        .numbers("rate", y)
        .numbers("low", low)
        .numbers("high", high);
    (spec, data)
}

fn bar() -> (ChartSpec, ChartData) {
    let mut spec = spec(
        "staaf",
        ChartKind::Bar,
        "Afgesloten zaken per categorie",
        "category",
        "cases",
    );
    spec.unit = "zaken".to_owned();
    spec.y_title = "zaken, 2024".to_owned();
    let data = ChartData::new()
        .labels(
            "category",
            [
                "Onrechtmatig gebruik van politie-informatie of politiesystemen",
                "Ongewenste omgangsvormen (pesten, discriminatie, seksuele intimidatie)",
                "Misbruik geweldsbevoegdheid",
                "Nevenwerkzaamheden/financiële belangen",
                "Overig",
            ],
        )
        .numbers(
            "cases",
            [Some(1234.0), Some(612.0), Some(330.0), None, Some(0.0)],
        );
    (spec, data)
}

fn stacked() -> (ChartSpec, ChartData) {
    let rows = [
        ("Oriënterend onderzoek", [120.0, 60.0, 30.0]),
        ("Disciplinair onderzoek", [210.0, 90.0, 12.0]),
        ("Strafrechtelijk onderzoek", [15.0, 22.0, 1.0]),
    ];
    let parts = ["Niet vastgesteld", "Vastgesteld", "Weerlegd"];
    let (mut x, mut s, mut y) = (Vec::new(), Vec::new(), Vec::new());
    for (route, values) in rows {
        for (part, value) in parts.iter().zip(values) {
            x.push(route);
            s.push(*part);
            y.push(Some(value));
        }
    }
    x.push("Overgedragen");
    s.push("Vastgesteld");
    y.push(None);
    let mut spec = spec(
        "stapel",
        ChartKind::Stacked,
        "Bevinding per route",
        "route",
        "cases",
    );
    spec.series = Some("finding".to_owned());
    let data = ChartData::new()
        .labels("route", x)
        .labels("finding", s)
        .numbers("cases", y);
    (spec, data)
}

fn dot() -> (ChartSpec, ChartData) {
    let mut spec = spec(
        "punt",
        ChartKind::Dot,
        "Aandeel nazorg binnen vijf dagen",
        "unit",
        "share",
    );
    spec.low = Some("low".to_owned());
    spec.high = Some("high".to_owned());
    spec.unit = "%".to_owned();
    spec.decimals = 1;
    let data = ChartData::new()
        .labels(
            "unit",
            [
                "Amsterdam",
                "Den Haag",
                "Politiedienstencentrum",
                "Landelijke Expertise en Operaties",
                "Limburg",
            ],
        )
        .numbers(
            "share",
            [Some(62.5), Some(48.1), Some(90.0), Some(33.3), None],
        )
        .numbers(
            "low",
            [Some(55.2), Some(40.0), Some(71.4), Some(12.5), None],
        )
        .numbers(
            "high",
            [Some(69.8), Some(56.4), Some(100.0), Some(60.0), None],
        );
    (spec, data)
}

fn heatmap() -> (ChartSpec, ChartData) {
    let units = [
        "NN", "ON", "MN", "NH", "AMS", "DH", "RTD", "ZWB", "OB", "LB", "LX", "LO",
    ];
    let issues = [
        "Politie-informatie",
        "Omgangsvormen",
        "Geweld",
        "Privésfeer",
        "Middelen en eigendommen",
    ];
    let (mut x, mut s, mut y) = (Vec::new(), Vec::new(), Vec::new());
    for (row, issue) in issues.iter().enumerate() {
        for (column, unit) in units.iter().enumerate() {
            x.push(*unit);
            s.push(*issue);
            let value = ((row + 2) * (column + 3) * 7) % 53;
            y.push((value % 13 != 5).then_some(if value < 6 { 0.0 } else { value as f64 }));
        }
    }
    let mut spec = spec(
        "warmte",
        ChartKind::Heatmap,
        "Zaken per eenheid en kwestie",
        "unit",
        "cases",
    );
    spec.series = Some("issue".to_owned());
    spec.unit = "zaken".to_owned();
    let data = ChartData::new()
        .labels("unit", x)
        .labels("issue", s)
        .numbers("cases", y);
    (spec, data)
}

fn slope() -> (ChartSpec, ChartData) {
    let mut spec = spec(
        "helling",
        ChartKind::Slope,
        "Doorlooptijd per route",
        "year",
        "days",
    );
    spec.series = Some("route".to_owned());
    spec.unit = "dagen".to_owned();
    let routes = [
        ("Oriënterend onderzoek", Some(88.0), Some(64.0)),
        ("Disciplinair onderzoek", Some(190.0), Some(205.0)),
        ("Strafrechtelijk onderzoek", Some(310.0), Some(301.0)),
        ("Afhandeling in de lijn", Some(86.0), None),
    ];
    let (mut x, mut s, mut y) = (Vec::new(), Vec::new(), Vec::new());
    for (route, before, after) in routes {
        for (year, value) in [("2022", before), ("2024", after)] {
            x.push(year);
            s.push(route);
            y.push(value);
        }
    }
    let data = ChartData::new()
        .labels("year", x)
        .labels("route", s)
        .numbers("days", y);
    (spec, data)
}

fn funnel() -> (ChartSpec, ChartData) {
    let units: [(&str, f64, f64); 12] = [
        ("NN", 3900.0, 2.1),
        ("ON", 5800.0, 2.6),
        ("MN", 5500.0, 2.3),
        ("NH", 4300.0, 2.4),
        ("AMS", 5600.0, 4.4),
        ("DH", 6400.0, 2.9),
        ("RTD", 6100.0, 2.2),
        ("ZWB", 3900.0, 2.5),
        ("OB", 4500.0, 1.3),
        ("LB", 3000.0, 2.5),
        ("PA", 900.0, 3.5),
        ("KS", 400.0, 1.2),
    ];
    let curve = |z: f64| {
        units
            .iter()
            .map(|(_, fte, _)| Some((2.5 + z * (2.5 * 100.0 / fte).sqrt()).max(0.0)))
            .collect::<Vec<_>>()
    };
    let mut spec = spec(
        "trechter",
        ChartKind::Funnel,
        "Zaken per 100 fte naar omvang",
        "fte",
        "rate",
    );
    spec.series = Some("unit".to_owned());
    spec.unit = "zaken per 100 fte".to_owned();
    spec.x_title = "fte".to_owned();
    spec.decimals = 1;
    spec.limits = ["low_95", "high_95", "low_998", "high_998"]
        .map(str::to_owned)
        .to_vec();
    let data = ChartData::new()
        .labels("unit", units.map(|unit| unit.0))
        .numbers("fte", units.map(|unit| Some(unit.1)))
        .numbers("rate", units.map(|unit| Some(unit.2)))
        .numbers("low_95", curve(-1.96))
        .numbers("high_95", curve(1.96))
        .numbers("low_998", curve(-3.09))
        .numbers("high_998", curve(3.09));
    (spec, data)
}

fn number() -> (ChartSpec, ChartData) {
    let mut spec = spec(
        "getal",
        ChartKind::Number,
        "Afgesloten zaken",
        "quarter",
        "cases",
    );
    spec.unit = "zaken".to_owned();
    let quarters = [
        "2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4",
    ];
    let data = ChartData::new().labels("quarter", quarters).column(
        "cases",
        Values::Numbers(
            [1204, 1302, 1250, 1275, 1311, 1366]
                .map(|n| Some(f64::from(n)))
                .to_vec(),
        ),
    );
    (spec, data)
}
