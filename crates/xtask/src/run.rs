//! Starting other programs and telling plainly when one of them fails.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Runs a step, naming it and its time.
pub fn step(name: &str, command: &mut Command) -> Result<(), String> {
    eprintln!("\n== {name}");
    let start = Instant::now();
    let status = command
        .status()
        .map_err(|e| format!("{name}: `{}` could not be started ({e})", shown(command)))?;
    if !status.success() {
        return Err(format!("{name} failed: `{}`", shown(command)));
    }
    eprintln!("== {name}: done in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Whether a program can be started.
pub fn has(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .output()
        .is_ok_and(|out| out.status.success())
}

/// `cargo` in the workspace root, as if it were started from a shell.
///
/// What the outer `cargo run` sets for this program stays out of the inner one: build scripts watch some
/// of it, and would build half of all dependencies again whenever the two take turns.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    command.args(arguments).current_dir(root());
    let inherited = [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_CRATE_",
    ];
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if inherited.iter().any(|start| text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
    command
}

/// The folder in which cargo puts the programs of the dev profile.
pub fn programs() -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("debug")
}

fn shown(command: &Command) -> String {
    let arguments: Vec<_> = command
        .get_args()
        .map(|a| a.to_string_lossy().into_owned())
        .collect();
    format!(
        "{} {}",
        command.get_program().to_string_lossy(),
        arguments.join(" ")
    )
}
