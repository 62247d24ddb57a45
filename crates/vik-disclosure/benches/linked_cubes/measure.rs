//! What a reader and the closed side would measure: errors by level and window, links, intervals.

use std::collections::{BTreeMap, BTreeSet};

use vik_disclosure::{Cube, CubeSpec, PublishedCube};

/// Persons and cases of every cell of one attribute set.
pub type Table = BTreeMap<Vec<String>, (u32, u32)>;

/// The attribute sets of a cube that are measured: leaves, declared margins, single attributes
/// with their coarser levels, total.
pub fn sets(spec: &CubeSpec) -> Vec<Vec<String>> {
    let names: Vec<String> = spec.dims.iter().map(|dim| dim.name.clone()).collect();
    let above = spec.dims.iter().filter_map(|dim| dim.parent_name.clone());
    let single = names.iter().cloned().chain(above).map(|name| vec![name]);
    let mut sets: Vec<Vec<String>> = single.chain(spec.margins.clone()).chain([vec![]]).collect();
    sets.push(names);
    for set in &mut sets {
        set.sort();
    }
    sets.sort();
    sets.dedup();
    sets
}

/// The code of a leaf for one attribute.
fn code(spec: &CubeSpec, codes: &[String], name: &str) -> Option<String> {
    spec.dims.iter().zip(codes).find_map(|(dim, code)| {
        if dim.name == name {
            return Some(code.clone());
        }
        let pairs = dim.parent.as_ref()?;
        (dim.parent_name.as_deref() == Some(name))
            .then(|| pairs.iter().find(|(child, _)| child == code))?
            .map(|(_, above)| above.clone())
    })
}

/// Adds up leaves over an attribute set.
pub fn table(spec: &CubeSpec, leaves: &[(Vec<String>, (u32, u32))], set: &[String]) -> Table {
    let mut table = Table::new();
    for (codes, (persons, cases)) in leaves {
        let key: Option<Vec<String>> = set.iter().map(|name| code(spec, codes, name)).collect();
        if let Some(key) = key {
            let sum = table.entry(key).or_default();
            sum.0 += persons;
            sum.1 += cases;
        }
    }
    table.retain(|_, (_, cases)| *cases > 0);
    table
}

/// True leaves by code.
pub fn true_leaves(cube: &Cube) -> Vec<(Vec<String>, (u32, u32))> {
    cube.leaves
        .iter()
        .map(|(leaf, pair)| {
            let codes = leaf
                .iter()
                .zip(&cube.spec.dims)
                .map(|(code, dim)| dim.codes[usize::from(*code)].clone())
                .collect();
            (codes, (pair.persons, pair.cases))
        })
        .collect()
}

/// Published leaves by code.
pub fn shown_leaves(cube: &PublishedCube) -> Vec<(Vec<String>, (u32, u32))> {
    cube.leaves
        .iter()
        .map(|leaf| (leaf.codes.clone(), (leaf.persons, leaf.cases)))
        .collect()
}

/// Mean and largest absolute error.
#[derive(Default, Clone, Copy)]
pub struct Error {
    sum: u64,
    pub count: u64,
    pub max: u64,
}

impl Error {
    /// Counts one cell.
    pub fn add(&mut self, error: i64) {
        self.sum += error.unsigned_abs();
        self.count += 1;
        self.max = self.max.max(error.unsigned_abs());
    }

    /// Counts cells without error.
    pub fn add_exact(&mut self, cells: u64) {
        self.count += cells;
    }

    /// Adds another.
    pub fn merge(&mut self, other: &Self) {
        self.sum += other.sum;
        self.count += other.count;
        self.max = self.max.max(other.max);
    }

    /// `mean / max`.
    pub fn text(&self) -> String {
        format!(
            "{:.2} / {}",
            self.sum as f64 / self.count.max(1) as f64,
            self.max
        )
    }
}

/// Which published pairs of persons and cases give a reader a narrow interval, by trying all
/// true pairs: (exact, existence, narrower than 2) of persons or of cases.
pub fn pair_disclosures(pairs: &BTreeSet<(u32, u32)>) -> (usize, usize, usize) {
    let mut found = (0, 0, 0);
    for (persons, cases) in pairs {
        let near = |shown: u32| shown.saturating_sub(2)..=shown + 2;
        let fits: Vec<(u32, u32)> = near(*persons)
            .flat_map(|p| near(*cases).map(move |c| (p, c)))
            .filter(|(p, c)| p <= c && *c <= 2 * p)
            .collect();
        for count in [|pair: &(u32, u32)| pair.0, |pair: &(u32, u32)| pair.1] {
            let low = fits.iter().map(count).min().unwrap_or(0);
            let high = fits.iter().map(count).max().unwrap_or(0);
            found.0 += usize::from(low == high);
            found.1 += usize::from(low >= 1 && high < 5);
            found.2 += usize::from(high - low < 2);
        }
    }
    found
}

/// Whether every attribute set that two linked cubes share has one published table.
pub fn links_hold(cubes: &[PublishedCube]) -> bool {
    let mut seen: BTreeMap<Vec<String>, BTreeMap<Vec<String>, u32>> = BTreeMap::new();
    cubes.iter().filter(|cube| cube.spec.linked).all(|cube| {
        let leaves = shown_leaves(cube);
        sets(&cube.spec).into_iter().all(|set| {
            let cases: BTreeMap<Vec<String>, u32> = table(&cube.spec, &leaves, &set)
                .into_iter()
                .map(|(key, (_, cases))| (key, cases))
                .collect();
            *seen.entry(set).or_insert_with(|| cases.clone()) == cases
        })
    })
}

/// Seconds this thread has been on a processor: the machine may be busy with others.
pub fn cpu_seconds() -> f64 {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok())
        .map_or(0.0, |nanoseconds| nanoseconds / 1e9)
}

/// Largest memory held so far, in MB.
pub fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| {
            line.strip_prefix("VmHWM:")?
                .trim()
                .strip_suffix(" kB")?
                .parse()
                .ok()
        })
        .map_or(0, |kilobytes: u64| kilobytes / 1024)
}
