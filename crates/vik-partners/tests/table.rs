//! A partner's plain table: what is read, flagged and listed, and how it stands beside our figures.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::{note, ours, shareable, who};
use proptest::prelude::*;
use vik_domain::Text;
use vik_partners::table::{Description, DescriptionError, Table, TableError};
use vik_partners::{CompareError, Denominator, Figures, Flag, Source, compare, figures_of_history};

const CSV: &str = include_str!("../../../data-samples/partners/sister.csv");
const SISTER: &str = include_str!("../../../data-samples/partners/sister.toml");
const DEFENCE: &str = include_str!("../../../data-samples/partners/defensie.toml");

fn group(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

fn read(csv: &str, description: &str) -> Result<Figures, TableError> {
    let description = Description::parse(description).unwrap();
    Table::read(csv.as_bytes(), &description, &ours()).map(Table::into_figures)
}

fn sister() -> Figures {
    read(CSV, SISTER).unwrap()
}

fn own(months: u32) -> Figures {
    let source = Source {
        title: Text {
            nl: "Vrijgaven".to_owned(),
            en: "Releases".to_owned(),
        },
        url: None,
        licence: "own".to_owned(),
    };
    let told = (&who(), &source, &note());
    figures_of_history(
        &shareable(months),
        told,
        "category",
        &ours(),
        &BTreeMap::new(),
    )
    .unwrap()
}

#[test]
fn a_described_table_is_read_whole() {
    let figures = sister();
    assert_eq!(figures.years.len(), 5);
    let year = &figures.years[&2022];
    assert_eq!(year.counts[&group(&["MID"])].shown, 40 + 58);
    assert_eq!(year.counts[&group(&["BEV", "POS"])].shown, 17);
    assert_eq!(year.total.shown, 387);
    // Not counted is not zero.
    assert!(!year.counts.contains_key(&group(&["KLK"])));
    assert_eq!(figures.years[&2019].counts[&group(&["KLK"])].shown, 0);
    // Every count is in a category or listed.
    for (number, year) in &figures.years {
        let mapped: u64 = year.counts.values().map(|count| count.shown).sum();
        assert_eq!(
            mapped + figures.unmapped_in(*number).shown,
            year.total.shown
        );
    }
    assert_eq!(figures.unmapped.len(), 1);
    assert_eq!(figures.unmapped[0].label, "Overige");
    assert!(figures.unmapped[0].why.is_some());
}

#[test]
fn a_total_that_does_not_match_is_flagged_and_breaks_are_marked() {
    let figures = sister();
    let wrong: Vec<&Flag> = figures
        .flags
        .iter()
        .filter(|flag| flag.is_contradiction())
        .collect();
    assert_eq!(
        wrong,
        [&Flag::Total {
            year: 2021,
            published: 283,
            rows: 293
        }]
    );
    assert!(wrong[0].text().nl.contains("283") && wrong[0].text().en.contains("293"));
    let years: Vec<i32> = figures.breaks().iter().map(|one| one.year).collect();
    assert_eq!(years, [2021, 2022]);
    let blank = Flag::NotCounted {
        year: 2019,
        row: "Interne regels".to_owned(),
    };
    assert!(figures.flags.contains(&blank));
}

#[test]
fn rates_stand_on_a_denominator_or_not_at_all() {
    let figures = sister();
    assert!(figures.rate(2022, &group(&["OMG"])).is_none());
    let rate = figures.rate(2023, &group(&["OMG"])).unwrap();
    assert!((rate.per_thousand() - 1000.0 * 151.0 / 9800.0).abs() < 1e-12);
    // Garwood for 151 cases: 127.88 to 177.10 (R: poisson.test(151)).
    assert!(
        (rate.interval().low * 9.8 - 127.88).abs() < 0.01,
        "{:?}",
        rate.interval()
    );
    assert!(
        (rate.interval().high * 9.8 - 177.10).abs() < 0.01,
        "{:?}",
        rate.interval()
    );
    assert_eq!(rate.over().value, 9800);
}

/// The yearly table of Defence: facts from its published accounts, kept outside the repository.
#[test]
fn the_sister_organisation_s_table_loads() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(3)
        .unwrap();
    let file = std::env::var_os("VIK_SHARED_DATA")
        .map_or_else(|| file.join("shared/data"), Into::into)
        .join("defensie/reports_2017-2022.csv");
    let Ok(csv) = std::fs::read_to_string(&file) else {
        println!(
            "skipped: the table of Defence is not there; VIK_SHARED_DATA may name the data folder"
        );
        return;
    };
    let figures = read(&csv, DEFENCE).unwrap();
    let wrong: Vec<&Flag> = figures
        .flags
        .iter()
        .filter(|flag| flag.is_contradiction())
        .collect();
    assert_eq!(
        wrong,
        [&Flag::Total {
            year: 2021,
            published: 271,
            rows: 371
        }]
    );
    let totals: Vec<u64> = figures
        .years
        .values()
        .map(|year| year.total.shown)
        .collect();
    assert_eq!(totals, [502, 454, 458, 314, 371, 667]);
    let years: Vec<i32> = figures.breaks().iter().map(|one| one.year).collect();
    assert_eq!(years, [2021, 2022]);
    assert_eq!(figures.unmapped_in(2022).shown, 20);
    let conduct = figures.share(2022, &group(&["OMG"])).unwrap();
    assert!((conduct.share - 281.0 / 667.0).abs() < 1e-12);
    assert!(figures.rate(2022, &group(&["OMG"])).is_none());
    let beside = compare((&own(12), 2024), (&figures, 2022), &ours()).unwrap();
    assert!(
        beside
            .lines
            .iter()
            .any(|line| line.codes == group(&["POS", "BEV"]))
    );
}

