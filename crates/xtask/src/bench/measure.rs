//! Wall time and peak memory of a program, taken from outside.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What one run cost.
pub struct Figures {
    /// Wall time.
    pub seconds: f64,
    /// Peak resident memory, as the kernel counts it.
    pub megabytes: u64,
    /// What it printed.
    pub printed: String,
}

/// Runs a program to its end and looks at its peak memory while it lives.
pub fn measured(command: &mut Command) -> Result<Figures, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    eprintln!("\n== measuring {name}");
    let start = Instant::now();
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("`{name}` could not be started ({e})"))?;
    let status = format!("/proc/{}/status", child.id());
    let mut out = child.stdout.take().ok_or("no output")?;
    let reader = thread::spawn(move || {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut out, &mut text).ok();
        text
    });
    let mut kilobytes = 0;
    let ended = loop {
        if let Ok(text) = fs::read_to_string(&status) {
            kilobytes = kilobytes.max(peak(&text));
        }
        match child.try_wait() {
            Ok(Some(ended)) => break ended,
            Ok(None) => thread::sleep(Duration::from_millis(5)),
            Err(e) => return Err(format!("`{name}` was lost ({e})")),
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    let printed = reader.join().unwrap_or_default();
    if !ended.success() {
        return Err(format!("`{name}` failed: {printed}"));
    }
    Ok(Figures {
        seconds,
        megabytes: kilobytes / 1024,
        printed,
    })
}

/// `VmHWM` of a `/proc/<pid>/status`, in kB.
fn peak(status: &str) -> u64 {
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").trim().parse().ok())
        .unwrap_or(0)
}

/// The number after a label in what a program printed.
pub fn printed_number(text: &str, label: &str) -> Option<f64> {
    text.lines()
        .find_map(|line| line.strip_prefix(label))
        .and_then(|rest| rest.trim().parse().ok())
}
