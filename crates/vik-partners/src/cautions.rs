//! What may not be compared, in sentences that stand beside the figures.

use vik_domain::Text;

use crate::compare::Line;
use crate::figures::{Figures, Flag};
use crate::share::Count;

/// Every reason to be careful with one year beside another, general ones first.
pub(crate) fn cautions(
    (own, own_year): (&Figures, i32),
    (partner, partner_year): (&Figures, i32),
    lines: &[Line],
) -> Vec<Text> {
    let mut found = vec![shares()];
    let sides = [(own, own_year), (partner, partner_year)];
    if own.note.basis != partner.note.basis {
        found.push(basis(own, partner));
    }
    if own_year != partner_year {
        found.push(text(
            format!("De jaren verschillen: {own_year} en {partner_year}. Wat daartussen veranderde, zit in het verschil."),
            format!("The years differ: {own_year} and {partner_year}. Whatever changed in between is part of the difference."),
        ));
    }
    for (figures, year) in sides {
        found.extend(breaks(figures));
        let flags = figures
            .flags
            .iter()
            .filter(|flag| flag.year().is_none_or(|flagged| flagged == year));
        found.extend(flags.map(|flag| named(figures, &flag.text())));
        found.extend(unmapped(figures, year));
    }
    found.extend(lines.iter().filter(|line| line.codes.len() > 1).map(merged));
    let one_sided = lines
        .iter()
        .filter(|line| line.own.is_some() != line.partner.is_some());
    found.extend(one_sided.map(|line| {
        text(
            format!(
                "‘{}’ wordt maar door een van beide geteld. Daar is geen verschil te geven.",
                line.label.nl
            ),
            format!(
                "‘{}’ is counted by one of the two only. No difference can be given there.",
                line.label.en
            ),
        )
    }));
    if sides.iter().any(|(figures, year)| {
        figures
            .years
            .get(year)
            .is_some_and(|one| one.total.error > 0)
    }) {
        found.push(text(
            "Afgeronde cijfers: de marge houdt rekening met de afronding.".to_owned(),
            "Rounded figures: the interval allows for the rounding.".to_owned(),
        ));
    }
    found.push(rates(sides));
    found.push(text(
        "Elke marge heeft een zekerheid van 95 %. Van twintig marges mist er door toeval gemiddeld één het echte verschil.".to_owned(),
        "Each interval has a confidence of 95 %. Of twenty intervals one misses the true difference by chance, on average.".to_owned(),
    ));
    found
}

fn text(nl: String, en: String) -> Text {
    Text { nl, en }
}

fn named(figures: &Figures, what: &Text) -> Text {
    text(
        format!("{}: {}", figures.name.nl, what.nl),
        format!("{}: {}", figures.name.en, what.en),
    )
}

fn shares() -> Text {
    text(
        "Een aandeel zegt waaruit het totaal bestaat, niet hoe vaak iets gebeurt. Een hoger aandeel is niet slechter en niet beter: als één soort daalt, stijgt het aandeel van de andere vanzelf. De organisaties doen ander werk; een rangorde heeft geen betekenis.".to_owned(),
        "A share says what the total consists of, not how often something happens. A higher share is neither worse nor better: when one kind goes down, the share of the others goes up by itself. The organisations do different work; a ranking has no meaning.".to_owned(),
    )
}

fn basis(own: &Figures, partner: &Figures) -> Text {
    let (ours, theirs) = (own.note.basis.words(), partner.note.basis.words());
    text(
        format!(
            "{} telt {} en {} telt {}. Een verschil kan daaruit komen.",
            own.name.nl, ours.nl, partner.name.nl, theirs.nl
        ),
        format!(
            "{} counts {} and {} counts {}. A difference may come from that.",
            own.name.en, ours.en, partner.name.en, theirs.en
        ),
    )
}

fn breaks(figures: &Figures) -> impl Iterator<Item = Text> {
    figures.breaks().into_iter().map(|one| {
        named(
            figures,
            &text(
                format!(
                    "vergelijk jaren vóór {0} niet met {0} en later. {1}",
                    one.year, one.text.nl
                ),
                format!(
                    "do not compare years before {0} with {0} and later. {1}",
                    one.year, one.text.en
                ),
            ),
        )
    })
}

fn unmapped(figures: &Figures, year: i32) -> Option<Text> {
    let rows = figures.unmapped.iter().filter(|row| {
        row.counts
            .get(&year)
            .is_some_and(|count| *count != Count::default())
    });
    let labels: Vec<String> = rows.map(|row| format!("‘{}’", row.label)).collect();
    (!labels.is_empty()).then(|| {
        let labels = labels.join(", ");
        named(figures, &text(
            format!("geen categorie van ons past bij {labels}. Dit telt mee in het totaal, dus de overige aandelen zijn iets lager."),
            format!("no category of ours fits {labels}. It counts in the total, so the other shares are somewhat lower."),
        ))
    })
}

fn merged(line: &Line) -> Text {
    text(
        format!(
            "‘{}’ is hier één regel, omdat een van beide deze categorieën samen telt.",
            line.label.nl
        ),
        format!(
            "‘{}’ is one line here, because one of the two counts these categories together.",
            line.label.en
        ),
    )
}

/// Without numbers of staff on both sides there are no rates, and the reader is told so.
fn rates(sides: [(&Figures, i32); 2]) -> Text {
    let without: Vec<&Figures> = (sides.into_iter())
        .filter(|(figures, year)| {
            figures
                .years
                .get(year)
                .is_none_or(|one| one.denominator.is_none())
        })
        .map(|(figures, _)| figures)
        .collect();
    let names = |name: fn(&Text) -> &str, and: &str| {
        without
            .iter()
            .map(|figures| name(&figures.name))
            .collect::<Vec<_>>()
            .join(and)
    };
    if without.is_empty() {
        return text(
            "Aantallen per duizend staan er alleen bij wie een noemer gaf. Kijk of de noemers hetzelfde tellen.".to_owned(),
            "Numbers per thousand rest on the denominators given. See whether these count the same.".to_owned(),
        );
    }
    text(
        format!(
            "Hoe vaak het voorkomt per medewerker is niet te vergelijken: van {} is geen noemer bekend.",
            names(|name| &name.nl, " en ")
        ),
        format!(
            "How often it happens per employee cannot be compared: no denominator is known for {}.",
            names(|name| &name.en, " and ")
        ),
    )
}

impl Flag {
    /// Whether it says that the source contradicts itself.
    #[must_use]
    pub fn is_contradiction(&self) -> bool {
        matches!(self, Self::Total { .. })
    }
}
