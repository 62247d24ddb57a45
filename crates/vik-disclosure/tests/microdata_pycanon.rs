//! The gate beside pyCANON, on the tables of `tests/microdata/pycanon.json`.
//!
//! `tests/microdata/make_vectors.py` makes that file and says how to run it again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

use serde_json::Value;
use vik_disclosure::microdata::{
    FlooredCount, GateRule, GroundDistance, Microdata, QuasiIdentifier, SensitiveAttribute, assess,
    gate_report,
};

fn whole<T: TryFrom<i64>>(value: &Value) -> T {
    T::try_from(value.as_i64().unwrap()).ok().unwrap()
}

fn codes(value: &Value) -> Vec<u32> {
    value.as_array().unwrap().iter().map(whole).collect()
}

fn near(found: f64, expected: &Value) -> bool {
    (found - expected.as_f64().unwrap()).abs() < 1e-12
}

#[test]
fn k_l_entropy_l_and_t_agree_with_pycanon() {
    let text = include_str!("microdata/pycanon.json");
    let file: Value = serde_json::from_str(text).unwrap();
    let labels: Vec<String> = (0..32).map(|label| label.to_string()).collect();
    let tables = file["tables"].as_array().unwrap();
    assert!(tables.len() >= 7);
    for table in tables {
        let persons: Vec<i64> = table["persons"]
            .as_array()
            .unwrap()
            .iter()
            .map(whole)
            .collect();
        let quasi: Vec<Vec<u32>> = table["quasi"]
            .as_array()
            .unwrap()
            .iter()
            .map(codes)
            .collect();
        let sensitive: Vec<(GroundDistance, Vec<u32>)> = table["sensitive"]
            .as_array()
            .unwrap()
            .iter()
            .map(|attribute| {
                let distance = match attribute["distance"].as_str().unwrap() {
                    "ordered" => GroundDistance::Ordered,
                    _ => GroundDistance::Equal,
                };
                (distance, codes(&attribute["codes"]))
            })
            .collect();
        let names: Vec<String> = (0..8).map(|place| format!("column {place}")).collect();
        let data = Microdata {
            persons: &persons,
            quasi_identifiers: quasi
                .iter()
                .zip(&names)
                .map(|(codes, name)| QuasiIdentifier {
                    name,
                    codes,
                    labels: &labels,
                    coarser: None,
                })
                .collect(),
            sensitive: sensitive
                .iter()
                .zip(names.iter().rev())
                .map(|((distance, codes), name)| SensitiveAttribute {
                    name,
                    codes,
                    labels: &labels,
                    distance: *distance,
                })
                .collect(),
        };
        let report = gate_report(&assess(&data, None).unwrap(), &GateRule::default()).unwrap();
        let expected = &table["expected"];
        assert_eq!(report.k_rows, whole::<u32>(&expected["k_rows"]));
        assert_eq!(report.k, whole::<u32>(&expected["k"]));
        match whole::<u64>(&expected["classes"]) {
            few @ 1..5 => assert_eq!(report.classes, FlooredCount::Below(5), "{few} classes"),
            many => assert_eq!(report.classes, FlooredCount::Shown(many)),
        }
        for (found, expected) in report
            .sensitive
            .iter()
            .zip(expected["sensitive"].as_array().unwrap())
        {
            assert_eq!(found.l, whole::<u32>(&expected["l"]));
            assert_eq!(
                found.entropy_l.floor(),
                expected["entropy_l"].as_f64().unwrap()
            );
            assert!(near(found.entropy_l, &expected["entropy"]));
            assert!(near(found.t, &expected["t"]), "t {}", found.t);
        }
    }
}
