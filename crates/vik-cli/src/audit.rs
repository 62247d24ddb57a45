//! `vik audit`: what anybody may do with what was published. It reads the open side and nothing else.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use vik_disclosure::attack::{self, Counts, Options, Report};
use vik_disclosure::ledger::{Ledger, Statement, read_statements, told, write_statements};
use vik_disclosure::{History, verify};

use crate::arguments::{Arguments, AttackOptions, AuditCommand};
use crate::context::Folders;
use crate::outcome::Failure;
use crate::progress::bar;

/// Runs one of the audit commands.
pub async fn run(arguments: &Arguments, command: &AuditCommand) -> Result<(), Failure> {
    match command {
        AuditCommand::Verify { file, json } => {
            let history = match file {
                Some(file) => History::from_bytes(&read(file)?)
                    .map_err(|e| Failure::Findings(format!("{}: {e}", file.display())))?,
                None => published(arguments).await?,
            };
            verified(&history, *json)
        }
        AuditCommand::History { out } => {
            let history = published(arguments).await?;
            write(out, |to| to.write_all(&history.to_bytes()))?;
            println!(
                "wrote {} releases to {}",
                history.releases.len(),
                out.display()
            );
            Ok(())
        }
        AuditCommand::Export { out, audience } => {
            let history = published(arguments).await?;
            let lines = |to: &mut dyn Write| {
                history.releases.iter().try_for_each(|release| {
                    let mut statements = told(&history, release);
                    statements.retain(|one| audience.as_ref().is_none_or(|a| *a == one.audience));
                    to.write_all(write_statements(&statements).as_bytes())
                })
            };
            match out {
                Some(out) => write(out, lines),
                None => lines(&mut std::io::stdout().lock()).map_err(Failure::storage),
            }
        }
        AuditCommand::Attack(options) => attacked(arguments, options).await,
    }
}

async fn published(arguments: &Arguments) -> Result<History, Failure> {
    let history = vik_published::history(&Folders::of(arguments).open)
        .await
        .map_err(Failure::storage)?;
    if history.releases.is_empty() {
        return Err(Failure::Usage(
            "nothing is published yet: run `vik freeze --all`, or name a file with --file"
                .to_owned(),
        ));
    }
    Ok(history)
}

fn verified(history: &History, json: bool) -> Result<(), Failure> {
    let found = verify(history).map_err(|broken| Failure::Findings(broken.to_string()))?;
    if json {
        println!("{}", serde_json::json!(found));
    } else {
        println!(
            "every one of {} releases holds: {} rounded, {} derived from those; {} leaves have a world above and below",
            found.releases, found.rounded, found.derived, found.leaves
        );
        println!("newest hash {}", found.head);
    }
    Ok(())
}

async fn attacked(arguments: &Arguments, options: &AttackOptions) -> Result<(), Failure> {
    let mut newest = 0;
    let mut ledger = match &options.file {
        Some(file) => lines(file)?.into_iter().collect(),
        None => {
            let history = published(arguments).await?;
            let reading = bar(history.releases.len() as u64, "reading the ledger");
            let mut ledger = Ledger::new();
            for release in &history.releases {
                ledger.extend(told(&history, release));
                newest = release.record.number;
                reading.inc(1);
            }
            reading.finish();
            ledger
        }
    };
    if let Some(audience) = &options.audience {
        ledger = ledger.seen_by(&[audience]);
    }
    if ledger.is_empty() {
        return Err(Failure::Usage(
            "there is nothing to attack: no number was told to this audience".to_owned(),
        ));
    }
    let report = attack::attack(
        &ledger,
        &Options {
            k: options.k,
            sample: Some(options.sample),
            seed: options.seed,
            coalition: options.coalition.min(3),
            known: options.known.as_deref().map_or(Ok(Vec::new()), lines)?,
            ..Options::default()
        },
    );
    if options.keep {
        vik_published::keep_attack(&Folders::of(arguments).open, newest, &report)
            .map_err(Failure::storage)?;
    }
    if options.json {
        println!("{}", serde_json::json!(report));
    } else {
        tell(&report);
    }
    if report.discloses() || report.contradiction {
        return Err(Failure::Findings(
            "what was published gives something away; the findings are listed above".to_owned(),
        ));
    }
    Ok(())
}

fn tell(report: &Report) {
    println!(
        "{} published numbers in {} independent parts; a count below {} is small",
        report.statements, report.parts, report.k
    );
    let counts = |what: &str, counts: &Counts| {
        println!(
            "{what}: {} cells; {} known exactly, {} proven to exist, {} narrow, {} open",
            counts.cells, counts.exact, counts.existence, counts.narrow, counts.open
        );
    };
    counts("elimination and bounds, every cell", &report.every_cell);
    counts("integer programmes, sampled cells", &report.sampled);
    for coalition in &report.coalitions {
        counts(
            &format!("{} colleagues who know their own cases", coalition.size),
            &coalition.counts,
        );
    }
    if report.contradiction {
        println!("the published numbers contradict each other somewhere");
    }
    if !report.exact_model {
        println!("the linked cubes run in a circle: this attacker may miss something");
    }
    for finding in report.findings.iter().take(20) {
        println!("  {}", finding.sentence.en);
    }
    let more = report.findings.len().saturating_sub(20) + report.not_listed;
    if more > 0 {
        println!("  and {more} more; --json lists them");
    }
}

fn lines(file: &Path) -> Result<Vec<Statement>, Failure> {
    let text = String::from_utf8(read(file)?)
        .map_err(|_| Failure::Findings(format!("{}: expected UTF-8", file.display())))?;
    read_statements(&text).map_err(|e| Failure::Findings(format!("{}: {e}", file.display())))
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file)
        .map_err(|e| Failure::Usage(format!("{} cannot be read: {e}", file.display())))
}

fn write(
    file: &Path,
    content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), Failure> {
    let failed =
        |e: std::io::Error| Failure::Storage(format!("{} cannot be written: {e}", file.display()));
    let mut out = BufWriter::new(File::create(file).map_err(failed)?);
    content(&mut out).and_then(|()| out.flush()).map_err(failed)
}
