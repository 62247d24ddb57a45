//! Whether a group may know the case behind a story.
//!
//! A story names no unit, but what it tells (its facets) may fit the group's own unit, or a function
//! that few hold. Who was there recognises the case, and the circle becomes about a person. So the
//! facilitator is warned before, from what the library knows. The unit of the case itself is not on the
//! open side; where nothing can be ruled out, the warning says so.

use vik_domain::Language;
use vik_story::{Source, Story};

use crate::library::Named;

/// A function with fewer members of staff than this may point at a case that colleagues know.
pub const FEW_STAFF: u32 = 250;

/// How likely it is that the group knows the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// The story was made from several cases and fits many units.
    Small,
    /// It cannot be ruled out.
    Possible,
    /// The story tells the group's own unit.
    Large,
}

/// A warning with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knowledge {
    /// The largest of the reasons.
    pub likelihood: Likelihood,
    /// Why, in sentences.
    pub reasons: Vec<String>,
}

/// Weighs a story for a group; `unit` is none for a group from several units.
#[must_use]
pub fn weigh(story: &Story, unit: Option<&Named>, language: Language) -> Knowledge {
    let t = |nl: &'static str, en: &'static str| match language {
        Language::Dutch => nl.to_owned(),
        Language::English => en.to_owned(),
    };
    let mut found: Vec<(Likelihood, String)> = Vec::new();
    let told = |wanted: &str| {
        let roles = story
            .facets
            .roles
            .iter()
            .filter_map(|role| role.unit.as_deref());
        let attributes = story.facets.attributes.iter();
        let places = attributes.filter(|(name, _)| matches!(name.as_str(), "unit" | "unit_group"));
        roles
            .chain(places.map(|(_, code)| code.as_str()))
            .any(|code| code == wanted)
    };
    let tells_a_place = story.facets.roles.iter().any(|role| role.unit.is_some())
        || ["unit", "unit_group"]
            .iter()
            .any(|name| story.facets.attributes.contains_key(*name));
    if let Some(unit) = unit {
        if told(&unit.code) {
            found.push((
                Likelihood::Large,
                t(
                    "Het verhaal vertelt dat de zaak in de eenheid van deze groep speelde.",
                    "The story tells that the case happened in this group’s own unit.",
                ),
            ));
        } else if unit.group.as_deref().is_some_and(told) {
            found.push((
                Likelihood::Possible,
                t(
                    "De zaak speelde in het soort eenheid waar deze groep bij hoort.",
                    "The case happened in the kind of unit that this group belongs to.",
                ),
            ));
        }
    }
    if story
        .facets
        .roles
        .iter()
        .any(|role| role.staff.is_some_and(|staff| staff < FEW_STAFF))
    {
        found.push((Likelihood::Possible, t(
            "Een functie in het verhaal komt weinig voor. Wie haar kent, herkent misschien de zaak.",
            "A function in the story is held by few. Somebody who knows it may recognise the case.",
        )));
    }
    if story.source == Source::Single {
        found.push((
            Likelihood::Possible,
            t(
                "Het verhaal komt uit één zaak. Wie erbij was, kan haar herkennen.",
                "The story comes from one case. Somebody who was there may recognise it.",
            ),
        ));
    }
    if found.is_empty() && !tells_a_place {
        found.push((Likelihood::Small, t(
            "Het verhaal is gemaakt uit meerdere zaken en noemt geen eenheid. Helemaal uitsluiten dat iemand iets herkent, kan niemand.",
            "The story was made from several cases and names no unit. Nobody can rule out that somebody recognises something.",
        )));
    }
    Knowledge {
        likelihood: found
            .iter()
            .map(|(all, _)| *all)
            .max()
            .unwrap_or(Likelihood::Small),
        reasons: found.into_iter().map(|(_, reason)| reason).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(change: &str) -> Story {
        let text = include_str!("../../../data-samples/stories/even-kijken.toml");
        toml::from_str(&text.replace("attributes = { category = \"INF\" }", change)).unwrap()
    }

    fn unit(code: &str, group: &str) -> Named {
        Named {
            code: code.into(),
            name: code.into(),
            group: Some(group.into()),
        }
    }

    #[test]
    fn the_groups_own_unit_weighs_most() {
        let own = story("attributes = { category = \"INF\", unit = \"NN\" }");
        let of =
            |story: &Story, unit: Option<&Named>| weigh(story, unit, Language::Dutch).likelihood;
        assert_eq!(of(&own, Some(&unit("NN", "regional"))), Likelihood::Large);
        assert_eq!(of(&own, Some(&unit("ON", "regional"))), Likelihood::Small);
        assert_eq!(of(&own, None), Likelihood::Small);
        let group = story("attributes = { unit_group = \"regional\" }");
        assert_eq!(
            of(&group, Some(&unit("NN", "regional"))),
            Likelihood::Possible
        );
        let mut rare = story("attributes = {}");
        assert_eq!(of(&rare, Some(&unit("NN", "regional"))), Likelihood::Small);
        rare.facets.roles[0].staff = Some(FEW_STAFF - 1);
        assert_eq!(of(&rare, None), Likelihood::Possible);
        rare.facets.roles[0].unit = Some("NN".into());
        assert_eq!(of(&rare, Some(&unit("NN", "regional"))), Likelihood::Large);
        rare.source = Source::Single;
        assert_eq!(weigh(&rare, None, Language::English).reasons.len(), 2);
    }
}
