//! `cargo verify`: everything that must hold before a change lands, installed and run from nothing.

use std::path::Path;
use std::process::Command;

use crate::demo;
use crate::run::{cargo, has, programs, root, step};

/// Installs what is missing, then checks.
pub fn run() -> Result<(), String> {
    if !Path::new("/usr/bin/chromium").exists() || !has("node") || !has("npm") {
        step(
            "Package lists",
            Command::new("apt-get").args(["update", "-qq"]),
        )?;
        let mut packages = vec!["chromium"];
        if !has("node") || !has("npm") {
            packages.extend(["nodejs", "npm"]);
        }
        step(
            "Browser",
            Command::new("apt-get")
                .args(["install", "-y", "-qq", "--no-install-recommends"])
                .args(packages),
        )?;
    }
    for (tool, package) in [
        ("cargo-nextest", "cargo-nextest"),
        ("cargo-deny", "cargo-deny"),
    ] {
        if !has(tool) {
            step(
                &format!("Install {package}"),
                // Built without optimisation: minutes sooner, and neither tool is what takes time here.
                &mut cargo(&["install", "--locked", "--debug", package]),
            )?;
        }
    }
    step("Formatting", &mut cargo(&["fmt", "--all", "--check"]))?;
    step(
        "Licences, bans, sources",
        &mut cargo(&[
            "deny",
            "--log-level",
            "error",
            "--config",
            ".deny.toml",
            "check",
            "licenses",
            "bans",
            "sources",
        ]),
    )?;
    step("Build", &mut cargo(&["build", "--workspace"]))?;
    step(
        "Lints",
        &mut cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
    )?;
    step("Tests", &mut cargo(&["nextest", "run", "--workspace"]))?;
    step(
        "Documentation tests",
        &mut cargo(&["test", "--workspace", "--doc"]),
    )?;
    browser()
}

/// The pages in a real browser, over samples that are loaded and frozen for the occasion.
fn browser() -> Result<(), String> {
    let var = programs().join("verify-var");
    if var.exists() {
        std::fs::remove_dir_all(&var)
            .map_err(|e| format!("{} cannot be emptied: {e}", var.display()))?;
    }
    let folder = var.to_string_lossy().into_owned();
    demo::run(&["--no-serve".to_owned(), "--var".to_owned(), folder])?;
    let tests = root().join("tests/browser");
    step(
        "Browser test tools",
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(&tests),
    )?;
    let mut run = Command::new("node");
    run.arg("run.mjs").current_dir(&tests);
    run.env("VIK_SERVER", programs().join("vik-server"))
        .env("VIK_OPEN", var.join("open"))
        .env("VIK", programs().join("vik"))
        .env("VIK_VAR", &var);
    step("Browser tests", &mut run)
}
