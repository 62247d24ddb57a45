//! How soon a page is there: the server's start, the first sight of a page, and the second.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::demo;
use crate::run::programs;

const ROUNDS: usize = 5;
const PAGES: &[(&str, &str)] = &[
    ("kwartaalbeeld", "3 messages and 3 charts"),
    ("gegevenskwaliteit", "4 figures"),
    ("trends", "14 figures"),
];

/// Lines for the table. The published side is that of the demo, made with the dev build.
pub fn run(release: &Path, folder: &Path) -> Result<Vec<String>, String> {
    let var = folder.join("demo");
    demo::run(&[
        "--no-serve".to_owned(),
        "--var".to_owned(),
        var.to_string_lossy().into_owned(),
    ])?;
    debug_assert_ne!(release, programs());
    let (mut starts, mut cold, mut warm) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        let mut server = Server::start(release, &var.join("open"))?;
        starts.push(begin.elapsed().as_secs_f64() * 1e3);
        server.sign_in(folder)?;
        for (page, _) in PAGES {
            cold.push((page, server.get(folder, page)?));
            warm.push((page, server.get(folder, page)?));
        }
        server.child.kill().ok();
        server.child.wait().ok();
    }
    let of = |all: &[(&&str, f64)], page: &str| {
        median(all.iter().filter(|(p, _)| **p == page).map(|(_, t)| *t))
    };
    let mut lines = vec![format!(
        "| server, from start to listening | {:.0} ms | | under 1 s |",
        median(starts.into_iter())
    )];
    lines.extend(PAGES.iter().map(|(page, what)| {
        format!(
            "| page {page} ({what}), first and second time | {:.0} and {:.1} ms | | a page of four charts: 150 and 10 ms |",
            of(&cold, page),
            of(&warm, page)
        )
    }));
    Ok(lines)
}

struct Server {
    child: Child,
    base: String,
}

impl Server {
    fn start(release: &Path, open: &Path) -> Result<Self, String> {
        let mut child = Command::new(release.join("vik-server"))
            .arg("--open")
            .arg(open)
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| format!("vik-server could not be started ({e})"))?;
        let out = child.stdout.take().ok_or("no output")?;
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if let Some(place) = line.find("http://") {
                let base = line[place..].split_whitespace().next().unwrap_or_default();
                let base = base.trim_end_matches('/').to_owned();
                return Ok(Self { child, base });
            }
        }
        Err("vik-server ended without saying where it listens".to_owned())
    }

    fn sign_in(&self, folder: &Path) -> Result<(), String> {
        let jar = folder.join("cookies");
        fs::remove_file(&jar).ok();
        let url = format!("{}/nl/aanmelden", self.base);
        let origin = format!("Origin: {}", self.base);
        self.curl(
            &jar,
            &[
                "-H",
                &origin,
                "-d",
                "name=analist&password=leerkring-demo",
                &url,
            ],
        )?;
        Ok(())
    }

    /// Milliseconds to the last byte of a page.
    fn get(&self, folder: &Path, page: &str) -> Result<f64, String> {
        let url = format!("{}/nl/{page}", self.base);
        let told = self.curl(
            &folder.join("cookies"),
            &["-w", "%{http_code} %{time_total}", &url],
        )?;
        match told.split_once(' ') {
            Some(("200", seconds)) => seconds
                .parse::<f64>()
                .map(|s| s * 1e3)
                .map_err(|_| "curl told no time".to_owned()),
            _ => Err(format!("page {page} was not answered with 200: {told}")),
        }
    }

    fn curl(&self, jar: &Path, arguments: &[&str]) -> Result<String, String> {
        let out = Command::new("curl")
            .args(["-s", "-o", "/dev/null", "-b"])
            .arg(jar)
            .arg("-c")
            .arg(jar)
            .args(arguments)
            .output()
            .map_err(|e| format!("curl could not be started ({e})"))?;
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    }
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}
