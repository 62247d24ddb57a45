//! A made-up report with every kind of content in it.

use vik_domain::{Month, Text};
use vik_reports::report::{
    Action, BreakMark, Category, Choice, Content, Decision, Definition, ExternalFinding, Finding,
    Kind, Margin, Measure, Message, NotShown, Origin, Pair, Place, Point, Reading, Reason, Report,
    SCHEMA, Score, Section, Sentence, Signal, Stage, State, Step, Unit,
};

pub fn text(nl: &str, en: &str) -> Text {
    Text {
        nl: nl.to_owned(),
        en: en.to_owned(),
    }
}

pub fn dutch(nl: &str) -> Sentence {
    Sentence {
        nl: nl.to_owned(),
        en: None,
    }
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn around(value: f64, error: f64) -> Option<Reading> {
    Reading::new(value, (value - error).max(0.0), value + error)
}

fn measure(id: &str, label: Text, unit: Unit, now: f64, before: f64, error: f64) -> Measure {
    let quarters = [
        "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2",
    ];
    let waves = [0.9, 1.05, 0.95, 1.1, 1.0];
    let earlier = quarters.iter().zip(waves).map(|(period, wave)| Point {
        period: (*period).to_owned(),
        reading: around((before * wave).round(), error),
    });
    let last = [("2026-Q2", before), ("2026-Q3", now)].map(|(period, value)| Point {
        period: period.to_owned(),
        reading: around(value, error),
    });
    Measure {
        id: id.to_owned(),
        label,
        unit,
        decimals: 0,
        margin: Margin::Rounding,
        now: around(now, error),
        before: around(before, error),
        ratio: None,
        series: earlier.take(5).chain(last).collect(),
        indicator: "I-61".to_owned(),
        query: format!("{id} 1.0.0"),
        counting: text(
            "Elke betrokkene met een gesloten zaak telt één keer per zaak.",
            "Each person concerned counts once per closed case.",
        ),
        reading_aid: text(
            "Niet vastgesteld is niet hetzelfde als onterecht gemeld.",
            "Not established is not the same as wrongly reported.",
        ),
    }
}

fn stage(step: Step, measures: Vec<Measure>) -> Stage {
    Stage {
        step,
        measures: Content::Items(measures),
    }
}

fn chain() -> Vec<Stage> {
    let share = |id: &str, nl: &str, en: &str, now, before, error| {
        measure(id, text(nl, en), Unit::Percent, now, before, error)
    };
    let mut reported = measure(
        "reported",
        text("Gesloten zaken", "Cases closed"),
        Unit::Cases,
        140.0,
        105.0,
        4.0,
    );
    reported.ratio = Reading::new(1.33, 1.03, 1.74);
    vec![
        stage(Step::Reported, vec![reported]),
        stage(
            Step::Investigated,
            vec![measure(
                "investigated",
                text("Met onderzoek door VIK", "Investigated by the department"),
                Unit::Cases,
                95.0,
                90.0,
                4.0,
            )],
        ),
        stage(
            Step::Established,
            vec![
                measure(
                    "established",
                    text("Vastgesteld", "Established"),
                    Unit::Cases,
                    60.0,
                    45.0,
                    4.0,
                ),
                share(
                    "established-share",
                    "Aandeel vastgesteld",
                    "Share established",
                    44.0,
                    43.0,
                    3.0,
                ),
            ],
        ),
        stage(
            Step::Sanctioned,
            vec![measure(
                "sanctioned",
                text("Met sanctie", "Sanctioned"),
                Unit::Cases,
                35.0,
                30.0,
                4.0,
            )],
        ),
        Stage {
            step: Step::Reviewed,
            measures: Content::NoSource(text(
                "Over bezwaar en beroep zijn geen cijfers vrijgegeven.",
                "No figures on objection and appeal were released.",
            )),
        },
        stage(
            Step::Time,
            vec![share(
                "half-year",
                "Gesloten binnen een half jaar",
                "Closed within half a year",
                71.0,
                78.0,
                2.0,
            )],
        ),
    ]
}

fn category(code: &str, nl: &str, en: &str, reported: f64, established: f64) -> Category {
    let pair = |now: f64| Pair {
        now: around(now, 4.0),
        before: around((now * 0.8 / 5.0).round() * 5.0, 4.0),
    };
    Category {
        code: code.to_owned(),
        label: text(nl, en),
        reported: pair(reported),
        established: pair(established),
    }
}

fn signals() -> Vec<Signal> {
    vec![
        Signal {
            id: "S-12".to_owned(),
            subject: text("Lekken van informatie", "Leaking information"),
            place: Some(Place {
                code: "NH".to_owned(),
                name: text("Noord-Holland", "North Holland"),
            }),
            since: month("2026-05"),
            observed: Reading::new(18.0, 16.0, 20.0).unwrap(),
            expected: 9.4,
            decision: Some(Decision {
                choice: Choice::Learn,
                owner: text("Noord-Holland", "North Holland"),
                due: Some(month("2026-12")),
            }),
        },
        Signal {
            id: "S-13".to_owned(),
            subject: text("Ongewenste omgangsvormen", "Unwanted conduct"),
            place: None,
            since: month("2026-07"),
            observed: Reading::new(33.0, 31.0, 35.0).unwrap(),
            expected: 21.0,
            decision: None,
        },
    ]
}

fn actions() -> Vec<Action> {
    vec![
        Action {
            id: "A-1".to_owned(),
            promise: dutch("Elk team bespreekt wanneer je iets mag opzoeken."),
            owner: text("Noord-Holland", "North Holland"),
            place: Some(Place {
                code: "NH".to_owned(),
                name: text("Noord-Holland", "North Holland"),
            }),
            due: month("2026-09"),
            state: State::Done,
            result: Some(dutch("In 31 van de 34 teams besproken.")),
        },
        Action {
            id: "A-2".to_owned(),
            promise: Sentence {
                nl: "De steekproef op zoekvragen wordt een vast onderwerp.".to_owned(),
                en: Some("The sample of look-ups becomes a fixed item.".to_owned()),
            },
            owner: text("hoofd bedrijfsvoering", "head of operations"),
            place: None,
            due: month("2026-08"),
            state: State::Open,
            result: None,
        },
    ]
}

fn scorecard() -> Vec<Score> {
    Finding::ALL
        .into_iter()
        .map(|finding| Score {
            finding,
            measures: match finding {
                Finding::LeadTime => Content::Items(vec![measure(
                    "half-year",
                    text("Gesloten binnen een half jaar", "Closed within half a year"),
                    Unit::Percent,
                    71.0,
                    78.0,
                    2.0,
                )]),
                _ => Content::NoSource(text(
                    "Hierover zijn geen cijfers vrijgegeven.",
                    "No figures on this were released.",
                )),
            },
        })
        .collect()
}

/// A complete quarterly report.
pub fn report() -> Report {
    let mut corruption = measure(
        "corruption",
        text("Corruptie, acht kwartalen", "Corruption, eight quarters"),
        Unit::Cases,
        12.0,
        9.0,
        6.0,
    );
    corruption.margin = Margin::Chance;
    let learning = measure(
        "learning",
        text("Zaken met een leerpunt", "Cases with a lesson"),
        Unit::Percent,
        52.0,
        41.0,
        5.0,
    );
    let care = measure(
        "care",
        text(
            "Zorg binnen vijf werkdagen aangeboden",
            "Care offered within five working days",
        ),
        Unit::Percent,
        64.0,
        66.0,
        4.0,
    );
    Report {
        schema: SCHEMA,
        kind: Kind::Quarterly,
        period: "2026-Q3".parse().unwrap(),
        edition: 1,
        dated: month("2026-10"),
        organisation: text("Nationale Politie (verzonnen)", "National Police (made up)"),
        source: Origin {
            release: 81,
            until: month("2026-09"),
            hash: "5e".repeat(32),
            base: 5,
        },
        definitions: vec![
            Definition {
                term: text("Gesloten zaak", "Closed case"),
                meaning: text(
                    "Een zaak waarin een besluit is genomen en geen onderzoek meer loopt.",
                    "A case in which a decision was made and no investigation is open.",
                ),
            },
            Definition {
                term: text("Vastgesteld", "Established"),
                meaning: text(
                    "Het bevoegd gezag vindt dat de schending is gebeurd.",
                    "The competent authority holds that the violation happened.",
                ),
            },
        ],
        messages: ["established-share", "half-year", "learning"]
            .map(|id| Message {
                measure: id.to_owned(),
                remark: (id == "half-year")
                    .then(|| dutch("De wachttijd bij de jurist is de grootste oorzaak.")),
            })
            .into(),
        chain: chain(),
        categories: Content::Items(vec![
            category(
                "INF",
                "Lekken en misbruik van informatie",
                "Leaking and misuse of information",
                35.0,
                20.0,
            ),
            category(
                "OMG",
                "Ongewenste omgangsvormen",
                "Unwanted conduct",
                60.0,
                25.0,
            ),
            category(
                "PRI",
                "Misdragingen in de privésfeer",
                "Private misconduct",
                45.0,
                15.0,
            ),
        ]),
        breaks: Content::Items(vec![BreakMark {
            from: month("2025-10"),
            place: None,
            text: text(
                "Nieuw registratiesysteem (verzonnen)",
                "New registration system (made up)",
            ),
        }]),
        signals: Content::Items(signals()),
        learning: Content::Items(vec![learning]),
        actions: Content::Items(actions()),
        care: Content::Items(vec![care]),
        corruption: Content::Items(vec![corruption]),
        not_shown: vec![
            NotShown {
                what: text(
                    "Zaken per eenheid en categorie",
                    "Cases by unit and category",
                ),
                why: Reason::TooFew,
            },
            NotShown {
                what: text("Lopende onderzoeken", "Open investigations"),
                why: Reason::StillOpen,
            },
        ],
        scorecard: scorecard(),
        external: Content::Items(vec![ExternalFinding {
            id: "B-3".to_owned(),
            by: text("een inspectie (verzonnen)", "an inspectorate (made up)"),
            title: dutch("De termijn voor de zienswijze is niet overal gelijk."),
            received: month("2025-11"),
            action: None,
        }]),
        editor: [(
            Section::Chain,
            vec![dutch("In dit kwartaal zijn oude zaken versneld afgerond.")],
        )]
        .into(),
    }
}
