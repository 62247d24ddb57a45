//! The fields of a story as inputs on a page. What comes back is read in [`filled`](crate::filled).

use vik_story::{Audience, HalfYear, Part, Story};

use crate::app::Desk;
use crate::gate::ATTRIBUTES;

/// One input with its field.
pub struct Input {
    /// JSON pointer of the field.
    pub field: String,
    /// A name for the page, without slashes.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What helps in filling it in.
    pub hint: &'static str,
    /// `line`, `text`, `lines`, `choices`, `half`, `attributes` or `roles`.
    pub kind: &'static str,
    /// The value as text.
    pub value: String,
    /// What can be chosen: code, name, chosen.
    pub choices: Vec<(String, String, bool)>,
    /// Rows of a text area.
    pub rows: usize,
    /// A heading above it, where a group begins.
    pub heading: Option<&'static str>,
}

/// Every input, in the order of a story.
#[must_use]
pub fn inputs(desk: &Desk, story: &Story) -> Vec<Input> {
    let mut all = vec![
        line("/title", "Titel", "Eén gewone zin.", &story.title).headed("Het verhaal"),
        text(
            "/situation",
            "Situatie",
            "Wat er speelt, vóór iemand iets beslist.",
            &story.situation,
        ),
    ];
    for (place, part) in story.parts.iter().enumerate() {
        all.extend(part_inputs(place, part));
    }
    all.push(
        lines(
            "/parts",
            "Deel erbij of eraf",
            "Schrijf + voor een nieuw deel aan het eind, - om het laatste weg te nemen.",
            &[],
        )
        .of("structure"),
    );
    let assessment = &story.assessment;
    all.extend([
        text(
            "/assessment/careful",
            "Was het onderzoek zorgvuldig en onpartijdig?",
            "",
            &assessment.careful,
        )
        .headed("Beoordeling: de vijf vragen van de rechter"),
        text("/assessment/done", "Is het gebeurd?", "", &assessment.done),
        text(
            "/assessment/neglect",
            "Is het plichtsverzuim?",
            "",
            &assessment.neglect,
        ),
        text(
            "/assessment/attributable",
            "Is het toe te rekenen?",
            "",
            &assessment.attributable,
        ),
        text(
            "/assessment/proportionate",
            "Is de maatregel evenredig?",
            "",
            &assessment.proportionate,
        ),
        choices(
            desk,
            "/outcome/band",
            "Zwaarte van de uitkomst",
            "sanction_band",
            std::slice::from_ref(&story.outcome.band),
        )
        .headed("Uitkomst"),
        text(
            "/outcome/text",
            "Hoe het afliep",
            "Zonder precieze maat of datum.",
            &story.outcome.text,
        ),
        text(
            "/outcome/action",
            "Wat er sindsdien is gedaan",
            "",
            &story.outcome.action,
        ),
        text("/went_well", "Wat goed ging", "", &story.went_well),
        lines(
            "/lessons/person",
            "Voor mij",
            "Eén les per regel.",
            &story.lessons.person,
        )
        .headed("Lessen"),
        lines("/lessons/team", "Voor het team", "", &story.lessons.team),
        lines(
            "/lessons/leader",
            "Voor de leiding",
            "",
            &story.lessons.leader,
        ),
        lines("/lessons/force", "Voor het korps", "", &story.lessons.force),
        lines(
            "/questions/staff",
            "Aan medewerkers",
            "Eén vraag per regel.",
            &story.questions.staff,
        )
        .headed("Vragen"),
        lines(
            "/questions/supervisors",
            "Aan leidinggevenden",
            "",
            &story.questions.supervisors,
        ),
        lines("/questions/vik", "Aan VIK", "", &story.questions.vik),
        lines(
            "/questions/policy",
            "Aan beleid",
            "",
            &story.questions.policy,
        ),
    ]);
    all.extend(dilemma(story));
    all.extend([
        choices(desk, "/themes", "Thema's", "themes", &story.themes).headed("Waar het over gaat"),
        choices(desk, "/values", "Kernwaarden", "values", &story.values),
        choices(desk, "/causes", "Oorzaken", "causes", &story.causes),
        lines(
            "/indicators",
            "Indicatoren",
            "Eén code per regel, zoals I-11.",
            &story.indicators,
        ),
        lines("/toolkit", "Hulpmiddelen", "Eén per regel.", &story.toolkit),
        audiences(&story.audiences),
        half("/facets/from", "Zaken zoals deze vanaf", story.facets.from)
            .headed("Kenmerken die een lezer te weten komt"),
        half("/facets/until", "tot en met", story.facets.until),
    ]);
    for one in ATTRIBUTES.iter().filter(|one| one.offered) {
        let chosen = story.facets.attributes.get(one.name);
        let chosen = chosen.cloned().unwrap_or_default();
        let label = capital(one.dutch);
        let mut input = choices(desk, "/facets/attributes", &label, one.list, &[chosen]);
        input.id = format!("facet-{}", one.name);
        input.kind = "attribute";
        input.value = one.name.to_owned();
        all.push(input);
    }
    all.push(roles(story));
    all
}

