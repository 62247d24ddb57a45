//! Running `vik` as a person would: in a folder of its own, with what it prints kept.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// A var folder with a key in it.
pub struct Var {
    folder: tempfile::TempDir,
    organisation: String,
}

impl Var {
    /// A fresh one for an organisation.
    pub fn new(organisation: &str) -> Self {
        let var = Self {
            folder: tempfile::tempdir().unwrap(),
            organisation: organisation.to_owned(),
        };
        std::fs::write(var.passphrase(), "a passphrase for this test").unwrap();
        var.vik(&["key", "new", "--fast"]).done();
        var
    }

    /// Where everything is written.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("var")
    }

    /// The file with the passphrase; it lies outside `path`.
    pub fn passphrase(&self) -> PathBuf {
        self.folder.path().join("passphrase")
    }

    /// A second one in the same state, with the same key.
    pub fn copy(&self) -> Self {
        let copy = Self {
            folder: tempfile::tempdir().unwrap(),
            organisation: self.organisation.clone(),
        };
        copy_folder(self.folder.path(), copy.folder.path());
        copy
    }

    /// Runs a command.
    pub fn vik(&self, arguments: &[&str]) -> Ran {
        Ran(self.command(arguments).output().unwrap())
    }

    /// Starts a command and kills it, without warning, after a while; whether it was still running.
    pub fn kill(&self, arguments: &[&str], after: Duration) -> bool {
        let mut child = self
            .command(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(after);
        let running = child.try_wait().unwrap().is_none();
        child.kill().ok();
        child.wait().unwrap();
        running
    }

    /// A command that is not started yet.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let program = std::env::current_exe()
            .unwrap()
            .parent()
            .unwrap()
            .parent()
            .unwrap()
            .join("vik");
        assert!(
            program.exists(),
            "build the programs first: cargo build --workspace"
        );
        let mut command = Command::new(program);
        command
            .current_dir(root())
            .arg("--var")
            .arg(self.path())
            .args(["--organisation", &self.organisation])
            .args(arguments)
            .env("VIK_PASSPHRASE_FILE", self.passphrase())
            .env_remove("VIK_KEY_COMMAND");
        command
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What a command did.
pub struct Ran(Output);

impl Ran {
    /// Everything it printed.
    pub fn printed(&self) -> String {
        format!(
            "{}{}",
            String::from_utf8_lossy(&self.0.stdout),
            String::from_utf8_lossy(&self.0.stderr)
        )
    }

    /// It succeeded.
    #[track_caller]
    pub fn done(self) -> String {
        assert!(self.0.status.success(), "{}", self.printed());
        self.printed()
    }

    /// It failed with this exit code.
    #[track_caller]
    pub fn failed(self, code: i32) -> String {
        assert_eq!(self.0.status.code(), Some(code), "{}", self.printed());
        self.printed()
    }
}
