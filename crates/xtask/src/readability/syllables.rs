//! How many syllables a Dutch word has, from its spelling.
//!
//! A syllable is a vowel sound, and Dutch spelling writes nearly every one with a fixed group of letters:
//! count the groups, longest first. A diaeresis says that a vowel begins a syllable of its own.

/// The letter groups that are one vowel sound, longest first (`ai` only in loan words such as *trainer*).
const SOUNDS: [&str; 19] = [
    "aai", "ooi", "oei", "eeu", "ieu", "eau", "aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ei",
    "ij", "au", "ou", "ai",
];

/// Loan words in which one vowel letter too many is counted.
const LOANS: [&str; 7] = [
    "team", "leader", "board", "coach", "online", "website", "database",
];

/// The number of syllables of a word, at least one. A hyphen joins words; a number counts as two.
pub fn syllables(word: &str) -> usize {
    word.split(['-', '–', '/', '’', '\''])
        .filter(|part| !part.is_empty())
        .map(part)
        .sum::<usize>()
        .max(1)
}

fn part(word: &str) -> usize {
    if word.chars().any(|c| c.is_ascii_digit()) {
        return 2;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let plain = plain(word);
    let counted = groups(&plain);
    if counted == 0 {
        // No vowel at all: an abbreviation said letter by letter (`SQL`), or a bare ending (`'s`).
        return if capitals > 1 { letters } else { 0 };
    }
    let silent = LOANS.iter().filter(|loan| plain.contains(**loan)).count();
    // `ti` and `ssi` before `on` are one sound with it: sta-tion, pro-fes-sio-neel.
    let melted = plain.matches("tion").count() + plain.matches("ssion").count();
    // Two sounds at the end of a Latin or French word: mu-se-um, se-ri-eus.
    let latin = usize::from(
        ["eum", "ieus", "ieuze"]
            .iter()
            .any(|end| plain.ends_with(end)),
    );
    (counted + latin).saturating_sub(silent + melted).max(1)
}

/// Lower case without accents; a `|` before a vowel with a diaeresis.
fn plain(word: &str) -> String {
    let mut out = String::new();
    for c in word.to_lowercase().chars() {
        match c {
            'ä' => out.push_str("|a"),
            'ë' => out.push_str("|e"),
            'ï' => out.push_str("|i"),
            'ö' => out.push_str("|o"),
            'ü' => out.push_str("|u"),
            'á' | 'à' | 'â' => out.push('a'),
            'é' | 'è' | 'ê' => out.push('e'),
            'í' | 'î' => out.push('i'),
            'ó' | 'ò' | 'ô' => out.push('o'),
            'ú' | 'ù' | 'û' => out.push('u'),
            other => out.push(other),
        }
    }
    out.replace("qu", "kw")
}

fn groups(word: &str) -> usize {
    let mut rest = word;
    let mut count = 0;
    while let Some(first) = rest.chars().next() {
        let sound = SOUNDS.iter().find(|sound| rest.starts_with(**sound));
        if let Some(sound) = sound {
            count += 1;
            rest = &rest[sound.len()..];
            continue;
        }
        let next = rest[first.len_utf8()..].chars().next();
        let vowel = match first {
            'a' | 'e' | 'i' | 'o' | 'u' => true,
            // `y` is a consonant only before a vowel: type, but royaal.
            'y' => !next.is_some_and(|c| "aeiou".contains(c)),
            _ => false,
        };
        count += usize::from(vowel);
        rest = &rest[first.len_utf8()..];
    }
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Hyphenated as in the *Woordenlijst Nederlandse Taal*, one-letter syllables included.
    const KNOWN: &str = "
        zaak mel-ding po-li-tie een ge-ïn-for-meerd be-ëin-di-gen be-oor-de-len ge-beurt
        mu-se-um ma-te-ri-aal of-fi-ci-eel so-ci-a-le ac-tu-eel pa-ti-ënt sta-tion e-mo-tio-neel
        func-tie-stel-ling func-tio-ne-ren na-tio-naal re-gi-o-naal in-te-gri-teit cor-rup-tie ja-nu-a-ri
        ca-te-go-rie-ën pri-va-cy team lei-ding-ge-ven-de dash-board nieu-we eeu-wen boei-en groei-en
        bij-een-komst vrij-heid in-di-vi-du-eel quo-tum hy-gi-ë-ne on-der-zoeks-soort door-loop-tijd
        be-trok-ke-ne dis-ci-pli-nair straf-rech-te-lijk me-de-wer-ker sanc-tie af-doe-ning
        om-stan-dig-heid kwar-taal waar-schijn-lijk-heid bu-reau co-ör-di-na-tor va-ri-ë-ren
        o-ri-ën-te-rend kwets-baar-heid toe-rei-kend ver-trou-wen ge-luid uit-leg voor-beeld draai-boek
        se-ri-eus am-bi-ti-eus se-ri-eu-ze nieuws mooi leeuw schreeu-wen ra-di-o vi-de-o cri-te-ri-a een-heids-o-ver-stij-gen-de
    ";

    #[test]
    fn known_words_are_counted_right() {
        let wrong: Vec<String> = KNOWN
            .split_whitespace()
            .filter_map(|hyphenated| {
                let expected = hyphenated.split('-').count();
                let word = hyphenated.replace('-', "");
                let counted = syllables(&word);
                (counted != expected).then(|| format!("{hyphenated}: {counted}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(syllables("één"), 1);
        assert_eq!(syllables("type"), 2);
        assert_eq!(syllables("SQL"), 3);
        assert_eq!(syllables("VIK"), 1);
        assert_eq!(syllables("thema’s"), 2);
        assert_eq!(syllables("1.000"), 2);
    }

    proptest! {
        #[test]
        fn every_word_has_one_and_a_hyphen_adds(a in "[a-zë]{1,12}", b in "[a-z]{1,12}") {
            prop_assert!(syllables(&a) >= 1);
            prop_assert!(syllables(&a) <= a.chars().count());
            let joined = syllables(&format!("{a}-{b}"));
            prop_assert!(joined >= syllables(&a).max(syllables(&b)));
            prop_assert!(joined <= syllables(&a) + syllables(&b));
        }
    }
}
