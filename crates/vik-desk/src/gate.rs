//! What a reader could work out of a story, by everything published, and whether that passes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use vik_disclosure::story::{
    Attributes, Basis, Change, Declared, Function, PublishedMonths, StoryFacets, StoryFlag,
    StoryRefusal, StoryRole, StoryRule, judge_story, what_a_colleague_could_infer,
};
use vik_domain::Month;
use vik_story::Story;

use crate::app::{Desk, DeskError, now};

/// Everything published, read once for each state of the open side.
pub struct Published {
    newest: u64,
    months: PublishedMonths,
    staff: BTreeMap<String, u32>,
}

/// One line for the reviewer: who shares these facets.
pub struct Shared {
    /// The facets in words.
    pub facets: String,
    /// Persons at least, in every possible world.
    pub at_least: u64,
    /// Persons by the published numbers.
    pub shown: u64,
    /// Persons at most, if known.
    pub at_most: Option<u64>,
    /// Whether this is counted, bounded or estimated.
    pub basis: &'static str,
    /// Whether it is enough.
    pub enough: bool,
}

/// What the page shows about the facets.
#[derive(Default)]
pub struct Answer {
    /// Who shares what.
    pub shared: Vec<Shared>,
    /// Roles and how many people each could be.
    pub roles: Vec<(String, u32, bool)>,
    /// Rules that are broken, in words.
    pub broken: Vec<String>,
    /// Changes that would pass, in words, one way a line.
    pub ways: Vec<String>,
    /// What must be weighed although it passes.
    pub flags: Vec<String>,
    /// Whether it passes.
    pub passes: bool,
}

/// A story's facets as the gate reads them; what the privacy officer accepted is cleared.
pub struct Asked {
    /// The facets.
    pub facets: StoryFacets,
    /// The rule.
    pub rule: StoryRule,
    /// What was published.
    pub published: Arc<Published>,
}

impl Published {
    /// Months and their cubes.
    #[must_use]
    pub fn months(&self) -> &PublishedMonths {
        &self.months
    }
}

impl Desk {
    /// Everything published, from memory if nothing was added since.
    ///
    /// # Errors
    /// [`DeskError::Open`].
    pub async fn published(&self) -> Result<Arc<Published>, DeskError> {
        let mut held = self.published_before.lock().await;
        let releases = vik_published::releases(&self.open).await?;
        let newest = releases.last().map_or(0, |record| record.number);
        if let Some(known) = held.as_ref().filter(|known| known.newest == newest) {
            return Ok(known.clone());
        }
        let history = vik_published::history(&self.open).await?;
        let months: BTreeMap<String, _> = history
            .releases
            .iter()
            .filter(|release| release.record.period.parse::<Month>().is_ok())
            .filter_map(|release| Some((release.record.period.clone(), history.cubes(release)?)))
            .collect();
        let months =
            PublishedMonths::new(months, Declared::mother(3)).map_err(|_| DeskError::Missing)?;
        let mut staff: BTreeMap<String, u32> = BTreeMap::new();
        if let Some(reference) = vik_published::reference(&self.open)? {
            // Rows come in the order of the months, so the last one stands.
            for row in &reference.staff {
                staff.insert(row.unit.clone(), row.fte as u32);
            }
        }
        let fresh = Arc::new(Published {
            newest,
            months,
            staff,
        });
        *held = Some(fresh.clone());
        Ok(fresh)
    }

    /// Prepares the question to the gate.
    ///
    /// # Errors
    /// [`DeskError::Open`].
    pub async fn ask(&self, story: &Story, cleared: bool) -> Result<Asked, DeskError> {
        let published = self.published().await?;
        let month = |(year, month): (i32, u32)| format!("{year:04}-{month:02}");
        let roles = story.facets.roles.iter().map(|role| StoryRole {
            label: role.label.clone(),
            unit_staff: self.staff(&published, role.unit.as_deref()),
            function: match role.staff {
                Some(count) => Function::Staff { count },
                None if role.function.trim().is_empty() || role.function == "medewerker" => {
                    Function::Share { per_mille: 1_000 }
                }
                None => Function::Unknown,
            },
        });
        let mut facets = StoryFacets {
            from: story
                .facets
                .from
                .map(|h| month(h.first_month()))
                .unwrap_or_default(),
            until: story
                .facets
                .until
                .map(|h| month(h.last_month()))
                .unwrap_or_default(),
            attributes: story.facets.attributes.clone(),
            roles: roles.collect(),
            cleared: BTreeSet::new(),
        };
        let today = now();
        let mut rule = StoryRule::standard(today.get(..7).unwrap_or_default(), "analyst");
        rule.staff = self.minimum_roster;
        if cleared && let Ok(judgement) = judge_story(&facets, &published.months, &rule) {
            facets.cleared = judgement.flags.into_iter().collect();
        }
        Ok(Asked {
            facets,
            rule,
            published,
        })
    }

