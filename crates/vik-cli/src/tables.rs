//! `vik freeze` for an organisation that publishes exact tables with hidden cells.

use vik_domain::Month;
use vik_release::{Published, ReferenceFiles, Setting, Suppression, SuppressionDoor};
use vik_warehouse::Warehouse;

use crate::arguments::FreezeOptions;
use crate::context::Folders;
use crate::freeze::{failure, report, warn};
use crate::outcome::Failure;
use crate::progress::bar;

/// Publishes every complete quarter up to a month.
pub async fn run(
    folders: &Folders,
    options: &FreezeOptions,
    (setting, rules): (&Setting, &Suppression),
    files: &ReferenceFiles,
    warehouse: &Warehouse,
    through: Month,
) -> Result<(), Failure> {
    if options.dry_run || options.count_only {
        return Err(Failure::Usage(
            "a dry run says how far rounding strays; exact tables do not stray, so try them in a --var of their own".to_owned(),
        ));
    }
    let mut door = SuppressionDoor::open(setting, rules, files, warehouse, &folders.open)
        .await
        .map_err(failure)?;
    let quarters = door.pending(through).await.map_err(failure)?;
    let freezing = bar(quarters.len() as u64, "protecting and publishing");
    let mut done: Vec<Published> = Vec::new();
    for quarter in quarters {
        done.push(door.freeze_quarter(quarter).await.map_err(failure)?);
        freezing.inc(1);
    }
    freezing.finish();
    warn(door.alarms());
    report(options, &done, door.frontier());
    Ok(())
}
