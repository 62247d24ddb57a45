//! `vik freeze`: publishes complete months.

use vik_disclosure::RoundingKey;
use vik_domain::Month;
use vik_lake::Lease;
use vik_release::{Door, Exact, Keys, Published, ReferenceFiles, Rehearsal, ReleaseError, Setting};
use vik_warehouse::Warehouse;

use crate::arguments::{Arguments, FreezeOptions};
use crate::context::{Folders, catalogue, today};
use crate::key::open_keys;
use crate::outcome::{Failure, chain};
use crate::progress::bar;
use crate::tables;

/// Freezes what is complete and not published yet.
pub async fn run(arguments: &Arguments, options: &FreezeOptions) -> Result<(), Failure> {
    let folders = Folders::of(arguments);
    let catalogue = catalogue(arguments)?;
    let through = match &options.through {
        Some(text) => text
            .parse::<Month>()
            .map_err(|_| Failure::Usage("expected a month such as 2024-03".to_owned()))?,
        None if options.all => Month::of_day(today()).plus(-1),
        None => {
            return Err(Failure::Usage(
                "say which months: --all, or --through 2024-03".to_owned(),
            ));
        }
    };
    if through >= Month::of_day(today()) {
        return Err(Failure::Refused(format!(
            "{through} is not over yet; only complete months are published"
        )));
    }
    let setting = Setting::read(&catalogue, &arguments.organisation).map_err(failure)?;
    let files = ReferenceFiles::read(&catalogue, &arguments.organisation).map_err(failure)?;
    if !files.knows_staff() {
        eprintln!(
            "no staff figures in reference/{}-fte.csv: units are published however few people work there",
            arguments.organisation
        );
    }
    let _lease = Lease::take(&folders.closed).map_err(Failure::storage)?;
    let warehouse = Warehouse::open(&folders.warehouse)
        .await
        .map_err(Failure::storage)?;
    if let Some(rules) = &setting.suppression {
        let tables = (&setting, rules);
        return tables::run(&folders, options, tables, &files, &warehouse, through).await;
    }
    let keys = open_keys(&folders, &arguments.organisation)?;
    let rounding = Keys {
        mother: RoundingKey::new(*keys.rounding_key()),
        leadership: RoundingKey::new(*keys.leadership_key()),
    };
    let mut door = Door::open(&setting, &files, &warehouse, &folders.open, &folders.state)
        .await
        .map_err(failure)?;

    let mut done: Vec<Published> = Vec::new();
    if !options.dry_run && !options.count_only {
        done.extend(door.complete(&rounding).await.map_err(failure)?);
    }
    let months = door.pending(through).await.map_err(failure)?;
    if !months.is_empty() {
        let counting = bar(1, "counting");
        let start = std::time::Instant::now();
        door.count(&months).await.map_err(failure)?;
        counting.finish();
        if options.count_only {
            println!("seconds counting: {:.2}", start.elapsed().as_secs_f64());
            return Ok(());
        }
        if options.dry_run {
            return rehearse(options, &mut door, &months, &rounding);
        }
        let freezing = bar(months.len() as u64, "protecting and publishing");
        for month in &months {
            done.extend(
                door.freeze_month(*month, &rounding)
                    .await
                    .map_err(failure)?,
            );
            freezing.inc(1);
        }
        freezing.finish();
    }
    let exact = if options.dry_run || options.count_only {
        Exact::default()
    } else {
        door.freeze_exact().await.map_err(failure)?
    };
    door.describe().map_err(failure)?;
    let watching = bar(1, "watching for signals");
    let watched = door.watch().await.map_err(failure)?;
    watching.finish();
    if watched > 0 {
        eprintln!("{watched} months watched for signals");
    }
    totals(&exact);
    warn(door.alarms());
    report(options, &done, door.frontier());
    Ok(())
}

/// What became of the exact totals that are registered.
fn totals(exact: &Exact) {
    for frame in &exact.published {
        eprintln!("exact totals `{frame}` are proven and published");
    }
    for frame in &exact.waiting {
        eprintln!("exact totals `{frame}` wait until all their months are published");
    }
    for refusal in &exact.refused {
        eprintln!("exact totals: {refusal}");
    }
}

/// Group disclosure: what is said about such a unit is said about nearly everybody in it.
pub fn warn(alarms: usize) {
    if alarms > 0 {
        eprintln!(
            "for the privacy officer: {alarms} times in one month more than half of a unit's staff has a case; a larger `minimum_roster` would merge such a unit"
        );
    }
}

/// Says what publishing these months would cost in accuracy and what it would protect.
fn rehearse(
    options: &FreezeOptions,
    door: &mut Door<'_>,
    months: &[Month],
    keys: &Keys,
) -> Result<(), Failure> {
    let mut rehearsal = Rehearsal::default();
    let protecting = bar(months.len() as u64, "protecting, not publishing");
    for month in months {
        door.rehearse_month(*month, keys, &mut rehearsal)
            .map_err(failure)?;
        protecting.inc(1);
    }
    protecting.finish();
    warn(door.alarms());
    if options.json {
        println!(
            "{}",
            serde_json::json!({
                "dry_run": true,
                "months": rehearsal.months,
                "windows_beyond": rehearsal.windows,
                "margins_beyond": rehearsal.margins,
                "cubes": rehearsal.cubes,
            })
        );
        return Ok(());
    }
    println!(
        "{} months would be published; nothing was. For the closed side only.",
        rehearsal.months
    );
    println!(
        "{:<26} {:>8} {:>11} {:>8} {:>14} {:>16}",
        "cube", "leaves", "mean error", "largest", "shown as zero", "small, disguised"
    );
    for (cube, found) in &rehearsal.cubes {
        println!(
            "{cube:<26} {:>8} {:>11.2} {:>8} {:>14} {:>16}",
            found.leaves,
            found.mean_error(),
            found.largest_error,
            share(found.shown_as_zero, found.leaves),
            share(found.small_changed, found.small_leaves)
        );
    }
    println!(
        "{} windows and {} margins would lie further from the truth than preferred",
        rehearsal.windows, rehearsal.margins
    );
    Ok(())
}

fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        "-".to_owned()
    } else {
        format!("{:.0} %", 100.0 * part as f64 / whole as f64)
    }
}

/// Says what was published.
pub fn report(
    options: &FreezeOptions,
    done: &[Published],
    frontier: Option<impl std::fmt::Display>,
) {
    if options.json {
        let periods: Vec<&str> = done.iter().map(|release| release.period.as_str()).collect();
        let frontier = frontier.map(|period| period.to_string());
        println!(
            "{}",
            serde_json::json!({ "published": periods, "frontier": frontier })
        );
        return;
    }
    match (done.first(), done.last()) {
        (Some(first), Some(last)) => println!(
            "published {} releases, {} to {}",
            done.len(),
            first.period,
            last.period
        ),
        _ => println!("nothing to publish: every complete month with cases is published"),
    }
}

/// How a refusal or an error ends the command.
pub fn failure(error: ReleaseError) -> Failure {
    let text = chain(&error);
    match error {
        ReleaseError::Freeze { .. }
        | ReleaseError::Leadership { .. }
        | ReleaseError::Attacked { .. }
        | ReleaseError::Mode(_)
        | ReleaseError::Cyclic(_)
        | ReleaseError::Merging(_)
        | ReleaseError::Policy(_) => Failure::Refused(text),
        ReleaseError::Setting { .. } | ReleaseError::Period => Failure::Usage(text),
        ReleaseError::Warehouse(_) | ReleaseError::Open(_) | ReleaseError::State { .. } => {
            Failure::Storage(text)
        }
    }
}