impl Input {
    fn headed(mut self, heading: &'static str) -> Self {
        self.heading = Some(heading);
        self
    }

    fn of(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }
}

fn input(field: &str, label: &str, hint: &'static str, kind: &'static str, value: String) -> Input {
    Input {
        id: field.trim_start_matches('/').replace('/', "-"),
        field: field.to_owned(),
        label: label.to_owned(),
        hint,
        kind,
        rows: (value.chars().count() / 80 + 2).clamp(2, 14),
        value,
        choices: Vec::new(),
        heading: None,
    }
}

fn line(field: &str, label: &str, hint: &'static str, value: &str) -> Input {
    input(field, label, hint, "line", value.to_owned())
}

fn text(field: &str, label: &str, hint: &'static str, value: &str) -> Input {
    input(field, label, hint, "text", value.to_owned())
}

fn lines(field: &str, label: &str, hint: &'static str, values: &[String]) -> Input {
    input(field, label, hint, "lines", values.join("\n"))
}

fn part_inputs(place: usize, part: &Part) -> [Input; 4] {
    let number = place + 1;
    let decision = part.decision.clone().unwrap_or_default();
    let label = |what: &str| format!("Deel {number}{what}");
    [
        text(&format!("/parts/{place}/text"), &label(""), "", &part.text),
        line(
            &format!("/parts/{place}/decision/who"),
            &label(": wie staat voor een keuze"),
            "Een rol, zoals medewerker A; leeg als er geen keuze is.",
            &decision.who,
        )
        .of("decision"),
        line(
            &format!("/parts/{place}/decision/question"),
            &label(": wat is de keuze"),
            "Een vraag.",
            &decision.question,
        )
        .of("decision"),
        lines(
            &format!("/parts/{place}/questions"),
            &label(": vragen vóór u verder leest"),
            "Eén per regel.",
            &part.questions,
        ),
    ]
}

fn dilemma(story: &Story) -> [Input; 3] {
    let dilemma = story.dilemma.clone().unwrap_or_default();
    let options: Vec<String> = dilemma
        .options
        .iter()
        .map(|one| format!("{} | {} | {}", one.text, one.pro, one.con))
        .collect();
    [
        text(
            "/dilemma/situation",
            "Situatie, verteld aan 'je'",
            "Vier tot zes zinnen; leeg als er geen dilemma is.",
            &dilemma.situation,
        )
        .headed("Dilemma")
        .of("dilemma"),
        lines(
            "/dilemma/options",
            "Wat je kunt doen",
            "Eén per regel: wat | wat ervoor spreekt | wat ertegen spreekt.",
            &options,
        )
        .of("dilemma"),
        lines(
            "/dilemma/what_if",
            "Maar wat als …",
            "Eén per regel.",
            &dilemma.what_if,
        )
        .of("dilemma"),
    ]
}

fn choices(desk: &Desk, field: &str, label: &str, list: &str, chosen: &[String]) -> Input {
    let mut one = input(field, label, "", "choices", String::new());
    let codes = desk
        .lists
        .list(list)
        .map(|list| list.codes.as_slice())
        .unwrap_or_default();
    one.choices = codes
        .iter()
        .filter(|code| code.code != "unknown")
        .map(|code| {
            (
                code.code.clone(),
                code.nl.clone(),
                chosen.contains(&code.code),
            )
        })
        .collect();
    if field == "/outcome/band" {
        one.kind = "choice";
    }
    one
}

fn audiences(chosen: &[Audience]) -> Input {
    let mut one = input("/audiences", "Geschikt voor", "", "choices", String::new());
    one.choices = [
        (Audience::Staff, "staff", "Medewerkers"),
        (Audience::Supervisors, "supervisors", "Leidinggevenden"),
        (Audience::Vik, "vik", "VIK"),
        (Audience::Policy, "policy", "Beleid"),
    ]
    .into_iter()
    .map(|(audience, code, name)| (code.to_owned(), name.to_owned(), chosen.contains(&audience)))
    .collect();
    one
}

fn half(field: &str, label: &str, value: Option<HalfYear>) -> Input {
    let text = value.map(|half| half.to_string()).unwrap_or_default();
    input(field, label, "Een half jaar, zoals 2023-H1.", "half", text)
}

fn roles(story: &Story) -> Input {
    let roles: Vec<String> = story
        .facets
        .roles
        .iter()
        .map(|role| {
            format!(
                "{} | {} | {} | {}",
                role.label,
                role.function,
                role.unit.as_deref().unwrap_or_default(),
                role.staff.map(|n| n.to_string()).unwrap_or_default()
            )
        })
        .collect();
    lines(
        "/facets/roles",
        "Rollen in het verhaal",
        "Eén per regel: rol | functie | eenheid (leeg: heel het korps) | hoeveel mensen die functie daar hebben, als dat is geteld.",
        &roles,
    )
    .of("roles")
}

/// With a capital, as a label begins.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