#[test]
fn two_organisations_stand_side_by_side_in_the_order_of_the_list() {
    let (ours_figures, theirs) = (own(12), sister());
    let beside = compare((&ours_figures, 2024), (&theirs, 2022), &ours()).unwrap();
    let places: Vec<usize> = beside
        .lines
        .iter()
        .map(|line| {
            ours()
                .codes
                .iter()
                .position(|code| code.code == line.codes[0])
                .unwrap()
        })
        .collect();
    assert!(
        places.is_sorted(),
        "the order is that of the list, not of the shares"
    );
    // What the partner counts as one is one line for both.
    let line = beside
        .lines
        .iter()
        .find(|line| line.codes == group(&["POS", "BEV"]))
        .unwrap();
    let year = &ours_figures.years[&2024];
    let both = year.counts[&group(&["POS"])].shown + year.counts[&group(&["BEV"])].shown;
    assert_eq!(line.own.unwrap().count.shown, both);
    assert_eq!(line.partner.unwrap().count.shown, 17);
    let apart = line.difference.unwrap();
    assert!(apart.contains(line.own.unwrap().share - line.partner.unwrap().share));
    // Categories that only one of them counts have no difference.
    let line = beside
        .lines
        .iter()
        .find(|line| line.codes == group(&["INF"]))
        .unwrap();
    assert!(line.own.is_none() && line.partner.is_some() && line.difference.is_none());
    assert!((beside.partner_unmapped.unwrap().share - 11.0 / 387.0).abs() < 1e-12);
    // Lines and what has no category hold every count of the partner.
    let lines: u64 = beside
        .lines
        .iter()
        .filter_map(|line| line.partner)
        .map(|share| share.count.shown)
        .sum();
    assert_eq!(lines + beside.partner_unmapped.unwrap().count.shown, 387);
}

