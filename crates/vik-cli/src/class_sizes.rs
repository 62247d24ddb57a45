//! The picture of the microdata gate: how many persons share their traits with how many others.

use vik_charts::{ChartData, ChartError, ChartKind, ChartSpec, Mode, Width, draw};
use vik_disclosure::microdata::GateReport;

/// A picture for the closed side, in Dutch, with its colours in it: it is opened as a file.
pub fn picture(report: &GateReport) -> Result<String, ChartError> {
    let (mut sizes, mut persons) = (Vec::new(), Vec::new());
    for bin in report.class_sizes.iter().filter(|bin| bin.classes > 0) {
        sizes.push(match (bin.from, bin.to) {
            (1, 1) => "alleen".to_owned(),
            (from, to) if from == to => format!("groep van {from}"),
            (from, u32::MAX) => format!("groep van {from} of meer"),
            (from, to) => format!("groep van {from} tot {to}"),
        });
        persons.push(Some(bin.persons as f64));
    }
    let mut spec = ChartSpec::new(
        "klassen",
        ChartKind::Bar,
        "Personen naar de grootte van de groep die alle kenmerken deelt",
    );
    spec.x = "grootte".to_owned();
    spec.y = "personen".to_owned();
    spec.y_title = "personen (alleen voor de gesloten kant)".to_owned();
    spec.description = format!(
        "Alleen voor de gesloten kant. Kenmerken: {}. De kleinste groep telt {} personen; gevraagd zijn er {}.",
        report.quasi_identifiers.join(", "),
        report.k,
        report.rule.k
    );
    let data = ChartData::new()
        .labels("grootte", sizes)
        .numbers("personen", persons);
    draw(&spec, &data, Width::Wide, Mode::Static)
}
