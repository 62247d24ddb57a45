//! Tables whose protection by GaussSuppression is known.

use vik_disclosure::suppress::{Table, Zeros};

use super::records::{dimension, read, table};

/// A table and the rules it was protected by.
pub struct Example {
    pub name: &'static str,
    pub dims: Vec<&'static str>,
    pub value: &'static str,
    pub table: Table,
    pub threshold: u64,
    pub zeros: Zeros,
}

/// All of them, if the shared data is there.
pub fn examples() -> Option<Vec<Example>> {
    use Zeros::{Protected, Usable};
    let mut examples = Vec::new();
    type Dim = (&'static str, &'static [&'static str]);
    let full: [(&str, &[Dim], &str); 4] = [
        ("z1", &[("region", &[]), ("hovedint", &[])], "ant"),
        (
            "z2",
            &[("region", &["fylke", "kostragr"]), ("hovedint", &[])],
            "ant",
        ),
        (
            "d2",
            &[("region", &["county", "k_group"]), ("main_income", &[])],
            "freq",
        ),
        (
            "z3",
            &[
                ("region", &["fylke", "kostragr"]),
                ("hovedint", &[]),
                ("mnd", &["mnd2"]),
            ],
            "ant",
        ),
    ];
    for (name, dims, value) in full {
        let records = read(&format!("ssb_examples/input_{name}.csv"))?;
        let made = dims
            .iter()
            .map(|(leaf, coarser)| dimension(&records, leaf, coarser));
        let mut table = table(&records, made.collect(), Some(value));
        table.show_all();
        examples.push(Example {
            name,
            dims: dims.iter().map(|(leaf, _)| *leaf).collect(),
            value,
            table,
            threshold: 4,
            zeros: Protected,
        });
    }
    let mut records = read("ssb_examples/input_example1.csv")?;
    records.retain(|record| record["year"] == "2014");
    for (name, threshold, zeros) in [
        ("vignette_t1", 2, Protected),
        ("vignette_t2", 3, Protected),
        ("vignette_t3", 3, Protected),
        ("vignette_t4", 5, Usable),
        ("vignette_t5", 4, Usable),
    ] {
        let dims = vec![
            dimension(&records, "age", &[]),
            dimension(&records, "geo", &["eu"]),
        ];
        let mut table = table(&records, dims, Some("freq"));
        for row in read(&format!("ssb_examples/expected_{name}.csv"))? {
            table.show(&[vec![&row["age"]], vec![&row["geo"]]]).unwrap();
        }
        examples.push(Example {
            name,
            dims: vec!["age", "geo"],
            value: "freq",
            table,
            threshold,
            zeros,
        });
    }
    Some(examples)
}