#[test]
fn what_may_not_be_compared_is_said_in_both_languages() {
    let beside = compare((&own(4), 2024), (&sister(), 2021), &ours()).unwrap();
    let said: String = beside
        .not_comparable
        .iter()
        .map(|text| format!("{}\n", text.nl))
        .collect();
    for expected in [
        "rangorde",
        "afgesloten zaken",
        "meldingen en vermoedens",
        "De jaren verschillen",
        "nieuw registratiesysteem",
        "tellen op tot 293",
        "‘Overige’",
        "één regel",
        "maar door een van beide",
        "afronding",
        "geen noemer",
        "4 maanden",
    ] {
        assert!(said.contains(expected), "{expected} in:\n{said}");
    }
    assert!(
        beside
            .not_comparable
            .iter()
            .all(|text| !text.nl.is_empty() && !text.en.is_empty())
    );
    let later = compare((&own(12), 2024), (&sister(), 2022), &ours()).unwrap();
    assert!(
        !later
            .not_comparable
            .iter()
            .any(|text| text.nl.contains("tellen op tot"))
    );
    let error = compare((&own(1), 2024), (&sister(), 1999), &ours()).unwrap_err();
    assert!(matches!(error, CompareError::Year { year: 1999, .. }));
}

#[test]
fn our_rates_need_our_denominator() {
    let over = Denominator {
        what: Text {
            nl: "fte".to_owned(),
            en: "fte".to_owned(),
        },
        value: 63_000,
        source: "test".to_owned(),
    };
    let source = sister().source;
    let told = (&who(), &source, &note());
    let staff = BTreeMap::from([(2024, over)]);
    let with = figures_of_history(&shareable(12), told, "category", &ours(), &staff).unwrap();
    let rate = with.rate(2024, &group(&["OMG"])).unwrap();
    assert!(rate.interval().contains(rate.per_thousand()));
    // Rounding makes it wider than chance alone.
    let count = rate.count();
    assert!(count.error > 0);
    // A year of our own freeze is known better than what a partner's tolerance promises.
    assert_eq!(
        f64::from(u32::try_from(count.error).unwrap()),
        vik_trends::rounding::YEAR_ERROR
    );
}

#[test]
fn every_mistake_in_a_table_is_found_and_no_value_repeated() {
    let findings = |csv: &str| match read(csv, SISTER).unwrap_err() {
        TableError::Findings(findings) => {
            findings.iter().map(ToString::to_string).collect::<Vec<_>>()
        }
        other => panic!("{other}"),
    };
    let bad = CSV
        .replace("Financieel,31,28", "Financieel,31.5,-28")
        .replace("Geweldsbevoegdheid,2", "Informatie,geheim");
    let found = findings(&bad);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[0].starts_with("row 2, column `2019`: expected a whole number"));
    assert!(!found.concat().contains("31.5") && !found.concat().contains("geheim"));
    assert!(findings(&CSV.replace("2021,2022", "2021,2021"))[0].contains("one column"));
    assert!(findings(&CSV.replace("Klokkenluiders,0,1,,,\n", ""))[0].contains("Klokkenluiders"));
    assert!(findings(&CSV.replace("Overige,,,", "Overige,,"))[0].contains("as many cells"));
    assert!(findings("")[0].contains("heading"));
    assert!(
        findings(&CSV.replace("Informatie,20", "Informatie,99999999999999999999"))[0]
            .contains("10 million")
    );
}

