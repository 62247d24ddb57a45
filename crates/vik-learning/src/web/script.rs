//! What the facilitator says and does at each step, and who of the four roles does it.

use vik_domain::Language;

use super::words::{Pair, say};
use crate::place::Scene;

/// A line of the script.
pub struct Line {
    /// Who: empty for the facilitator.
    pub who: String,
    /// What.
    pub text: String,
}

const LEAD: Pair = ("", "");
const SECOND: Pair = ("Tweede begeleider", "Second guide");
const NOTES: Pair = ("Verslaglegger", "Note-taker");
const TIME: Pair = ("Tijdbewaker", "Timekeeper");

/// The lines of a step.
pub fn lines(scene: Scene, language: Language) -> Vec<Line> {
    let lines: &[(Pair, Pair)] = match scene {
        Scene::Agreements => &[
            (
                LEAD,
                (
                    "Heet iedereen welkom. Zeg waarom u hier bent: leren van een afgesloten zaak, niet oordelen.",
                    "Welcome everybody. Say why you are here: to learn from a closed case, not to judge.",
                ),
            ),
            (
                LEAD,
                (
                    "Lees de afspraken voor. Vraag of iedereen ermee kan leven.",
                    "Read the agreements aloud. Ask whether everybody can live with them.",
                ),
            ),
            (
                LEAD,
                (
                    "Laat wie wil met de telefoon meedoen. Is iedereen binnen? Doe de deur dicht.",
                    "Let those who want to join by phone. Is everybody in? Shut the door.",
                ),
            ),
            (
                SECOND,
                (
                    "Vertel waar iemand na afloop terechtkan als het verhaal hem of haar raakt.",
                    "Tell where somebody can go afterwards when the story touches them.",
                ),
            ),
        ],
        Scene::Situation => &[
            (
                LEAD,
                (
                    "Lees rustig voor, of laat iemand voorlezen. Vraag niets en leg niets uit.",
                    "Read aloud calmly, or let somebody read. Ask nothing and explain nothing.",
                ),
            ),
            (
                LEAD,
                (
                    "Herkent iemand de zaak? Stop dan en kies een ander verhaal.",
                    "Does somebody recognise the case? Then stop and choose another story.",
                ),
            ),
        ],
        Scene::Part(_) => &[(
            LEAD,
            (
                "Lees voor en laat een stilte vallen. Ga pas daarna naar de vragen.",
                "Read aloud and leave a silence. Only then go to the questions.",
            ),
        )],
        Scene::Stop(_) => &[
            (
                LEAD,
                (
                    "Kies één vraag. Laat mensen eerst in tweetallen praten en daarna met de groep.",
                    "Choose one question. Let people talk in pairs first and then as a group.",
                ),
            ),
            (
                SECOND,
                (
                    "Let op wie nog niets heeft gezegd.",
                    "Notice who has not spoken yet.",
                ),
            ),
        ],
        Scene::Reaction => &[
            (
                LEAD,
                (
                    "Vraag om stilte. Ieder kiest op de telefoon of op papier wat het verhaal oproept.",
                    "Ask for silence. Everybody chooses on the phone or on paper what the story calls up.",
                ),
            ),
            (
                LEAD,
                (
                    "Toon de woorden pas als iedereen klaar is. Vraag: welk woord verrast u?",
                    "Show the words only when everybody is ready. Ask: which word surprises you?",
                ),
            ),
            (
                LEAD,
                (
                    "Zonder vijf antwoorden toont het scherm niets. Ga dan door met wat mensen zelf willen zeggen.",
                    "Without five answers the screen shows nothing. Then go on with what people want to say themselves.",
                ),
            ),
        ],
        Scene::Dilemma(0) => &[
            (
                LEAD,
                (
                    "Lees het dilemma voor. Ieder kiest voor zichzelf, nog zonder overleg.",
                    "Read the dilemma aloud. Everybody chooses alone, without talking yet.",
                ),
            ),
            (
                LEAD,
                (
                    "U kunt de keuzes nu tonen, of wachten tot de laatste stap.",
                    "You can show the choices now, or wait until the last step.",
                ),
            ),
        ],
        Scene::Dilemma(1) => &[(
            LEAD,
            (
                "Houd feiten en invullingen uit elkaar. Schrijf beide op een bord.",
                "Keep facts and assumptions apart. Write both on a board.",
            ),
        )],
        Scene::Dilemma(2) => &[(
            LEAD,
            (
                "Ga de mensen in het verhaal langs. Vergeet de burger niet.",
                "Go through the people in the story. Do not forget the public.",
            ),
        )],
        Scene::Dilemma(3) => &[(
            LEAD,
            (
                "Lees de regel pas voor als de groep de waarden heeft genoemd.",
                "Read the rule only after the group has named the values.",
            ),
        )],
        Scene::Dilemma(4) => &[
            (
                LEAD,
                (
                    "Laat iemand verdedigen wat hij of zij zelf niet koos.",
                    "Let somebody defend what they did not choose.",
                ),
            ),
            (
                NOTES,
                (
                    "Schrijf nieuwe mogelijkheden op als voorstel.",
                    "Write new options down as a proposal.",
                ),
            ),
        ],
        Scene::Dilemma(5) => &[(
            LEAD,
            (
                "Draai één kaart tegelijk om. Stop als de groep haar grens heeft gevonden.",
                "Turn one card at a time. Stop when the group has found its limit.",
            ),
        )],
        Scene::Dilemma(_) => &[
            (
                LEAD,
                (
                    "Ieder kiest opnieuw. Toon eerst de keuze van nu en vergelijk met het begin.",
                    "Everybody chooses again. Show the choice of now first and compare with the beginning.",
                ),
            ),
            (
                LEAD,
                (
                    "Vraag niet wie van mening veranderde. Vraag wat het gesprek deed.",
                    "Do not ask who changed their mind. Ask what the conversation did.",
                ),
            ),
            (
                TIME,
                (
                    "Zeg het als er nog vijf minuten zijn.",
                    "Say so when five minutes are left.",
                ),
            ),
        ],
        Scene::Pause => &[(
            LEAD,
            (
                "De afspraken gelden ook bij de koffie.",
                "Keep to the agreements over coffee too.",
            ),
        )],
        Scene::Outcome => &[(
            LEAD,
            (
                "Vertel hoe het afliep. Vraag wat de groep anders had gedaan, niet of de straf klopt.",
                "Tell how it ended. Ask what the group would have done differently, not whether the sanction is right.",
            ),
        )],
        Scene::Figure => &[
            (
                LEAD,
                (
                    "Lees de zin voor en wijs aan waar u kijkt. Zeg ook wat het cijfer niet zegt.",
                    "Read the sentence aloud and point at where you look. Say what the figure does not say, too.",
                ),
            ),
            (
                LEAD,
                (
                    "Vraag: herkennen we dit? Meer meldingen kunnen ook betekenen dat mensen zich vrij voelen om te melden.",
                    "Ask: do we recognise this? More reports can also mean that people feel free to report.",
                ),
            ),
        ],
        Scene::Helps => &[
            (
                LEAD,
                (
                    "Vraag eerst wat het systeem kan doen, dan het team, dan ikzelf. Zo komt de last niet bij één mens.",
                    "Ask first what the system can do, then the team, then I myself. So the burden is not put on one person.",
                ),
            ),
            (
                NOTES,
                (
                    "Zet elk idee in een kolom. Voeg samen wat hetzelfde zegt.",
                    "Put each idea in a column. Merge what says the same.",
                ),
            ),
            (
                LEAD,
                (
                    "Klaar? Laat ieder drie stippen zetten en toon de uitslag.",
                    "Ready? Let everybody put three dots and show the result.",
                ),
            ),
        ],
        Scene::Actions => &[
            (
                LEAD,
                (
                    "Kies ten hoogste drie acties. Minder is beter dan een lijst.",
                    "Choose three actions at most. Fewer is better than a list.",
                ),
            ),
            (
                NOTES,
                (
                    "Een actie hoort bij een eenheid of een rol. Er staat geen naam bij.",
                    "An action belongs to a unit or a role. There is no name with it.",
                ),
            ),
        ],
        Scene::Checkout => &[
            (
                LEAD,
                (
                    "Vraag ieder om de vier vragen op de telefoon te beantwoorden.",
                    "Ask everybody to answer the four questions on the phone.",
                ),
            ),
            (
                LEAD,
                (
                    "Sluit af met een rondje: één woord, of zwijgen.",
                    "Close with a round: one word, or silence.",
                ),
            ),
            (
                SECOND,
                (
                    "Lees daarna de notities mee voordat u de zaal sluit.",
                    "Then read the notes together before you close the room.",
                ),
            ),
        ],
    };
    lines
        .iter()
        .map(|(who, text)| Line {
            who: say(language, *who),
            text: say(language, *text),
        })
        .collect()
}
