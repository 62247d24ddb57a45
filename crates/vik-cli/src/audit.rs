//! `vik audit`: what anybody may do with what was published; all but `warehouse` read the open side only.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use vik_disclosure::attack::{self, Counts, Options, Report};
use vik_disclosure::ledger::{Ledger, Statement, read_statements, told, write_statements};
use vik_disclosure::microdata::{GateRule, coarsening_advice, gate_report};
use vik_disclosure::suppress::told_suppressed;
use vik_disclosure::{History, verify};
use vik_published::{SuppressedRelease, check_exact, exact, told_totals};
use vik_warehouse::Warehouse;

use crate::arguments::{Arguments, AttackOptions, AuditCommand};
use crate::class_sizes;
use crate::context::Folders;
use crate::outcome::Failure;
use crate::progress::{bar, working};

/// A count below this is small, unless exact tables say otherwise.
const SMALL: u32 = 5;

/// Runs one of the audit commands.
pub async fn run(arguments: &Arguments, command: &AuditCommand) -> Result<(), Failure> {
    match command {
        AuditCommand::Verify { file, json } => {
            let (history, tables) = match file {
                Some(file) => {
                    let history = History::from_bytes(&read(file)?)
                        .map_err(|e| Failure::Findings(format!("{}: {e}", file.display())))?;
                    (history, Vec::new())
                }
                None => everything(arguments).await?,
            };
            verified(&history, tables.len(), *json)?;
            let reports = crate::report::verify(&Folders::of(arguments).open)?;
            if reports > 0 && !json {
                println!("every one of {reports} reports is as it was signed");
            }
            if file.is_none() {
                let open = Folders::of(arguments).open;
                let totals = check_exact(&open, &history).map_err(Failure::Findings)?;
                if let (Some(newest), false) = (totals.last(), *json) {
                    println!(
                        "exact totals of {} frames are proven beside everything rounded",
                        newest.totals.frames.len()
                    );
                }
            }
            Ok(())
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
            let (history, tables) = everything(arguments).await?;
            let open = Folders::of(arguments).open;
            let totals = exact(&open).map_err(Failure::storage)?;
            let stories = vik_published::stories(&open).map_err(Failure::storage)?;
            let lines = |to: &mut dyn Write| {
                let rounded = history
                    .releases
                    .iter()
                    .map(|release| told(&history, release));
                let exact = tables.iter().map(told_exact);
                let totals = std::iter::once(told_totals(&history, &totals));
                let facets = stories.iter().map(|entry| entry.statements().to_vec());
                rounded
                    .chain(exact)
                    .chain(totals)
                    .chain(facets)
                    .try_for_each(|mut statements| {
                        statements
                            .retain(|one| audience.as_ref().is_none_or(|a| *a == one.audience));
                        to.write_all(write_statements(&statements).as_bytes())
                    })
            };
            match out {
                Some(out) => write(out, lines),
                None => lines(&mut std::io::stdout().lock()).map_err(Failure::storage),
            }
        }
        AuditCommand::Attack(options) => attacked(arguments, options).await,
        AuditCommand::Warehouse { plot, json } => gate(arguments, plot.as_deref(), *json).await,
    }
}

/// The microdata gate: how many persons share the traits that the warehouse keeps of them.
async fn gate(arguments: &Arguments, plot: Option<&Path>, json: bool) -> Result<(), Failure> {
    let warehouse = Warehouse::open(&Folders::of(arguments).warehouse)
        .await
        .map_err(Failure::storage)?;
    let Some(assessment) = warehouse.assess().await.map_err(Failure::storage)? else {
        return Err(Failure::Usage(
            "the warehouse is empty: load an export with `vik ingest`".to_owned(),
        ));
    };
    let rule = GateRule::default();
    let wrong = |e: vik_disclosure::microdata::GateRuleError| Failure::Usage(e.to_string());
    let report = gate_report(&assessment, &rule).map_err(wrong)?;
    let advice = coarsening_advice(&assessment, &rule).map_err(wrong)?;
    if let Some(file) = plot {
        let svg = class_sizes::picture(&report).map_err(Failure::storage)?;
        write(file, |to| to.write_all(svg.as_bytes()))?;
    }
    if json {
        println!(
            "{}",
            serde_json::json!({ "gate": report, "advice": advice })
        );
        return Ok(());
    }
    println!("For the closed side only: {}", report.audience);
    println!("traits: {}", report.quasi_identifiers.join(", "));
    println!(
        "fewest persons who share all traits: {}; asked for: {}",
        report.k, rule.k
    );
    println!("persons by how many share their traits:");
    for bin in &report.class_sizes {
        println!(
            "  {:>5} to {:>5}: {} groups, {} persons",
            bin.from, bin.to, bin.classes, bin.persons
        );
    }
    for finding in &report.findings {
        let column = finding.column.as_deref().unwrap_or("all traits together");
        println!(
            "  {} ({column}): expected {}",
            finding.rule, finding.expected
        );
    }
    for gain in advice.coarsen_first.iter().take(3) {
        println!(
            "  coarsening `{}` first would help most, in this order",
            gain.column
        );
    }
    println!(
        "{}",
        if report.passes {
            "passes: no trait of this set singles anybody out"
        } else {
            "does not pass, as is to be expected of personal data: keep the records on the closed side"
        }
    );
    Ok(())
}

