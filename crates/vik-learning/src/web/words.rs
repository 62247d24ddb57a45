//! The words of the pages: phases, agreements, steps, questions, in Dutch and in English.

use vik_domain::Language;

use super::frame::pick;
use crate::act::Refusal;
use crate::check::Rejected;
use crate::note::{Column, Kind, Role};
use crate::plan::Phase;
use crate::seats::NotIn;
use crate::tally::Band;

/// The same words in Dutch and in English.
pub type Pair = (&'static str, &'static str);

/// One of a pair.
pub fn say(language: Language, pair: Pair) -> String {
    pick(language, pair.0, pair.1).to_owned()
}

/// The name of a phase.
pub fn phase(phase: Phase) -> Pair {
    match phase {
        Phase::Agreements => ("Welkom en afspraken", "Welcome and agreements"),
        Phase::Story => ("Het verhaal", "The story"),
        Phase::Reaction => ("Eerste reactie in stilte", "First reaction in silence"),
        Phase::Dilemma => ("Het dilemma", "The dilemma"),
        Phase::Pause => ("Pauze", "Break"),
        Phase::Figure => ("De afloop en de cijfers", "The outcome and the figures"),
        Phase::Helps => ("Wat helpt?", "What helps?"),
        Phase::Actions => ("Acties", "Actions"),
        Phase::Checkout => ("Afronding", "Check-out"),
    }
}

/// What the group agrees on.
pub const AGREEMENTS: [Pair; 6] = [
    (
        "Wat hier wordt gezegd, blijft hier. Wat we leren, nemen we mee.",
        "What is said here stays here. What we learn, we take with us.",
    ),
    (
        "We noemen geen namen, plaatsen of zaken van collega’s.",
        "We mention no names, places or cases of colleagues.",
    ),
    (
        "We willen leren. We oordelen niet over mensen.",
        "We want to learn. We do not judge people.",
    ),
    (
        "Iedereen mag spreken en iedereen mag zwijgen.",
        "Everybody may speak and everybody may be silent.",
    ),
    (
        "Herkent u iemand? Zeg het niet in de groep, maar na afloop tegen de gespreksleider.",
        "Do you recognise somebody? Do not say so in the group; tell the facilitator afterwards.",
    ),
    (
        "Niemand neemt op. De telefoon is alleen voor de vragen op het scherm.",
        "Nobody records. The phone is only for the questions on the screen.",
    ),
];

/// The seven steps of the dilemma: a name and what to ask.
pub const STEPS: [(Pair, &[Pair]); 7] = [
    (
        ("De vraag", "The question"),
        &[("Wat zou u doen?", "What would you do?")],
    ),
    (
        ("De feiten", "The facts"),
        &[
            ("Wat weten we zeker?", "What do we know for certain?"),
            ("Wat vullen we zelf in?", "What do we fill in ourselves?"),
            (
                "Wat zou u nog willen weten voor u kiest?",
                "What would you want to know before you choose?",
            ),
        ],
    ),
    (
        ("Wie raakt het?", "Whom does it touch?"),
        &[
            (
                "Wie hebben hier belang bij, ook buiten de politie?",
                "Who has a stake in this, also outside the police?",
            ),
            (
                "Wat staat er voor ieder van hen op het spel?",
                "What is at stake for each of them?",
            ),
            (
                "Wie beslist, en wie zou erbij moeten zijn?",
                "Who decides, and who should be there?",
            ),
        ],
    ),
    (
        ("Waarden en regels", "Values and rules"),
        &[
            ("Welke waarden botsen hier?", "Which values collide here?"),
            (
                "Helpt de regel om te kiezen, en waar houdt die op?",
                "Does the rule help to choose, and where does it stop?",
            ),
        ],
    ),
    (
        ("De mogelijkheden", "The options"),
        &[(
            "Wat pleit ervoor en wat ertegen? Is er nog een andere weg?",
            "What speaks for it and what against? Is there another way?",
        )],
    ),
    (
        ("Maar wat als …", "But what if …"),
        &[(
            "Verandert dit wat u zou doen? Waar ligt uw grens?",
            "Does this change what you would do? Where is your limit?",
        )],
    ),
    (
        ("Het besluit", "The decision"),
        &[
            ("Wat zou u nu doen?", "What would you do now?"),
            (
                "Kunt u het morgen uitleggen aan uw team, en thuis?",
                "Could you explain it tomorrow to your team, and at home?",
            ),
        ],
    ),
];

/// The four questions at the end.
pub const CHECKOUT: [Pair; 4] = [
    (
        "Ik kon zeggen wat ik wilde zeggen.",
        "I could say what I wanted to say.",
    ),
    (
        "Ik heb iets geleerd dat ik in mijn werk kan gebruiken.",
        "I learnt something that I can use in my work.",
    ),
    (
        "Ik weet wat ik doe als dit bij ons gebeurt.",
        "I know what I do when this happens with us.",
    ),
    (
        "Ons team kan hier nu beter mee omgaan.",
        "Our team can deal with this better now.",
    ),
];

/// What can be answered to them.
pub const ANSWERS: [Pair; 3] = [("Ja", "Yes"), ("Een beetje", "A little"), ("Nee", "No")];

/// Who does what in a circle. Nobody's name is asked.
pub const ROLES: [(Pair, Pair); 4] = [
    (
        ("Gespreksleider", "Facilitator"),
        (
            "leidt het gesprek en bedient dit scherm",
            "leads the conversation and works this screen",
        ),
    ),
    (
        ("Tweede begeleider", "Second guide"),
        (
            "let op hoe het met de groep gaat en leest aan het eind de notities mee",
            "watches how the group is doing and reads the notes at the end",
        ),
    ),
    (
        ("Verslaglegger", "Note-taker"),
        (
            "schrijft op wat de groep afspreekt, zonder namen",
            "writes down what the group agrees on, without names",
        ),
    ),
    (
        ("Tijdbewaker", "Timekeeper"),
        (
            "zegt het als er nog vijf minuten over zijn",
            "says so when five minutes are left",
        ),
    ),
];