    /// How many staff stand behind a unit, a group of units, or the whole force.
    fn staff(&self, published: &Published, unit: Option<&str>) -> u32 {
        let parent = |code: &str| {
            self.lists
                .list("units")
                .and_then(|list| list.codes.iter().find(|known| known.code == code))
                .and_then(|known| known.parent.clone())
        };
        published
            .staff
            .iter()
            .filter(|(code, _)| {
                unit.is_none_or(|unit| *code == unit || parent(code).as_deref() == Some(unit))
            })
            .map(|(_, staff)| staff)
            .sum()
    }

    /// Facets in words.
    fn told(&self, attributes: &Attributes) -> String {
        let words: Vec<String> = attributes
            .iter()
            .map(|(name, code)| {
                let list = match name.as_str() {
                    "category" => "categories",
                    "route" => "routes",
                    "unit_group" => "unit_groups",
                    other => other,
                };
                format!("{}: {}", attribute(name), self.word(list, code))
            })
            .collect();
        if words.is_empty() {
            "alle zaken van de periode".to_owned()
        } else {
            words.join(", ")
        }
    }
}

/// What the reviewer is shown about the facets of a story.
///
/// # Errors
/// [`DeskError::Open`].
pub async fn infer(desk: &Desk, story: &Story) -> Result<Answer, DeskError> {
    let asked = desk.ask(story, false).await?;
    let mut answer = Answer::default();
    for count in what_a_colleague_could_infer(&asked.facets, asked.published.months()) {
        answer.shared.push(Shared {
            facets: desk.told(&count.facets),
            at_least: count.at_least,
            shown: count.shown,
            at_most: count.at_most,
            basis: match count.basis {
                Basis::Counted => "geteld",
                Basis::Bound => "ondergrens",
                Basis::Estimate => "geschat",
            },
            enough: count.at_least >= u64::from(asked.rule.persons),
        });
    }
    for role in &asked.facets.roles {
        let staff = role.staff();
        answer
            .roles
            .push((role.label.clone(), staff, staff >= asked.rule.staff));
    }
    match judge_story(&asked.facets, asked.published.months(), &asked.rule) {
        Ok(judgement) => {
            answer.passes = true;
            answer.flags = judgement.flags.iter().map(flag).collect();
        }
        Err(refusal) => {
            answer.broken = refusal.broken.iter().map(|one| rule(&one.rule)).collect();
            answer.broken.dedup();
            answer.ways = ways(desk, &refusal);
        }
    }
    Ok(answer)
}

/// The changes that would pass, one way a line.
#[must_use]
pub fn ways(desk: &Desk, refusal: &StoryRefusal) -> Vec<String> {
    refusal
        .ways
        .iter()
        .take(5)
        .map(|way| {
            let steps: Vec<String> = way
                .iter()
                .map(|change| change_in_words(desk, change))
                .collect();
            steps.join(", en ")
        })
        .collect()
}

fn change_in_words(desk: &Desk, change: &Change) -> String {
    match change {
        Change::Drop { attribute: name } => format!("vertel niet wat de {} is", attribute(name)),
        Change::Coarsen {
            attribute: name,
            to,
            code,
        } => format!(
            "vertel in plaats van de {} alleen: {}",
            attribute(name),
            desk.told(&BTreeMap::from([(to.clone(), code.clone())]))
        ),
        Change::Widen { from, until } => {
            format!("maak de periode ruimer: {from} tot en met {until}")
        }
        Change::Generalise { label } => {
            format!("beschrijf '{label}' ruimer: een grotere eenheid of een gewonere functie")
        }
        Change::Wait { until } => format!("wacht tot {until}"),
        Change::Compose => {
            "voeg de zaak met ten minste twee andere samen tot één verhaal".to_owned()
        }
    }
}

/// What the privacy officer must weigh.
#[must_use]
pub fn flag(flag: &StoryFlag) -> String {
    match flag {
        StoryFlag::Estimate { .. } => {
            "Geen tabel telt deze kenmerken samen; dat genoeg mensen ze delen, is een schatting."
                .to_owned()
        }
        StoryFlag::Uncounted { label, unit_staff } => format!(
            "Niemand heeft geteld hoeveel mensen de functie van '{label}' hebben; de eenheid telt er {unit_staff}."
        ),
    }
}

fn rule(rule: &str) -> String {
    match rule {
        "five persons" => "Een deel van de kenmerken past op minder dan vijf mensen.",
        "five persons together" => "Alle kenmerken samen passen op minder dan vijf mensen.",
        "several outcomes" => "Alle zaken met deze kenmerken liepen op dezelfde manier af, of dat is niet te zien; het verhaal zou ieders afloop vertellen.",
        "staff per role" | "minimum roster" | "staff" => "Een rol past op te weinig mensen.",
        "embargo" => "De periode is nog geen twaalf maanden voorbij.",
        "countable facets" => "Een kenmerk staat in geen enkele tabel, of de periode is niet (helemaal) gepubliceerd.",
        _ => "Een regel van de poort laat deze kenmerken niet door.",
    }
    .to_owned()
}

/// The Dutch name of an attribute.
fn attribute(name: &str) -> &str {
    match name {
        "category" => "soort kwestie",
        "issue" => "kwestie",
        "route" => "onderzoekssoort",
        "unit" => "eenheid",
        "unit_group" => "soort eenheid",
        "sanction_band" => "zwaarte van de uitkomst",
        other => other,
    }
}
