//! A complete story that every test starts from.

use crate::review::{Action, Actor, Content, Flag, Review, Role, Stage};
use crate::{
    Assessment, Audience, Choice, Decision, Dilemma, Facets, HalfYear, Lessons, Outcome, Part,
    Questions, RoleFacet, Source, Story,
};

fn text(words: &str) -> String {
    words.to_owned()
}

/// A story without problems.
pub(crate) fn story() -> Story {
    Story {
        title: text("Een dienst met een prijs"),
        situation: text(
            "Medewerker A werkt al jaren in een basisteam en kent de buurt goed. Een ondernemer \
             vraagt of hij even kan nakijken van wie een auto is. Het lijkt een kleine moeite.",
        ),
        parts: vec![Part {
            text: text(
                "Medewerker A zoekt het kenteken op en noemt de naam. Een week later krijgt hij \
                 korting op een nieuwe fiets.",
            ),
            decision: Some(Decision {
                who: text("medewerker A"),
                question: text("Neemt hij de korting aan?"),
            }),
            questions: vec![text("Wat zou u een collega zeggen?")],
        }],
        assessment: Assessment {
            careful: text("Ja, beide kanten zijn gehoord."),
            done: text("De zoekvraag staat in het logboek."),
            neglect: text("Ja, er was geen dienstbelang."),
            attributable: text("Ja, hij kende de regel."),
            proportionate: text("Ja, gezien de openheid."),
        },
        outcome: Outcome {
            band: text("reprimand"),
            text: text("Het bleef bij een schriftelijke maatregel."),
            action: text("Het team sprak erover in een leerkring."),
        },
        went_well: text("Een collega begon er zelf over."),
        lessons: Lessons {
            person: vec![text("Zoek alleen op wat het werk vraagt.")],
            ..Lessons::default()
        },
        questions: Questions {
            staff: vec![text("Wanneer is een dienst te groot?")],
            ..Questions::default()
        },
        dilemma: Some(Dilemma {
            situation: text(
                "Je kent de ondernemer. Hij vraagt om een naam. Je hebt het systeem open. Niemand \
                 kijkt mee.",
            ),
            options: vec![choice("Je zoekt het op."), choice("Je weigert.")],
            what_if: vec![text("… het om zijn eigen auto gaat?")],
            rule: text("Gegevens zijn er voor het werk."),
        }),
        themes: vec![text("information")],
        values: vec![text("integrity")],
        causes: vec![text("pressure")],
        audiences: vec![Audience::Staff],
        facets: Facets {
            from: Some(HalfYear::of(2023, 1)),
            until: Some(HalfYear::of(2023, 7)),
            attributes: [(text("category"), text("FIN"))].into(),
            roles: vec![RoleFacet {
                label: text("medewerker A"),
                unit: None,
                function: text("agent"),
                staff: Some(900),
            }],
        },
        source: Source::Single,
        ..Story::default()
    }
}

fn choice(what: &str) -> Choice {
    Choice {
        text: text(what),
        pro: text("Het helpt hem."),
        con: text("Het mag niet."),
    }
}

/// Somebody with these roles.
pub(crate) fn actor(id: &str, roles: &[Role]) -> Actor {
    Actor::new(id, roles.iter().cloned())
}

/// Somebody with every human role.
pub(crate) fn everything(id: &str) -> Actor {
    let unit = text("N1");
    Actor::new(
        id,
        [
            Role::Author,
            Role::PrivacyOfficer,
            Role::Jurist,
            Role::Trainer,
            Role::UnitVik { unit },
            Role::Releaser,
        ],
    )
}

/// The program.
pub(crate) fn machine() -> Actor {
    Actor::new("program", [Role::Machine])
}

/// A review of the sample story, just begun.
pub(crate) fn review() -> Review {
    Review::start(everything("ann"), NOW, story(), [text("N1")].into()).unwrap()
}

/// A time.
pub(crate) const NOW: &str = "2026-11-25T10:00";

/// The machine's answers on the text as it is.
pub(crate) fn checks(review: &Review, flags: Vec<Flag>) -> [Action; 2] {
    let checked = review.text_version();
    [
        Action::MachineChecked { checked, flags },
        Action::GateChecked {
            checked,
            passed: true,
            flags: Vec::new(),
            refused: None,
        },
    ]
}

/// What brings a review one step nearer to release.
pub(crate) fn next_step(review: &Review) -> Action {
    let [machine, gate] = checks(review, Vec::new());
    match review.stage() {
        Stage::Draft => machine,
        _ if review.gate().is_none() => gate,
        Stage::MachineChecked => Action::PrivacyPassed,
        Stage::PrivacyChecked if review.content().contains_key(&Content::Law) => {
            Action::ContentPassed {
                part: Content::Learning,
            }
        }
        Stage::PrivacyChecked => Action::ContentPassed { part: Content::Law },
        Stage::ContentChecked => Action::RecognitionPassed { unit: text("N1") },
        Stage::RecognitionTested => Action::Released,
        Stage::Released => Action::Reviewed {
            note: text("staat nog"),
        },
        Stage::Withdrawn => Action::Looked { what: text("log") },
    }
}
