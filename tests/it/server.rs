//! The server's answers before it can serve: a port that is taken, a folder without releases.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

fn program() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    here.ancestors().nth(2).unwrap().join("vik-server")
}

fn told(open: &std::path::Path, address: &str) -> String {
    let output = Command::new(program())
        .arg("--open")
        .arg(open)
        .args(["--listen", address])
        .output()
        .unwrap();
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_port_that_is_taken_and_a_folder_without_releases_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    let open = folder.path();
    let empty = told(open, "127.0.0.1:0");
    assert!(empty.contains("vik freeze --all"), "{empty}");

    std::fs::create_dir_all(open.join("nl-police/releases")).unwrap();
    let accounts = Command::new(program())
        .args(["accounts", "demo"])
        .arg(open.join("accounts.toml"))
        .status()
        .unwrap();
    assert!(accounts.success());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let answer = told(open, &taken.local_addr().unwrap().to_string());
    assert!(answer.contains("--listen"), "{answer}");
}
