//! `vik status`: what was read, what is loaded and what is published.

use vik_published::{releases, suppressed};
use vik_warehouse::Warehouse;

use crate::arguments::Arguments;
use crate::context::Folders;
use crate::diary::{Reading, readings};
use crate::outcome::Failure;

/// Prints the readings of exports with their findings by rule, the closed side and the open side.
pub async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folders = Folders::of(arguments);
    println!("organisation {}", arguments.organisation);
    tell(&readings(&folders.closed));
    if folders.warehouse.join("_delta_log").exists() {
        let warehouse = Warehouse::open(&folders.warehouse)
            .await
            .map_err(Failure::storage)?;
        let contents = warehouse.contents().await.map_err(Failure::storage)?;
        println!(
            "warehouse: version {}, {} cases",
            warehouse.version(),
            contents.cases.len()
        );
    } else {
        println!("warehouse: empty; load an export with `vik ingest`");
    }
    let exact = suppressed(&folders.open).map_err(Failure::storage)?;
    if let Some(last) = exact.last() {
        println!(
            "published: {} releases of exact tables, newest {} under policy {}",
            exact.len(),
            last.record.period,
            last.record.policy_version
        );
        return Ok(());
    }
    let releases = releases(&folders.open).await.map_err(Failure::storage)?;
    match releases.last() {
        Some(last) => println!(
            "published: {} releases, newest {} under policy {}",
            releases.len(),
            last.period,
            last.policy_version
        ),
        None => println!("published: nothing; run `vik freeze --all`"),
    }
    Ok(())
}

/// How many of the latest readings are told one by one.
const LATEST: usize = 5;

fn tell(readings: &[Reading]) {
    if readings.is_empty() {
        return;
    }
    let loaded = readings.iter().filter(|reading| reading.loaded).count();
    println!("intake: {} readings, {loaded} loaded", readings.len());
    for reading in readings.iter().rev().take(LATEST).rev() {
        println!(
            "  {}  file {}: {} rows, {} accepted, {} not admitted{}",
            reading.day,
            reading.fingerprint.get(..8).unwrap_or_default(),
            reading.rows,
            reading.accepted,
            reading.refused,
            if reading.loaded { "" } else { "; not loaded" }
        );
        for (rule, count) in &reading.findings {
            println!("  {count:>8}  {rule}");
        }
    }
}
