//! What a reader could work out of a story, by everything published, and whether that passes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use vik_disclosure::story::{
    Attributes, Basis, Change, Declared, Function, PublishedMonths, StoryFacets, StoryFlag,
    StoryRefusal, StoryRole, StoryRule, judge_story, what_a_colleague_could_infer,
};
use vik_published::rounded_months;
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
        let base = history
            .releases
            .iter()
            .find_map(|release| release.record.proof.as_ref())
            .map_or(3, |proof| proof.base);
        let months = PublishedMonths::new(rounded_months(&history), Declared::mother(base))
            .map_err(|_| DeskError::Missing)?;
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
                let list = attribute(name).map_or(name.as_str(), |known| known.list);
                format!("{}: {}", called(name), self.word(list, code))
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
        Change::Drop { attribute: name } => format!("vertel niet wat de {} is", called(name)),
        Change::Coarsen {
            attribute: name,
            to,
            code,
        } => format!(
            "vertel in plaats van de {} alleen: {}",
            called(name),
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
            "Geen tabel telt deze kenmerken samen. Dat genoeg mensen ze delen, is een schatting."
                .to_owned()
        }
        StoryFlag::Uncounted { label, unit_staff } => format!(
            "Niemand heeft geteld hoeveel mensen de functie van '{label}' hebben. De hele eenheid telt er {unit_staff}."
        ),
    }
}

fn rule(rule: &str) -> String {
    match rule {
        "five persons" => "Een deel van de kenmerken past op minder dan vijf mensen.",
        "five persons together" => "Alle kenmerken samen passen op minder dan vijf mensen.",
        "several outcomes" => "Misschien liepen alle zaken met deze kenmerken op dezelfde manier af. Het verhaal zou dan van iedereen de afloop vertellen.",
        "staff of a role" => "Een rol past op te weinig mensen, of er is geen rol beschreven.",
        "embargo" => "De periode is nog geen twaalf maanden voorbij.",
        "countable facets" => "Een kenmerk of code staat in geen enkele gepubliceerde tabel.",
        "published months" => "De periode is niet (helemaal) gepubliceerd, of niet ingevuld.",
        "facets" => "Er is geen enkel kenmerk ingevuld dat geteld kan worden.",
        _ => "Een regel van de poort laat deze kenmerken niet door.",
    }
    .to_owned()
}

/// Something that a story may tell of a case, and that published cubes count.
pub struct Attribute {
    /// Its name in the cubes.
    pub name: &'static str,
    /// The list of its codes.
    pub list: &'static str,
    /// Its Dutch name.
    pub dutch: &'static str,
    /// Whether an author chooses it on the page.
    pub offered: bool,
}

/// The attributes that have a Dutch name.
pub const ATTRIBUTES: [Attribute; 6] = [
    attribute_of("category", "categories", "soort kwestie", true),
    attribute_of("route", "routes", "onderzoekssoort", true),
    attribute_of("unit_group", "unit_groups", "soort eenheid", true),
    attribute_of("issue", "issues", "kwestie", false),
    attribute_of("unit", "units", "eenheid", false),
    attribute_of(
        "sanction_band",
        "sanction_band",
        "zwaarte van de uitkomst",
        false,
    ),
];

const fn attribute_of(
    name: &'static str,
    list: &'static str,
    dutch: &'static str,
    offered: bool,
) -> Attribute {
    Attribute {
        name,
        list,
        dutch,
        offered,
    }
}

fn attribute(name: &str) -> Option<&'static Attribute> {
    ATTRIBUTES.iter().find(|known| known.name == name)
}

/// The Dutch name of an attribute; its own where it has none.
fn called(name: &str) -> &str {
    attribute(name).map_or(name, |known| known.dutch)
}