async fn published(arguments: &Arguments) -> Result<History, Failure> {
    let (history, tables) = everything(arguments).await?;
    match tables.is_empty() {
        true => Ok(history),
        false => Err(Failure::Usage(
            "exact tables have no proofs to write: `vik audit export` gives every number of theirs"
                .to_owned(),
        )),
    }
}

/// Rounded releases and exact tables; an organisation has one or the other.
async fn everything(arguments: &Arguments) -> Result<(History, Vec<SuppressedRelease>), Failure> {
    let open = Folders::of(arguments).open;
    let history = vik_published::history(&open)
        .await
        .map_err(Failure::storage)?;
    let tables = vik_published::check_suppressed(&open).map_err(Failure::Findings)?;
    if history.releases.is_empty() && tables.is_empty() {
        return Err(Failure::Usage(
            "nothing is published yet: run `vik freeze --all`, or name a file with --file"
                .to_owned(),
        ));
    }
    Ok((history, tables))
}

fn told_exact(release: &SuppressedRelease) -> Vec<Statement> {
    told_suppressed(&release.tables, &release.record.period)
}

fn verified(history: &History, tables: usize, json: bool) -> Result<(), Failure> {
    let found = verify(history).map_err(|broken| Failure::Findings(broken.to_string()))?;
    if json {
        println!("{}", serde_json::json!(found));
        return Ok(());
    }
    if tables > 0 {
        println!(
            "every one of {tables} releases of exact tables is whole and adds up; `vik audit attack` says what they give away"
        );
    }
    if found.releases > 0 {
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
    let (mut zeros_shown, mut k) = (false, options.k);
    let open = Folders::of(arguments).open;
    let mut ledger = match &options.file {
        Some(file) => lines(file)?.into_iter().collect(),
        None => {
            let (history, tables) = everything(arguments).await?;
            let rounded = history.releases.last().map(|last| &last.record);
            let newest_tables = tables.last().map(|last| &last.record);
            let last = rounded.or(newest_tables).map(|record| record.number);
            if let Some(newest) = tables.last() {
                zeros_shown = tables.iter().any(|release| release.tables.zeros_shown);
                k = k.or_else(|| u32::try_from(newest.tables.threshold).ok());
            }
            let kept = vik_published::attack(&open).map_err(Failure::storage)?;
            if options.keep && kept.map(|(release, _)| release) == last {
                println!("everything published was attacked before; nothing to do");
                return Ok(());
            }
            let reading = bar(history.releases.len() as u64, "reading the ledger");
            let mut ledger = Ledger::new();
            for release in &history.releases {
                ledger.extend(told(&history, release));
                newest = release.record.number;
                reading.inc(1);
            }
            for release in &tables {
                ledger.extend(told_exact(release));
                newest = release.record.number;
            }
            ledger.extend(told_totals(
                &history,
                &exact(&open).map_err(Failure::storage)?,
            ));
            // What the facets of stories say is exported and not attacked: the gate lets a story pass
            // only if it follows from the numbers that are attacked here.
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
    let attacking = working("attacking");
    let report = attack::attack(
        &ledger,
        &Options {
            k: k.unwrap_or(SMALL),
            zeros_shown,
            sample: Some(options.sample),
            seed: options.seed,
            coalition: options.coalition.min(3),
            known: options.known.as_deref().map_or(Ok(Vec::new()), lines)?,
            ..Options::default()
        },
    );
    attacking.finish_and_clear();
    if options.keep {
        vik_published::keep_attack(&open, newest, &report).map_err(Failure::storage)?;
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
