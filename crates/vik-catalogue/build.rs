//! Lists every file that ships inside the binary.
//!
//! A list made here, and not a macro over a folder, so that a new file alone makes cargo build again.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const FOLDERS: &[(&str, &str)] = &[
    ("queries", "queries"),
    ("queries/cubes", "queries/cubes"),
    ("dashboards", "dashboards"),
    ("mappings", "data-samples/mappings"),
    ("codelists", "data-samples/codelists"),
    ("organisations", "data-samples/organisations"),
    ("policies", "data-samples/policies"),
    ("reference", "data-samples/reference"),
];

const ENDINGS: &[&str] = &["sql", "toml", "csv", "json"];

fn main() -> io::Result<()> {
    let crate_folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = crate_folder.join("../..");
    let mut list = String::from("&[\n");
    for (shown, folder) in FOLDERS {
        let folder = root.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        let mut paths = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        for path in paths {
            add(&mut list, shown, &path);
        }
    }
    let hierarchies = root.join("data-samples/hierarchies.toml");
    if hierarchies.exists() {
        add(&mut list, "", &hierarchies);
    } else {
        println!(
            "cargo::rerun-if-changed={}",
            root.join("data-samples").display()
        );
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("embedded.rs"), list)
}

fn add(list: &mut String, shown: &str, path: &Path) {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let name = path.file_name().and_then(|name| name.to_str());
    let (Some(ending), Some(name)) = (ending, name) else {
        return;
    };
    if !path.is_file() || !ENDINGS.contains(&ending) {
        return;
    }
    println!("cargo::rerun-if-changed={}", path.display());
    let name = if shown.is_empty() {
        name.to_owned()
    } else {
        format!("{shown}/{name}")
    };
    let _ = writeln!(
        list,
        "    ({name:?}, include_str!({:?})),",
        path.display().to_string()
    );
}
