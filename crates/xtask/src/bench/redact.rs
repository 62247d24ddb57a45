//! `cargo xtask bench redact`: the detector beside deduce on the same texts in the same run.
//!
//! deduce (GPL-3) is started as a program of its own, from an environment made for it; nothing of it
//! is compiled in or shipped.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::run::{cargo, root, step};

/// Makes the texts, runs both, prints a Markdown table.
pub fn run(target: &Path) -> Result<(), String> {
    let folder = target.join("bench-redact");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    step(
        "Build the detector in release",
        &mut cargo(&[
            "build",
            "--release",
            "-p",
            "vik-redact",
            "--example",
            "jsonl",
        ]),
    )?;
    let python = folder.join("venv/bin/python");
    if !python.exists() {
        let venv = folder.join("venv");
        step(
            "Python environment of the peer",
            Command::new("python3").args(["-m", "venv"]).arg(&venv),
        )?;
        step(
            "deduce",
            Command::new(&python).args(["-m", "pip", "install", "-q", "deduce"]),
        )?;
    }
    let texts = folder.join("texts.jsonl");
    let bytes = write_texts(&texts)?;
    let one = folder.join("one.jsonl");
    fs::write(&one, "{\"text\":\"Jan belde.\"}\n").map_err(|e| e.to_string())?;
    let program = target.join("release/examples/jsonl");
    let start = seconds(&program, &one)?;
    let whole = seconds(&program, &texts)?;
    let peer = Command::new(&python)
        .arg(root().join("crates/xtask/src/bench/deduce_peer.py"))
        .arg(&texts)
        .output()
        .map_err(|e| format!("the peer could not be started: {e}"))?;
    let printed = String::from_utf8_lossy(&peer.stdout);
    let mut numbers = printed
        .split_whitespace()
        .filter_map(|n| n.parse::<f64>().ok());
    let (Some(peer_start), Some(peer_work)) = (numbers.next(), numbers.next()) else {
        return Err("the peer printed no figures".to_owned());
    };
    let megabytes = bytes as f64 / 1e6;
    println!("\n| {megabytes:.2} MB of Dutch, one core | ours | deduce |\n|---|---|---|");
    println!("| start, with one short text | {start:.2} s | {peer_start:.1} s |");
    println!(
        "| detection | {:.2} MB/s | {:.2} MB/s |",
        megabytes / (whole - start).max(1e-3),
        megabytes / peer_work
    );
    Ok(())
}

fn seconds(program: &Path, input: &Path) -> Result<f64, String> {
    let file = fs::File::open(input).map_err(|e| format!("{}: {e}", input.display()))?;
    let start = Instant::now();
    let status = Command::new(program)
        .stdin(file)
        .stdout(Stdio::null())
        .status()
        .map_err(|e| format!("{}: {e}", program.display()))?;
    if status.success() {
        Ok(start.elapsed().as_secs_f64())
    } else {
        Err("the detector stopped".to_owned())
    }
}

/// The narratives, and the rulings where they are, cut at paragraphs.
fn write_texts(out: &Path) -> Result<usize, String> {
    let mut texts: Vec<String> = Vec::new();
    let narratives = root().join("data-samples/narratives/annotated.jsonl");
    let rulings = root().join("../shared/data/text/rulings.jsonl");
    for file in [narratives, rulings] {
        let Ok(lines) = fs::read_to_string(&file) else {
            println!("{} is not there and is left out", file.display());
            continue;
        };
        for line in lines.lines() {
            let value: serde_json::Value =
                serde_json::from_str(line).map_err(|e| format!("{}: {e}", file.display()))?;
            let text = value
                .get("text")
                .and_then(|t| t.as_str())
                .unwrap_or_default();
            let mut chunk = String::new();
            for paragraph in text.split_inclusive('\n') {
                chunk.push_str(paragraph);
                if chunk.len() > 2_000 {
                    texts.push(std::mem::take(&mut chunk));
                }
            }
            texts.push(chunk);
        }
    }
    let lines: String = texts
        .iter()
        .map(|text| serde_json::json!({ "text": text }).to_string() + "\n")
        .collect();
    fs::write(out, lines).map_err(|e| format!("{}: {e}", out.display()))?;
    Ok(texts.iter().map(String::len).sum())
}
