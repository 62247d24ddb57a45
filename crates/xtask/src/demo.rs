//! `cargo demo`: from a clone to pages with charts, on the samples that ship with the code.
//!
//! Every step knows whether it has been done, so that a second run starts the server at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{cargo, programs, root, step};

const PASSPHRASE: &str = "demo-only-not-a-secret";

/// Builds, loads, freezes and serves.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let option = |name: &str| {
        arguments
            .iter()
            .position(|a| a == name)
            .and_then(|i| arguments.get(i + 1))
    };
    let var = option("--var").map_or_else(|| root().join("var"), PathBuf::from);
    let port = option("--port").map_or("8080", String::as_str);

    step(
        "Build (first time: several minutes)",
        &mut cargo(&["build", "--workspace"]),
    )?;
    fs::create_dir_all(&var)
        .map_err(|e| format!("folder {} cannot be made: {e}", var.display()))?;
    let passphrase = var.join("demo-passphrase");
    if !passphrase.exists() {
        fs::write(&passphrase, PASSPHRASE)
            .map_err(|e| format!("{} cannot be written: {e}", passphrase.display()))?;
    }
    let vik = |arguments: &[&str]| {
        let mut command = Command::new(programs().join("vik"));
        command
            .arg("--var")
            .arg(&var)
            .args(arguments)
            .env("VIK_PASSPHRASE_FILE", &passphrase)
            .current_dir(root());
        command
    };
    step("Key", &mut vik(&["key", "new", "--if-missing", "--fast"]))?;
    let files = samples(&root().join("data-samples/cases"))?;
    let mut ingest = vik(&["ingest", "--mapping", "nl-police"]);
    step("Load the sample cases", ingest.args(&files))?;
    step("Freeze every month", &mut vik(&["freeze", "--all"]))?;
    step(
        "Attack what is published",
        &mut vik(&["audit", "attack", "--keep", "--sample", "10"]),
    )?;
    let stories = root().join("data-samples/stories");
    step(
        "Bring three made-up stories through the review",
        vik(&["desk", "--demo", "--sample-stories"]).arg(&stories),
    )?;
    let partners = root().join("data-samples/partners");
    step(
        "Bring in the figures of another organisation",
        vik(&["partner", "import"])
            .arg(partners.join("sister.csv"))
            .arg("--description")
            .arg(partners.join("sister.toml")),
    )?;
    let findings = var.join("work/external-findings.toml");
    if !findings.exists() {
        let sample = root().join("data-samples/findings/external-findings.toml");
        std::fs::create_dir_all(var.join("work"))
            .and_then(|()| std::fs::copy(&sample, &findings))
            .map_err(|e| format!("{} cannot be written: {e}", findings.display()))?;
    }
    // Signed once: what is decided and agreed afterwards belongs in a report of its own.
    let archive = var.join("open/nl-police/reports");
    if std::fs::read_dir(&archive).map_or(0, Iterator::count) == 0 {
        step(
            "Sign the report of a quarter",
            &mut vik(&["report", "2025-Q3"]),
        )?;
    }
    let server = programs().join("vik-server");
    let open = var.join("open");
    step(
        "Demo accounts (password: leerkring-demo)",
        Command::new(&server)
            .args(["accounts", "demo"])
            .arg(open.join("accounts.toml")),
    )?;
    if arguments.iter().any(|a| a == "--no-serve") {
        return Ok(());
    }
    println!(
        "\nThe desk, where stories are written and reviewed, is a program of the closed side. In another terminal:\n  VIK_PASSPHRASE_FILE={} {} --var {} desk --demo",
        passphrase.display(),
        programs().join("vik").display(),
        var.display()
    );
    let address = format!("127.0.0.1:{port}");
    step(
        "Serve (stop with Ctrl-C)",
        Command::new(&server)
            .arg("--open")
            .arg(&open)
            .args(["--listen", &address]),
    )
}

fn samples(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries =
        fs::read_dir(folder).map_err(|e| format!("{} cannot be read: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "csv"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(format!(
            "there are no sample files in {}: run `cargo xtask samples`",
            folder.display()
        ));
    }
    Ok(files)
}
