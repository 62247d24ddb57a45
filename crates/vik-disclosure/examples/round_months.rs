//! Rounds simulated cases month after month as a freeze does, for measurements elsewhere.
//!
//! `cargo run --release -p vik-disclosure --example round_months -- CASES.csv OUT CUBE...`
//!
//! `CASES.csv` has the columns `ds,month` and any attributes, all whole numbers; each case is a
//! person of its own. A cube is written `name=unit,category,lead`; `issue/category` gives an
//! attribute its coarser level. Every subset of two or more
//! attributes is a controlled margin, as in the shipped set, unless they are declared after a colon:
//! `name=unit,category,lead:unit+category;category+lead`. `OUT/name.csv` then holds the published leaves that are not zero.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example may fail loudly"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::Path,
};

use vik_disclosure::{
    Cube, CubeSpec, DimSpec, ErrorState, Measure, Occasion, Pair, Policy, Protected, RoundingKey,
    freeze,
};

struct Cases {
    names: Vec<String>,
    rows: Vec<Vec<u32>>,
}

impl Cases {
    fn read(path: &str) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let mut lines = text.lines();
        let names = lines.next().unwrap().split(',').map(str::to_owned);
        let row = |line: &str| line.split(',').map(|n| n.parse().unwrap()).collect();
        Self {
            names: names.collect(),
            rows: lines.map(row).collect(),
        }
    }

    fn column(&self, name: &str) -> usize {
        self.names.iter().position(|n| n == name).expect(name)
    }

    /// An attribute with every value that occurs; `issue/category` has a coarser level.
    fn dimension(&self, written: &str) -> DimSpec {
        let (name, above) = match written.split_once('/') {
            Some((name, above)) => (name, Some(above)),
            None => (written, None),
        };
        let at = self.column(name);
        let largest = self.rows.iter().map(|row| row[at]).max().unwrap();
        let parents: BTreeMap<u32, u32> = above
            .map(|above| {
                let above = self.column(above);
                self.rows.iter().map(|row| (row[at], row[above])).collect()
            })
            .unwrap_or_default();
        let pair = |code: u32| {
            let parent = parents.get(&code).copied().unwrap_or_default();
            (code.to_string(), parent.to_string())
        };
        DimSpec {
            name: name.to_owned(),
            codes: (0..=largest).map(|code| code.to_string()).collect(),
            parent: above.map(|_| (0..=largest).map(pair).collect()),
            parent_name: above.map(str::to_owned),
        }
    }

    fn cube(&self, written: &str) -> CubeSpec {
        let (id, rest) = written.split_once('=').unwrap();
        let (dims, declared) = rest.split_once(':').unwrap_or((rest, ""));
        let dims: Vec<DimSpec> = dims.split(',').map(|d| self.dimension(d)).collect();
        // Every proper subset of two or more attributes; of two attributes, the coarser level.
        let name = |i: usize| dims[i].name.clone();
        let subset = |mask: usize| (0..dims.len()).filter(move |i| mask >> i & 1 == 1);
        let mut margins: Vec<Vec<String>> = (1..(1 << dims.len()) - 1_usize)
            .filter(|mask| mask.count_ones() > 1)
            .map(|mask| subset(mask).map(name).collect())
            .collect();
        if let [left, right] = dims.as_slice() {
            let above = right.parent_name.clone();
            margins.extend(above.map(|above| vec![left.name.clone(), above]));
        }
        if !declared.is_empty() {
            let set = |m: &str| m.split('+').map(str::to_owned).collect();
            margins = declared.split(';').map(set).collect();
        }
        CubeSpec {
            id: id.to_owned(),
            dims,
            margins,
            linked: true,
            base: 3,
            measure: Measure::Period,
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [cases, out, cubes @ ..] = arguments.as_slice() else {
        panic!("expected CASES.csv OUT CUBE...");
    };
    let cases = Cases::read(cases);
    fs::create_dir_all(out).unwrap();
    let specs: Vec<CubeSpec> = cubes.iter().map(|written| cases.cube(written)).collect();
    let mut files: Vec<fs::File> = specs
        .iter()
        .map(|spec| {
            let mut file =
                fs::File::create(Path::new(out).join(format!("{}.csv", spec.id))).unwrap();
            let names: Vec<&str> = spec.dims.iter().map(|dim| dim.name.as_str()).collect();
            writeln!(file, "ds,month,{},cases", names.join(",")).unwrap();
            file
        })
        .collect();
    let places: Vec<Vec<usize>> = specs
        .iter()
        .map(|spec| spec.dims.iter().map(|d| cases.column(&d.name)).collect())
        .collect();
    let (ds, month) = (cases.column("ds"), cases.column("month"));
    let sets: BTreeSet<u32> = cases.rows.iter().map(|row| row[ds]).collect();
    for set in sets {
        let mut state = ErrorState::default();
        let mut previous = None;
        let key = RoundingKey::new([set as u8 + 1; 32]);
        let (mut windows, mut far) = (0, 0);
        let rows: Vec<&Vec<u32>> = cases.rows.iter().filter(|row| row[ds] == set).collect();
        let last = rows.iter().map(|row| row[month]).max().unwrap();
        for now in 0..=last {
            let mut counted: Vec<Cube> = Vec::new();
            for (spec, places) in specs.iter().zip(&places) {
                let mut leaves: BTreeMap<Vec<u16>, Pair> = BTreeMap::new();
                for row in rows.iter().filter(|row| row[month] == now) {
                    let leaf = places.iter().map(|place| row[*place] as u16).collect();
                    let pair = leaves.entry(leaf).or_default();
                    pair.persons += 1;
                    pair.cases += 1;
                }
                let spec = spec.clone();
                counted.push(Cube { spec, leaves });
            }
            let period = format!("{:04}-{:02}", 2000 + now / 12, now % 12 + 1);
            let occasion = match &previous {
                None => Occasion::first(&period, "1"),
                Some(record) => Occasion::after(record, &period, "1"),
            };
            let sealed = Protected::seal(counted);
            let frozen = freeze(&sealed, &Policy::default(), &key, &mut state, &occasion).unwrap();
            windows += frozen.elastic().windows;
            far += frozen.elastic().case_margins;
            let (cubes, record) = frozen.into_released().into_parts();
            for cube in &cubes {
                let at = specs.iter().position(|s| s.id == cube.spec.id).unwrap();
                for leaf in &cube.leaves {
                    let codes = leaf.codes.join(",");
                    writeln!(files[at], "{set},{now},{codes},{}", leaf.cases).unwrap();
                }
            }
            previous = Some(record);
        }
        println!("{set}: {windows} cells beyond a window, {far} margins of cases beyond 2");
    }
}
