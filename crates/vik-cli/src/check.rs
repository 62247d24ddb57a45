//! `vik check`: are the files that people edit whole, and do they fit each other?
//!
//! With `--table`, another question: does a published table of others add up?

use std::path::Path;

use vik_catalogue::{PartnerTable, Remark, Severity, TextKind};
use vik_intake::Mapping;
use vik_release::Setting;

use crate::arguments::{Arguments, CheckOptions};
use crate::context::catalogue;
use crate::outcome::{Failure, chain};
use crate::trial;

/// Checks everything and reports all of it at once.
pub async fn run(arguments: &Arguments, options: &CheckOptions) -> Result<(), Failure> {
    if let Some(file) = &options.table {
        return table(file);
    }
    let catalogue = catalogue(arguments)?;
    let mut problems = 0_usize;
    for diagnostic in catalogue.check() {
        eprintln!("{diagnostic}\n");
        problems += usize::from(diagnostic.severity == Severity::Error);
    }
    for (name, text) in catalogue.texts(TextKind::Mappings) {
        if let Err(error) = Mapping::parse(&format!("mappings/{name}.toml"), text) {
            eprintln!("{error}\n");
            problems += 1;
        }
    }
    for (name, text) in catalogue.texts(TextKind::Reference) {
        let wrong = if name.contains("-table-") {
            PartnerTable::from_toml(text).err()
        } else if name.ends_with("-double_coding.csv") {
            vik_catalogue::double_coding(text).err()
        } else {
            None
        };
        if let Some(reason) = wrong {
            eprintln!("error: {reason}\n  --> reference/{name}\n");
            problems += 1;
        }
    }
    let setting = match Setting::read(&catalogue, &arguments.organisation) {
        Ok(setting) => Some(setting),
        Err(error) => {
            eprintln!("error: {}\n", chain(&error));
            problems += 1;
            None
        }
    };
    if let Some(setting) = &setting {
        for cube in &setting.cubes {
            if let Err(error) = vik_warehouse::check(cube).await {
                eprintln!(
                    "error: {}\n  --> queries/cubes/{}.sql\n",
                    chain(&error),
                    cube.spec.id
                );
                problems += 1;
            }
        }
        problems += trial::run(&catalogue, setting, options.test).await;
    }
    let (queries, cubes) = (catalogue.queries().count(), catalogue.cubes().count());
    if problems > 0 {
        return Err(Failure::Usage(format!(
            "{problems} problems in {queries} queries, {cubes} cubes and their companions"
        )));
    }
    println!(
        "{queries} queries, {cubes} cubes, {} dashboards: all fit",
        catalogue.dashboards().count()
    );
    Ok(())
}

/// Says what is wrong with a published table of others, and where its series break.
fn table(file: &Path) -> Result<(), Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|_| Failure::Usage(format!("{} cannot be read as UTF-8", file.display())))?;
    let read = match file.extension().and_then(|ending| ending.to_str()) {
        Some("toml") => PartnerTable::from_toml(&text),
        _ => PartnerTable::from_csv(&text, None),
    };
    let table = read.map_err(|reason| Failure::Usage(format!("{}: {reason}", file.display())))?;
    let (mut wrong, mut breaks) = (0, Vec::new());
    for (at, remark) in table.remarks() {
        let period = &table.periods[at];
        if remark.is_break() {
            breaks.push(period.as_str());
        }
        match remark {
            Remark::Total { published, sum } => {
                wrong += 1;
                println!(
                    "{period}: the published total {published} is not the sum of the rows, {sum}"
                );
            }
            Remark::Begins(kind) => println!("{period}: break, `{kind}` is counted from here on"),
            Remark::Ends(kind) => println!("{period}: break, `{kind}` is no longer counted"),
            Remark::Mix { moved } => println!(
                "{period}: break, {:.0} % of the cases moved to other kinds, which chance does not explain",
                100.0 * moved
            ),
        }
    }
    breaks.dedup();
    if table.totals.is_none() {
        println!("no row holds a published total: sums could not be checked");
    }
    let told = format!("{wrong} totals do not add up; {} breaks", breaks.len());
    if wrong > 0 {
        return Err(Failure::Findings(told));
    }
    println!("{told}");
    Ok(())
}
