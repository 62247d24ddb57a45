//! The page, the clock, and how hard the attacker tries.

use std::fmt::Write;
use std::time::Instant;

use vik_disclosure::attack::Options;

/// A sample of cells, in whole numbers or not, against so many colleagues.
pub fn options(sample: usize, whole: bool, coalition: u32) -> Options {
    Options {
        sample: Some(sample),
        whole,
        coalition,
        ..Options::default()
    }
}

/// A row of a table, also shown while the rest is still being measured.
pub fn row(page: &mut String, text: &str) {
    eprintln!("{text}");
    writeln!(page, "{text}").unwrap();
}

/// Largest memory held so far, in MB.
pub fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

/// Seconds of processor time of this thread, so that a busy machine does not change the figures;
/// seconds on the wall where the system does not tell.
pub struct Clock {
    wall: Instant,
    processor: Option<f64>,
}

impl Clock {
    /// Starts now.
    pub fn start() -> Self {
        Self {
            wall: Instant::now(),
            processor: processor_seconds(),
        }
    }

    /// Since the start.
    pub fn seconds(&self) -> f64 {
        match (self.processor, processor_seconds()) {
            (Some(from), Some(until)) => until - from,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }
}

fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}
