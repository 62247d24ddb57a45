//! What cannot be told in other words: a bracketed word for what stood there.

use super::site::Site;
use crate::span::Label;

/// The word for what is stuck to other characters, as in the name of a file: nothing else fits there.
pub(crate) const fn short(label: Label) -> Option<&'static str> {
    match label {
        Label::Date => Some("[datum]"),
        Label::Location => Some("[plaats]"),
        Label::Unit | Label::Organisation => Some("[organisatie]"),
        Label::Function => Some("[functie]"),
        _ => None,
    }
}

/// The marker for a label; "nummer" when the words before already say which number it was.
pub(crate) fn write(site: &Site<'_>, label: Label) -> &'static str {
    let left = super::site::tail_of(site.before(), 24).to_lowercase();
    let named = |words: &[&str]| words.iter().any(|w| left.contains(w));
    match label {
        Label::Email if named(&["mail", "e-mail"]) => "[adres]",
        Label::Email => "[e-mailadres]",
        Label::Phone if named(&["tel", "mob", "nummer", "doorkies", "gsm", "06"]) => "[nummer]",
        Label::Phone => "[telefoonnummer]",
        Label::Bsn if named(&["bsn", "burgerservicenummer", "sofi"]) => "[nummer]",
        Label::Bsn => "[burgerservicenummer]",
        Label::Iban if named(&["rekening", "iban", "nummer"]) => "[nummer]",
        Label::Iban => "[rekeningnummer]",
        Label::Plate if named(&["kenteken", "kent."]) => "[nummer]",
        Label::Plate => "[kenteken]",
        Label::CaseNumber
            if named(&[
                "nummer",
                "nr",
                "kenmerk",
                "mut",
                "zaak",
                "dossier",
                "referentie",
                "case",
            ]) =>
        {
            "[nummer]"
        }
        Label::CaseNumber => "[zaaknummer]",
        Label::StaffNumber if named(&["nummer", "nr", "roepnr"]) => "[nummer]",
        Label::StaffNumber => "[personeelsnummer]",
        Label::DocumentNumber
            if named(&["nummer", "nr", "serie", "imei", "paspoort", "rijbewijs"]) =>
        {
            "[nummer]"
        }
        Label::DocumentNumber => "[documentnummer]",
        Label::Address => "[adres]",
        Label::Handle => "[gebruikersnaam]",
        Label::Url => "[webadres]",
        Label::Ip => "[ip-adres]",
        Label::Postcode => "[postcode]",
        Label::Rare => "[bijzonder kenmerk]",
        Label::Special => "[gevoelig gegeven]",
        _ => "[weggelaten]",
    }
}
