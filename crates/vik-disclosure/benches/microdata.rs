//! The microdata gate on a million rows, beside DuckDB and pyCANON in the same run.
//!
//! ```text
//! cargo bench -p vik-disclosure --bench microdata            # k, persons, l; t by DuckDB
//! cargo bench -p vik-disclosure --bench microdata -- --full  # pyCANON's t as well, minutes
//! ```
//! `--rows N` changes the size, `--no-peers` leaves the others out. The peers need Python 3 with
//! its `venv` module: the program makes an environment in the target folder and installs them, or
//! takes the interpreter that `MICRODATA_PYTHON` names.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark may fail loudly"
)]

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use serde_json::Value;
use vik_disclosure::microdata::{
    FlooredCount, GateReport, GateRule, GroundDistance, Microdata, QuasiIdentifier,
    SensitiveAttribute, assess, coarsening_advice, gate_report,
};

const QUASI: &[(&str, u32)] = &[
    ("unit", 12),
    ("rank", 8),
    ("age", 5),
    ("gender", 2),
    ("service", 5),
    ("year", 5),
];
/// The same six columns at the detail of a source system: half a million classes.
const DETAILED: &[u32] = &[60, 12, 9, 3, 40, 12];
const SENSITIVE: &[(&str, u32, GroundDistance)] = &[
    ("category", 12, GroundDistance::Equal),
    ("outcome", 6, GroundDistance::Equal),
    ("severity", 7, GroundDistance::Ordered),
];

/// SplitMix64, seeded.
struct Seed(u64);

impl Seed {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }
}

struct Records {
    persons: Vec<i64>,
    quasi: Vec<(Vec<u32>, Vec<String>)>,
    sensitive: Vec<(Vec<u32>, Vec<String>)>,
}

impl Records {
    /// Person keys are spread over 63 bits, as those of a warehouse; every fourth row repeats one.
    fn new(rows: usize, sizes: &[u32]) -> Self {
        let mut seed = Seed(20_261_125);
        let labels = |size: u32| (0..size).map(|label| label.to_string()).collect();
        let people = rows as u64 * 3 / 4;
        let persons = (0..rows)
            .map(|_| (Seed(seed.below(people)).below(u64::MAX) >> 1) as i64)
            .collect();
        let mut column = |size: u32| {
            let mut code = || seed.below(u64::from(size)).min(seed.below(u64::from(size))) as u32;
            ((0..rows).map(|_| code()).collect(), labels(size))
        };
        Self {
            persons,
            quasi: sizes.iter().map(|size| column(*size)).collect(),
            sensitive: SENSITIVE.iter().map(|(_, size, _)| column(*size)).collect(),
        }
    }

    fn data(&self) -> Microdata<'_> {
        Microdata {
            persons: &self.persons,
            quasi_identifiers: self
                .quasi
                .iter()
                .zip(QUASI)
                .map(|((codes, labels), (name, _))| QuasiIdentifier {
                    name,
                    codes,
                    labels,
                    coarser: None,
                })
                .collect(),
            sensitive: self
                .sensitive
                .iter()
                .zip(SENSITIVE)
                .map(
                    |((codes, labels), (name, _, distance))| SensitiveAttribute {
                        name,
                        codes,
                        labels,
                        distance: *distance,
                    },
                )
                .collect(),
        }
    }

    fn write(&self, path: &Path) {
        let mut file = BufWriter::new(std::fs::File::create(path).unwrap());
        let quasi = QUASI.iter().map(|(name, _)| *name);
        let names: Vec<&str> = quasi
            .chain(SENSITIVE.iter().map(|(name, ..)| *name))
            .collect();
        writeln!(file, "person,{}", names.join(",")).unwrap();
        for row in 0..self.persons.len() {
            write!(file, "{}", self.persons[row]).unwrap();
            for (codes, _) in self.quasi.iter().chain(&self.sensitive) {
                write!(file, ",{}", codes[row]).unwrap();
            }
            writeln!(file).unwrap();
        }
        file.flush().unwrap();
    }
}

#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    cpu: f64,
    memory: f64,
}

/// Kilobytes from the kernel's account of this process; zero where there is no such account.
fn kilobytes(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or(0.0)
}

fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text
        .split_whitespace()
        .next()
        .and_then(|field| field.parse::<f64>().ok());
    nanoseconds.unwrap_or(f64::NAN) / 1e9
}

/// The fastest of three runs, as for the peers. Memory is the peak of all three above `loaded`.
fn measured<T>(loaded: f64, work: impl Fn() -> T) -> (T, Cost) {
    let mut best: Option<(T, Cost)> = None;
    let mut memory = 0.0_f64;
    for _ in 0..3 {
        let _ = std::fs::write("/proc/self/clear_refs", "5");
        let (wall, cpu) = (Instant::now(), cpu_seconds());
        let found = work();
        memory = memory.max((kilobytes("VmHWM") - loaded) / 1024.0);
        let cost = Cost {
            wall: wall.elapsed().as_secs_f64(),
            cpu: cpu_seconds() - cpu,
            memory,
        };
        if best
            .as_ref()
            .is_none_or(|(_, fastest)| cost.wall < fastest.wall)
        {
            best = Some((found, cost));
        }
    }
    let (found, cost) = best.unwrap();
    (found, Cost { memory, ..cost })
}

/// Our numbers under the names that the peers use.
fn numbers(report: &GateReport) -> BTreeMap<String, f64> {
    let count = |count: FlooredCount| match count {
        FlooredCount::Shown(count) => count as f64,
        FlooredCount::Below(_) => f64::NAN,
    };
    let mut found = BTreeMap::from([
        ("classes".to_owned(), count(report.classes)),
        ("k".to_owned(), f64::from(report.k)),
        ("k_rows".to_owned(), f64::from(report.k_rows)),
        ("rows_below_k".to_owned(), count(report.below_k.rows)),
    ]);
    for sensitive in &report.sensitive {
        let name = &sensitive.column;
        found.insert(format!("l {name}"), f64::from(sensitive.l));
        found.insert(format!("entropy l {name}"), sensitive.entropy_l);
        found.insert(format!("t {name}"), sensitive.t);
    }
    found
}

/// How many of the peer's numbers equal ours, and the names of those that do not.
fn compared(ours: &BTreeMap<String, f64>, peer: &Value) -> String {
    let found = peer["found"].as_object().unwrap();
    let differing: Vec<&str> = found
        .iter()
        .filter(|(name, value)| {
            // Whole numbers must be equal; sums of shares may differ in their last bits.
            let (own, other) = (ours[*name], value.as_f64().unwrap_or(f64::INFINITY));
            own.is_nan() || (own - other).abs() > 1e-9 * own.abs()
        })
        .map(|(name, _)| name.as_str())
        .collect();
    if differing.is_empty() {
        format!("{0} of {0}", found.len())
    } else {
        format!("differs: {}", differing.join(", "))
    }
}

fn line(tool: &str, what: &str, cost: Cost, equal: &str) {
    let Cost { wall, cpu, memory } = cost;
    println!("| {tool} | {what} | {wall:.2} | {cpu:.2} | {memory:.0} | {equal} |");
}

/// An interpreter with the peers, made when there is none.
fn python() -> Result<PathBuf, String> {
    if let Ok(named) = std::env::var("MICRODATA_PYTHON") {
        return Ok(named.into());
    }
    // <target>/release/deps/microdata-<hash>
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let target = program
        .ancestors()
        .nth(3)
        .ok_or("expected a target folder")?;
    let folder = target.join("venv-microdata");
    let python = folder.join("bin/python");
    let run = |command: &mut Command| match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{command:?} ended with {status}")),
        Err(error) => Err(format!("{command:?}: {error}")),
    };
    if !python.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    }
    let missing = Command::new(&python)
        .args(["-c", "import duckdb, pycanon, pandas"])
        .output()
        .map_or(true, |output| !output.status.success());
    if missing {
        let packages = ["duckdb>=2,<3", "pycanon>=1,<2"];
        run(Command::new(&python)
            .args(["-m", "pip", "install", "-q"])
            .args(packages))?;
    }
    Ok(python)
}

