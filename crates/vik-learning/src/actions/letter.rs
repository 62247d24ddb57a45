//! The mail that asks an owner how an action stands: two languages, a link, and nothing else.
//!
//! A mailbox lies outside of the protected pages, so the letter holds no word of the action, no unit,
//! no theme and no figure. Who follows the link signs in and reads it there.

use super::agreement::Look;

/// A letter that is ready to go.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The mailbox of the unit or role.
    pub to: String,
    /// What it is about.
    pub subject: &'static str,
    /// The letter.
    pub body: String,
}

/// Prints no address and no link.
impl std::fmt::Debug for Letter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Letter(..)")
    }
}

/// The letter of a look with its link.
#[must_use]
pub fn letter(to: String, look: Look, link: &str) -> Letter {
    let (nl, en) = match look {
        Look::Weeks => (
            "Vier weken geleden is een actie afgesproken die bij u ligt.",
            "Four weeks ago an action was agreed on that lies with you.",
        ),
        Look::Months => (
            "Drie maanden geleden is een actie afgesproken die bij u ligt.",
            "Three months ago an action was agreed on that lies with you.",
        ),
    };
    Letter {
        to,
        subject: "Hoe staat het met de actie? / How does the action stand?",
        body: format!(
            "{nl} Hoe staat het ermee? U leest de actie en geeft antwoord op deze pagina:\n\n\
             {link}\n\n\
             Het kost een paar minuten. Iedereen in de organisatie kan het antwoord lezen.\n\
             “Niet gedaan” of “het hielp niet” is ook een goed antwoord: daar leren we van.\n\n\
             --\n\n\
             {en} How does it stand? You read the action and answer on the page above.\n\
             It takes a few minutes. Everybody in the organisation can read the answer.\n\
             “Not done” or “it did not help” is a good answer too: we learn from it.\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_holds_its_link_and_no_figure() {
        for look in Look::ALL {
            let link = "https://leerkring.example/nl/acties/a1/opvolging";
            let letter = letter("eenheid@example.org".into(), look, link);
            assert_eq!(letter.body.matches(link).count(), 1);
            let rest = letter.body.replace(link, "");
            assert!(!rest.chars().any(|c| c.is_ascii_digit()), "{rest}");
            assert!(letter.body.lines().all(|line| line.chars().count() < 200));
        }
    }
}