/// The name of a kind of note.
pub fn kind(kind: Kind) -> Pair {
    match kind {
        Kind::Insight => ("Inzicht", "Insight"),
        Kind::Question => ("Vraag", "Question"),
        Kind::Proposal => ("Voorstel", "Proposal"),
        Kind::Parked => ("Parkeerplaats", "Parking lot"),
    }
}

/// The name of a column.
pub fn column(column: Column) -> Pair {
    match column {
        Column::System => ("Het systeem", "The system"),
        Column::Team => ("Het team", "The team"),
        Column::Me => ("Ik", "Me"),
    }
}

/// The name of a role that takes up actions.
pub fn role(role: Role) -> Pair {
    role.words()
}

/// What a band says.
pub fn band(band: Band, language: Language) -> String {
    match band.at_least() {
        Some(count) => format!("{count} {}", pick(language, "of meer", "or more")),
        None => say(
            language,
            ("minder dan vijf, of niemand", "fewer than five, or nobody"),
        ),
    }
}

/// Why an act was not done.
pub fn refusal(refusal: Refusal, language: Language) -> String {
    say(
        language,
        match refusal {
            Refusal::NotOpen => ("Open eerst de zaal.", "Open the room first."),
            Refusal::Open => (
                "De zaal is al open. U kunt verder.",
                "The room is open already. You can go on.",
            ),
            Refusal::End => (
                "Verder kan niet. Kies een andere stap.",
                "You cannot go further. Choose another step.",
            ),
            Refusal::Full => (
                "Er is geen plaats meer. Haal eerst iets weg of voeg samen.",
                "There is no place left. Take something away or merge first.",
            ),
            Refusal::Missing => (
                "Dit kan hier niet (meer). Kijk wat er nu op het scherm staat.",
                "This cannot be done here (any more). See what is on the screen now.",
            ),
            Refusal::Voting => (
                "De groep zet stippen. Wat helpt, kunt u nu niet veranderen. Wacht tot de stippen staan.",
                "The group is putting dots. What helps cannot be changed now. Wait until the dots are there.",
            ),
            Refusal::Shown => (
                "De antwoorden zijn al getoond. Een tweede keer kan niet, zodat niemand te herkennen is: aan het verschil zou u zien wie erbij kwam.",
                "The answers were shown already. A second time is not possible, so that nobody can be recognised: the difference would tell who was added.",
            ),
            Refusal::TooFew => (
                "Er zijn nog geen vijf antwoorden. Minder tonen we niet, zodat niemand te herkennen is. Wacht nog even, of ga verder.",
                "There are not five answers yet. Fewer are not shown, so that nobody can be recognised. Wait a moment, or go on.",
            ),
            Refusal::Group => (
                "Een groep telt 1 tot 30 mensen.",
                "A group has 1 to 30 people.",
            ),
            Refusal::Past => (
                "Kies een dag die nog komt.",
                "Choose a day that is still to come.",
            ),
        },
    )
}

/// Why a text was not kept, for its writer alone.
pub fn rejected(rejected: &Rejected, language: Language) -> String {
    match rejected {
        Rejected::Empty => say(
            language,
            (
                "Er staat nog niets. Schrijf eerst iets op.",
                "There is nothing yet. Write something first.",
            ),
        ),
        Rejected::Long(most) => match language {
            Language::Dutch => format!("Dit is te lang. Er passen {most} tekens."),
            Language::English => format!("This is too long. There is room for {most} characters."),
        },
        Rejected::Found(found) => {
            let words: Vec<String> = found
                .iter()
                .map(|(words, what)| format!("“{words}” ({what})"))
                .collect();
            let words = words.join(", ");
            match language {
                Language::Dutch => format!(
                    "Niet bewaard. Dit kan naar iemand wijzen: {words}. Zeg het met andere woorden; alleen u ziet deze melding."
                ),
                Language::English => format!(
                    "Not kept. This may point at somebody: {words}. Say it in other words; only you see this message."
                ),
            }
        }
    }
}

/// Why a phone may not join.
pub fn not_in(why: NotIn, language: Language) -> String {
    match (why, language) {
        (NotIn::Wait(seconds), Language::Dutch) => {
            format!(
                "Er zijn te veel verkeerde codes geprobeerd. Wacht {seconds} seconden en probeer het opnieuw."
            )
        }
        (NotIn::Wait(seconds), Language::English) => {
            format!("Too many wrong codes were tried. Wait {seconds} seconds and try again.")
        }
        (NotIn::Wrong, _) => say(
            language,
            (
                "Deze code hoort bij geen open leercirkel. Kijk nog eens op het scherm.",
                "This code belongs to no open learning circle. Look at the screen again.",
            ),
        ),
        (NotIn::Door, _) => say(
            language,
            (
                "De deur van deze leercirkel is dicht. Vraag de gespreksleider de deur even te openen.",
                "The door of this learning circle is shut. Ask the facilitator to open it for a moment.",
            ),
        ),
        (NotIn::Full, _) => say(
            language,
            (
                "Er doen al evenveel telefoons mee als er mensen zijn. Vraag de gespreksleider het aantal mensen aan te passen.",
                "As many phones take part as there are people. Ask the facilitator to change the number of people.",
            ),
        ),
        (NotIn::Randomness, _) => say(
            language,
            (
                "Het lukt nu niet. Probeer het zo opnieuw.",
                "This does not work now. Try again in a moment.",
            ),
        ),
    }
}
