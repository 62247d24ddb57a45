//! `vik status`: what is loaded and what is published.

use vik_published::{releases, suppressed};
use vik_warehouse::Warehouse;

use crate::arguments::Arguments;
use crate::context::Folders;
use crate::outcome::Failure;

/// Prints two lines: the closed side and the open side.
pub async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folders = Folders::of(arguments);
    println!("organisation {}", arguments.organisation);
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