fn ask(python: &Path, csv: &Path, tool: &str) -> Result<Value, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/microdata.py");
    let output = Command::new(python)
        .arg(script)
        .arg(csv)
        .arg(tool)
        .output()
        .map_err(|error| error.to_string())?;
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_slice(&output.stdout).map_err(|_| errors)
}

fn peers(records: &Records, ours: &BTreeMap<String, f64>, full: bool) -> Result<(), String> {
    let python = python()?;
    let folder = std::env::temp_dir().join(format!("microdata-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let csv = folder.join("records.csv");
    records.write(&csv);
    let asked = (|| {
        let versions = ask(&python, &csv, "versions")?;
        let name = |peer: &str| match peer {
            "duckdb" => format!("DuckDB {}", versions["duckdb"].as_str().unwrap_or("?")),
            _ => format!("pyCANON {}", versions["pycanon"].as_str().unwrap_or("?")),
        };
        let mut tools = vec![
            ("duckdb-1", "duckdb", "k, persons, l; 1 thread"),
            ("duckdb", "duckdb", "k, persons, l; 2 threads"),
            (
                "duckdb-t",
                "duckdb",
                "k, persons, l, entropy l, t; 1 thread",
            ),
        ];
        tools.push(match full {
            true => ("pycanon-t", "pycanon", "k of rows, l, t"),
            false => ("pycanon", "pycanon", "k of rows, l"),
        });
        for (tool, peer, what) in tools {
            let found = ask(&python, &csv, tool)?;
            let part = |key: &str| found[key].as_f64().unwrap_or(f64::NAN);
            let cost = Cost {
                wall: part("wall"),
                cpu: part("cpu"),
                memory: part("memory"),
            };
            line(&name(peer), what, cost, &compared(ours, &found));
        }
        Ok(())
    })();
    let _ = std::fs::remove_dir_all(&folder);
    asked
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| words.iter().any(|own| own == word);
    let rows = words
        .iter()
        .position(|word| word == "--rows")
        .and_then(|place| words.get(place + 1)?.parse().ok())
        .unwrap_or(1_000_000);
    let rule = GateRule::default();
    let sizes: Vec<u32> = QUASI.iter().map(|(_, size)| *size).collect();
    let records = Records::new(rows, &sizes);
    let loaded = kilobytes("VmRSS");
    println!("{rows} rows, 6 quasi-identifiers, 3 sensitive attributes; seconds and MB\n");
    println!("| tool | measures | wall | CPU | memory | equal to ours |");
    println!("|---|---|---|---|---|---|");
    let all = "k, persons, l, entropy l, t";
    let ((sealed, report), cost) = measured(loaded, || {
        let sealed = assess(&records.data(), None).unwrap();
        let report = gate_report(&sealed, &rule).unwrap();
        (sealed, report)
    });
    line(
        "vik-disclosure",
        &format!("{all}, report; 1 thread"),
        cost,
        "itself",
    );
    let (advice, cost) = measured(loaded, || coarsening_advice(&sealed, &rule).unwrap());
    let what = format!("advice: 6 columns, {} sets listed", advice.worst_sets.len());
    line("vik-disclosure", &what, cost, "itself");
    if !has("--no-peers")
        && let Err(reason) = peers(&records, &numbers(&report), has("--full"))
    {
        eprintln!(
            "The peers did not run: {reason}\nInstall Python 3 with venv, or set MICRODATA_PYTHON to \
             an interpreter after `pip install 'duckdb>=2,<3' 'pycanon>=1,<2'`."
        );
    }
    println!(
        "\n{} classes; persons per class: k = {}, of rows: k = {}; {} rows in classes below 5 persons",
        report.classes, report.k, report.k_rows, report.below_k.rows
    );
    drop((sealed, records));
    let records = Records::new(rows, DETAILED);
    let loaded = kilobytes("VmRSS");
    let ((_, report), cost) = measured(loaded, || {
        let sealed = assess(&records.data(), None).unwrap();
        let report = gate_report(&sealed, &rule).unwrap();
        (sealed, report)
    });
    println!(
        "With {} classes instead: {:.2} s wall, {:.2} s CPU, {:.0} MB",
        report.classes, cost.wall, cost.cpu, cost.memory
    );
}