#[test]
fn what_is_not_described_is_listed() {
    let more = CSV
        .replace("type,2019", "type,bron,2019")
        .lines()
        .map(|line| {
            if line.starts_with("type") {
                line.to_owned()
            } else {
                line.replacen(',', ",x,", 1)
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
        + "\nIets nieuws,x,1,2,3,4,5\n";
    let figures = read(&more, SISTER).unwrap();
    assert!(figures.flags.contains(&Flag::Column {
        heading: "bron".to_owned()
    }));
    let new = figures
        .unmapped
        .iter()
        .find(|row| row.label == "Iets nieuws")
        .unwrap();
    assert_eq!(new.counts.len(), 5);
    assert!(new.why.is_none());
    assert_eq!(figures.years[&2023].total.shown, 395 + 5);
    // The printed total does not hold it, and that is flagged.
    assert_eq!(
        figures
            .flags
            .iter()
            .filter(|flag| flag.is_contradiction())
            .count(),
        5
    );
}

#[test]
fn a_description_says_everything_or_is_refused() {
    let refused = |from: &str, to: &str| {
        assert!(SISTER.contains(from), "{from}");
        Description::parse(&SISTER.replacen(from, to, 1)).unwrap_err()
    };
    assert!(matches!(
        refused("format = 1", "format = 2"),
        DescriptionError::Format(2)
    ));
    for (from, to) in [
        ("zusterdienst", "../zuster"),
        ("licence = \"EUPL-1.2\"", "licence = \" \""),
        ("year = 2020", "year = 2019"),
        ("column = \"2020\"", "column = \"type\""),
        ("value = 9800", "value = 0"),
        ("to = [\"INF\"]", "to = []"),
        ("to = [\"INF\"]", "to = [\"INF\", \"INF\"]"),
        ("label = \"Informatie\"", "label = \"Financieel\""),
        ("Niet afgerond.", " "),
        ("from = \"2021\"", "from = \"vroeger\""),
        ("total =", "totals ="),
    ] {
        refused(from, to);
    }
    let unknown = read(CSV, &SISTER.replace("\"GEW\"", "\"XXX\"")).unwrap_err();
    assert!(matches!(unknown, TableError::Code(code) if code == "XXX"));
}

#[test]
fn thousands_semicolons_and_words_for_nothing_are_read_where_described() {
    let description = SISTER.replace(
        "labels = \"type\"",
        "labels = \"type\"\ndelimiter = \";\"\nthousands = \".\"\nnot_counted = [\"n.b.\"]",
    );
    let csv = CSV
        .replace(',', ";")
        .replace("Financieel;31", "Financieel;1.031")
        .replace("Klokkenluiders;0", "Klokkenluiders;n.b.");
    let figures = read(&format!("\u{feff}{csv}"), &description).unwrap();
    assert_eq!(figures.years[&2019].counts[&group(&["FIN"])].shown, 1031);
    assert!(!figures.years[&2019].counts.contains_key(&group(&["KLK"])));
    for wrong in ["1.31", ".031", "1031.", "1..031", "0001.031"] {
        let csv = csv.replace("1.031", wrong);
        assert!(read(&csv, &description).is_err(), "{wrong}");
    }
}

proptest! {
    #[test]
    fn no_table_makes_it_panic(csv in "\\PC{0,300}", start in any::<bool>()) {
        let csv = if start { format!("{CSV}{csv}") } else { csv };
        let _ = read(&csv, SISTER);
    }

    #[test]
    fn no_count_is_ever_dropped(counts in proptest::collection::vec(proptest::option::of(0_u32..5000), 50)) {
        let labels = ["Financieel", "Positie/bevoegdheden/belangen", "Informatie", "Geweldsbevoegdheid", "Omgangsvormen",
            "Privésfeer", "Dienstmiddelen", "Interne regels", "Klokkenluiders", "Overige"];
        let mut csv = "type,2019,2020,2021,2022,2023\n".to_owned();
        for (label, row) in labels.iter().zip(counts.chunks(5)) {
            let cells: Vec<String> = row.iter().map(|cell| cell.map_or(String::new(), |count| count.to_string())).collect();
            csv.push_str(&format!("{label},{}\n", cells.join(",")));
        }
        csv.push_str("Published total,,,,,\n");
        let figures = read(&csv, SISTER).unwrap();
        let (mut all, mut kept) = (0, 0);
        for (number, year) in &figures.years {
            all += year.total.shown;
            kept += year.counts.values().map(|count| count.shown).sum::<u64>() + figures.unmapped_in(*number).shown;
        }
        prop_assert_eq!(all, counts.iter().flatten().map(|count| u64::from(*count)).sum::<u64>());
        prop_assert_eq!(kept, all);
    }
}
