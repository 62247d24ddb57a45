//! A complete story that every test starts from.

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
