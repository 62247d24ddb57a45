//! Vrijgave, the two questions that anybody may put to everything published: does the proof hold, and what
//! could a colleague learn about one cell?

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use vik_catalogue::Language;
use vik_charts::{ChartData, ChartKind, ChartSpec, draw_both, format_period};
use vik_disclosure::{CubeSpec, History, Learnt, Verified, learn, verify};
use vik_published::{CubeShape, OpenSide};

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::figure::language;
use crate::format;
use crate::labels;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "release_check.html")]
struct CheckPage {
    chrome: Chrome,
    org: String,
    verified: Option<Verified>,
    leaves: String,
    broken: Option<String>,
    seconds: String,
}

#[derive(Template)]
#[template(path = "release_cell.html")]
struct CellPage {
    chrome: Chrome,
    org: String,
    chosen_org: Option<String>,
    cubes: Vec<Choice>,
    dimensions: Vec<Dimension>,
    figure: Option<String>,
    rows: Vec<Row>,
}

struct Choice {
    code: String,
    name: String,
    chosen: bool,
}

struct Dimension {
    name: String,
    label: String,
    codes: Vec<Choice>,
}

struct Row {
    period: String,
    published: String,
    between: String,
    sentence: String,
}

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{language}/vrijgave/controle", get(check))
        .route("/{language}/vrijgave/cel", get(cell))
}

async fn check(visit: Visit, State(app): State<App>) -> Result<Html<String>, WebError> {
    visit.enter(&app, Place::Releases)?;
    let start = std::time::Instant::now();
    let history = visit.source(&app)?.history().await?;
    let outcome = tokio::task::spawn_blocking(move || verify(&history))
        .await
        .map_err(|_| WebError::broken("the check of the releases stopped"))?;
    let number = |count: u64| format::number(count as f64, 0, visit.language);
    let page = CheckPage {
        chrome: Chrome::new(&app, &visit, Place::Releases),
        org: visit.organisation(),
        leaves: outcome
            .as_ref()
            .map_or_else(|_| String::new(), |found| number(found.leaves)),
        broken: outcome.as_ref().err().map(ToString::to_string),
        verified: outcome.ok(),
        seconds: format::number(start.elapsed().as_secs_f64(), 1, visit.language),
    };
    Ok(Html(page.render()?))
}

async fn cell(visit: Visit, State(app): State<App>) -> Result<Html<String>, WebError> {
    visit.enter(&app, Place::Releases)?;
    let side = visit.figures(&app).await?;
    let history = visit.source(&app)?.history().await?;
    let specs = newest(&history);
    let chosen = visit.fields.get("cube");
    let spec = specs.iter().find(|spec| Some(spec.id.as_str()) == chosen);
    let shapes = &side.reference().cubes;
    let shape = |spec: &CubeSpec| shapes.iter().find(|shape| shape.id == spec.id);
    let cubes = specs.iter().map(|known| Choice {
        code: known.id.clone(),
        name: shape(known).map_or_else(
            || known.id.clone(),
            |shape| visit.pick(&shape.title.nl, &shape.title.en).to_owned(),
        ),
        chosen: Some(known.id.as_str()) == chosen,
    });
    let codes = spec.and_then(|spec| codes(spec, &visit));
    let learnt = match (spec, codes) {
        (Some(spec), Some(codes)) => {
            let cube = spec.id.clone();
            let asked = history.clone();
            tokio::task::spawn_blocking(move || learn(&asked, &cube, &codes))
                .await
                .map_err(|_| WebError::broken("the question about one cell stopped"))?
        }
        _ => Vec::new(),
    };
    let page = CellPage {
        org: visit.organisation(),
        chosen_org: visit.fields.get("org").map(str::to_owned),
        dimensions: spec.map_or_else(Vec::new, |spec| {
            dimensions(spec, shape(spec), &side, &visit)
        }),
        cubes: cubes.collect(),
        figure: picture(&learnt, visit.language),
        rows: learnt
            .iter()
            .rev()
            .map(|one| row(one, visit.language))
            .collect(),
        chrome: Chrome::new(&app, &visit, Place::Releases),
    };
    Ok(Html(page.render()?))
}

/// The cubes as the newest release has them.
fn newest(history: &History) -> Vec<CubeSpec> {
    let mut releases = history.releases.iter().rev();
    releases
        .find_map(|release| history.definitions_of(release))
        .map(|definitions| definitions.cubes.clone())
        .unwrap_or_default()
}

/// A code for each dimension; `None` until all are chosen.
fn codes(spec: &CubeSpec, visit: &Visit) -> Option<Vec<String>> {
    spec.dims
        .iter()
        .map(|dim| {
            let code = visit.fields.get(&dim.name)?;
            dim.codes.iter().find(|known| *known == code).cloned()
        })
        .collect()
}

fn dimensions(
    spec: &CubeSpec,
    shape: Option<&CubeShape>,
    side: &OpenSide,
    visit: &Visit,
) -> Vec<Dimension> {
    let described = |name: &str| shape?.dimensions.iter().find(|dim| dim.name == name);
    spec.dims
        .iter()
        .map(|dim| {
            let known = described(&dim.name);
            let word = |code: &String| {
                let list = known.map_or(dim.name.as_str(), |dim| dim.list.as_str());
                labels::label(side.reference(), list, code, visit.language)
            };
            Dimension {
                name: dim.name.clone(),
                label: known.map_or_else(
                    || dim.name.clone(),
                    |dim| visit.pick(&dim.label.nl, &dim.label.en).to_owned(),
                ),
                codes: dim
                    .codes
                    .iter()
                    .map(|code| Choice {
                        code: code.clone(),
                        name: word(code),
                        chosen: visit.fields.get(&dim.name) == Some(code),
                    })
                    .collect(),
            }
        })
        .collect()
}

fn row(learnt: &Learnt, reader: Language) -> Row {
    let cases = learnt.interval.cases;
    Row {
        period: format_period(&learnt.period, language(reader)),
        published: learnt.published.cases.to_string(),
        between: format!("{} – {}", cases.low, cases.high),
        sentence: crate::language::pick(reader, &learnt.sentence.nl, &learnt.sentence.en)
            .to_owned(),
    }
}

/// The published months with what the truth may be.
fn picture(learnt: &[Learnt], reader: Language) -> Option<String> {
    let months: Vec<&Learnt> = learnt.iter().filter(|one| !one.derived).collect();
    let of = |value: fn(&Learnt) -> u32| -> Vec<Option<f64>> {
        months
            .iter()
            .map(|one| Some(f64::from(value(one))))
            .collect()
    };
    let title = crate::language::pick(
        reader,
        "Gepubliceerd per maand, met wat het werkelijk kan zijn",
        "Published by month, with what the truth may be",
    );
    let mut spec = ChartSpec::new("cell", ChartKind::Line, title);
    (spec.x, spec.y) = ("x".to_owned(), "y".to_owned());
    (spec.low, spec.high) = (Some("low".to_owned()), Some("high".to_owned()));
    spec.unit = vik_catalogue::unit_word("zaken", reader).to_owned();
    spec.language = language(reader);
    let data = ChartData::new()
        .labels("x", months.iter().map(|one| one.period.clone()))
        .numbers("y", of(|one| one.published.cases))
        .numbers("low", of(|one| one.interval.cases.low))
        .numbers("high", of(|one| one.interval.cases.high));
    draw_both(&spec, &data).ok()
}
