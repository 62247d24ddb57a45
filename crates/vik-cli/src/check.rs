//! `vik check`: are the files that people edit whole, and do they fit each other?

use vik_catalogue::Severity;
use vik_intake::Mapping;
use vik_release::Setting;

use crate::arguments::{Arguments, CheckOptions};
use crate::context::catalogue;
use crate::outcome::{Failure, chain};
use crate::trial;

/// Checks everything and reports all of it at once.
pub async fn run(arguments: &Arguments, options: &CheckOptions) -> Result<(), Failure> {
    let catalogue = catalogue(arguments)?;
    let mut problems = 0_usize;
    for diagnostic in catalogue.check() {
        eprintln!("{diagnostic}\n");
        problems += usize::from(diagnostic.severity == Severity::Error);
    }
    for (name, text) in catalogue.texts(vik_catalogue::TextKind::Mappings) {
        if let Err(error) = Mapping::parse(&format!("mappings/{name}.toml"), text) {
            eprintln!("{error}\n");
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
