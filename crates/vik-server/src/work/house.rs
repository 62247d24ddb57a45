//! What actions, toolkit and network ask of us: signals, observed beside expected, staff, mailboxes.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;
use vik_domain::Language as Spoken;
use vik_learning::note::Owner;
use vik_learning::workshop::house::{self, House, Observed, Signal};
use vik_learning::{Later, Named};
use vik_published::OpenSide;
use vik_signals::budget::USUAL;
use vik_signals::episode::episodes;

use super::shelves::{named, page_language};
use crate::app::App;
use crate::library::Library;
use crate::pages::signal_words::name;

/// Months of which signals are still of use.
const RECENT: usize = 12;

/// Months in four quarters.
const YEAR: usize = 12;

/// What surrounds learning, from what is published.
pub(super) struct Surroundings {
    app: App,
    address: String,
    mailboxes: Mailboxes,
    made: Mutex<HashMap<(String, Spoken), Made>>,
}

/// What was made, and from what; the library is kept alive, so that no later one is taken for it.
struct Made {
    version: u64,
    library: Arc<Library>,
    surroundings: house::Surroundings,
}

/// The mailboxes of units and roles, from `mailboxes.toml` in the folder of work.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mailboxes {
    /// By code of the unit.
    #[serde(default)]
    units: BTreeMap<String, String>,
    /// By code of the role.
    #[serde(default)]
    roles: BTreeMap<String, String>,
}

impl Surroundings {
    /// Reads the mailboxes; a folder without the file has none.
    ///
    /// # Errors
    /// A sentence that names the file and the line.
    pub(super) fn open(app: App, folder: &Path, address: &str) -> Result<Self, String> {
        let file = folder.join("mailboxes.toml");
        let mailboxes = match std::fs::read_to_string(&file) {
            Ok(text) => toml::from_str(&text).map_err(|error| {
                let before = error.span().map_or(0, |span| span.start);
                let line = 1 + text[..before].matches('\n').count();
                format!(
                    "{}: line {line} does not fit: expected [units] and [roles] with CODE = \"mailbox\"",
                    file.display()
                )
            })?,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Mailboxes::default(),
            Err(_) => return Err(format!("{} cannot be read: check its rights", file.display())),
        };
        Ok(Self {
            app,
            address: address.trim_end_matches('/').to_owned(),
            mailboxes,
            made: Mutex::default(),
        })
    }

    async fn around(
        &self,
        side: &OpenSide,
        library: &Library,
        language: Spoken,
    ) -> Option<house::Surroundings> {
        let reference = side.reference();
        let page = page_language(language);
        let watches = side.watches();
        let recent = watches.iter().rev().take(RECENT).next_back();
        let recent = recent.map_or("", |watch| watch.month.as_str());
        // All records, because a signal is called after the month it began in.
        let mut signals = episodes(watches, USUAL);
        signals.retain(|episode| episode.last >= recent);
        let about = |category: &Option<String>| -> Vec<String> {
            let same = library.standing().filter(|story| {
                let of = story.story.facets.attributes.get("category");
                of.is_some() && of == category.as_ref()
            });
            same.map(|story| story.number.to_string()).collect()
        };
        let signals = signals.iter().map(|episode| Signal {
            code: episode.id(),
            title: name(&episode.scope, reference, page),
            category: episode.scope.category.clone(),
            stories: about(&episode.scope.category),
            href: format!("/{}/signalen/{}", page.code(), episode.id()),
        });
        let observed = self.observed(side).await?;
        let mut staff: BTreeMap<String, (String, f64)> = BTreeMap::new();
        for one in &reference.staff {
            let known = staff.entry(one.unit.clone()).or_default();
            if one.month >= known.0 {
                *known = (one.month.clone(), one.fte);
            }
        }
        Some(house::Surroundings {
            categories: named(reference, "categories", language),
            signals: signals.collect(),
            reports: Vec::new(),
            staff: staff
                .into_iter()
                .map(|(unit, (_, fte))| (unit, fte))
                .collect(),
            observed,
        })
    }
}

impl Surroundings {
    /// Cases of the last four quarters by unit and category, beside what their past predicts.
    async fn observed(&self, side: &OpenSide) -> Option<Vec<Observed>> {
        let Some(newest) = side.watches().last() else {
            return Some(Vec::new());
        };
        let mut all = Vec::new();
        for seen in newest.series.iter().filter(|seen| !seen.held) {
            let (Some(unit), Some(category)) = (&seen.scope.unit, &seen.scope.category) else {
                continue;
            };
            let year = side.history(&seen.scope, &newest.month, YEAR).await.ok()?;
            all.push(Observed {
                unit: unit.clone(),
                category: category.clone(),
                observed: year.iter().map(|month| month.observed).sum::<f64>() as u64,
                expected: year.iter().map(|month| month.expected).sum(),
            });
        }
        Some(all)
    }

    fn remembered(
        &self,
        key: &(String, Spoken),
        version: u64,
        library: &Arc<Library>,
    ) -> Option<house::Surroundings> {
        let known = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let made = known.get(key)?;
        let same = made.version == version && Arc::ptr_eq(&made.library, library);
        same.then(|| made.surroundings.clone())
    }

    /// What surrounds an organisation, made once for each release and each state of the library; the
    /// reports are read each time.
    async fn kept(&self, org: &str, language: Spoken) -> Option<house::Surroundings> {
        let source = self.app.sources.iter().find(|source| source.id == org)?;
        let side = source.open().await.ok()?;
        let library = source.library(side.reference()).ok()?;
        let (key, version) = ((org.to_owned(), language), side.version());
        let surroundings = match self.remembered(&key, version, &library) {
            Some(known) => known,
            None => {
                let surroundings = self.around(&side, &library, language).await?;
                let made = Made {
                    version,
                    library,
                    surroundings: surroundings.clone(),
                };
                let mut known = self.made.lock().unwrap_or_else(PoisonError::into_inner);
                known.insert(key, made);
                surroundings
            }
        };
        let reports = source.reports().ok()?.into_iter().map(|report| {
            let number = report.number.to_string();
            let word = crate::language::pick(page_language(language), "Rapport", "Report");
            Named {
                name: format!("{word} {number}"),
                code: number,
                group: None,
            }
        });
        Some(house::Surroundings {
            reports: reports.collect(),
            ..surroundings
        })
    }
}

impl House for Surroundings {
    fn surroundings<'a>(
        &'a self,
        org: &'a str,
        language: Spoken,
    ) -> Later<'a, house::Surroundings> {
        Box::pin(async move { self.kept(org, language).await.unwrap_or_default() })
    }

    fn mailbox(&self, _: &str, owner: &Owner) -> Option<String> {
        match owner {
            Owner::Unit(code) => self.mailboxes.units.get(code).cloned(),
            Owner::Role(role) => self.mailboxes.roles.get(role.code()).cloned(),
        }
    }

    fn address(&self, org: &str, path: &str, key: &str) -> String {
        let org = if self.app.sources.len() > 1 {
            format!("org={org}&")
        } else {
            String::new()
        };
        format!("{}{path}?{org}sleutel={key}", self.address)
    }
}
