//! The forms that a known name takes.

use crate::record::KnownPerson;
use crate::view::View;

/// A known person's name in parts, folded.
pub(crate) struct Person {
    pub id: String,
    pub first: Vec<String>,
    pub last: Vec<String>,
    particles: Vec<String>,
    written: Vec<String>,
}

const PARTICLES: [&str; 34] = [
    "van", "de", "der", "den", "het", "'t", "ten", "ter", "te", "in", "op", "aan", "bij", "el",
    "al", "ben", "bin", "ait", "ou", "le", "la", "du", "di", "da", "dos", "von", "zu", "vd", "uit",
    "voor", "onder", "over", "'s", "ibn",
];

impl Person {
    /// Cuts a name into parts: "Ruud van Hemert", "R. van Hemert", "Hemert, R. van".
    pub fn new(known: &KnownPerson) -> Option<Self> {
        let turned = match known.name.split_once(',') {
            Some((last, first)) => format!("{} {}", first.trim(), last.trim()),
            None => known.name.clone(),
        };
        let written: Vec<String> = turned
            .split(|c: char| c.is_whitespace() || matches!(c, '.' | '(' | ')' | '"' | '“' | '”'))
            .filter(|part| !part.is_empty())
            .filter(|part| {
                !matches!(
                    part.to_lowercase().as_str(),
                    "mr" | "dr" | "drs" | "ing" | "ir" | "dhr" | "mevr" | "mevrouw" | "mw"
                )
            })
            .map(str::to_owned)
            .collect();
        let is_particle =
            |part: &String| PARTICLES.contains(&part.to_lowercase().replace('’', "'").as_str());
        let initial = |part: &String| {
            part.chars().count() == 1
                || part.chars().count() <= 3
                    && part.chars().all(char::is_uppercase)
                    && written.len() > 1
        };
        let split = written
            .iter()
            .position(is_particle)
            .filter(|&i| i > 0)
            .unwrap_or(written.len().saturating_sub(1));
        let (mut first, mut last, mut particles) = (Vec::new(), Vec::new(), Vec::new());
        for (i, part) in written.iter().enumerate() {
            if is_particle(part) && !(i == 0 && written.len() > 1 && split > 0) {
                particles.push(part.to_lowercase());
            } else if initial(part) {
            } else {
                let list = if i < split { &mut first } else { &mut last };
                list.push(fold(part));
                if part.contains('-') {
                    list.extend(part.split('-').filter(|p| p.chars().count() > 2).map(fold));
                }
            }
        }
        (!written.is_empty()).then_some(Self {
            id: known.id.clone(),
            first,
            last,
            particles,
            written,
        })
    }

    /// Short forms and diminutives: the beginnings of the first name of three letters and more.
    pub fn short_forms(&self) -> impl Iterator<Item = String> {
        let of_first = self.first.iter().flat_map(|name| {
            let count = name.chars().count();
            (3..count).map(|n| name.chars().take(n).collect())
        });
        let joined = [self.first.first(), self.last.last()];
        let joined: String = joined.into_iter().flatten().map(String::as_str).collect();
        let initial: String = self
            .first
            .first()
            .into_iter()
            .flat_map(|f| f.chars().take(1))
            .collect();
        let particles: String = self.particles.concat();
        let last = self.last.join("");
        let letters: String = self
            .particles
            .iter()
            .filter_map(|p| p.chars().next())
            .collect();
        let handles = [
            format!("{letters}{last}"),
            format!("{initial}{letters}{last}"),
            format!("{last}{initial}"),
            format!("{initial}{last}"),
            format!("{initial}{particles}{last}"),
            format!("{particles}{last}"),
            joined,
        ];
        of_first.chain(handles.into_iter().filter(|h| h.len() > 4))
    }

    /// Initials as people write them: "RH", "RvH", "rvh".
    pub fn initials(&self) -> Vec<String> {
        let letter = |part: &String| part.chars().next();
        let all: String = self.written.iter().filter_map(letter).collect();
        let capitals: String = all.chars().filter(|c| c.is_uppercase()).collect();
        let of_parts = |parts: &[String]| -> String {
            parts
                .iter()
                .filter_map(letter)
                .flat_map(char::to_uppercase)
                .collect()
        };
        let short = format!(
            "{}{}",
            of_parts(self.first.get(..1).unwrap_or_default()),
            of_parts(self.last.get(..1).unwrap_or_default())
        );
        // The parts of "Bart-Jan" and "Owusu-Boateng" have a letter each.
        let split: String = self
            .written
            .iter()
            .flat_map(|part| part.split('-'))
            .filter_map(|part| part.chars().next())
            .collect();
        let first: String = self
            .written
            .iter()
            .take(1)
            .flat_map(|part| part.split('-'))
            .filter_map(|part| part.chars().next())
            .collect();
        let upper = all.to_uppercase();
        let low = all.to_lowercase();
        [all, capitals, short, upper, low, split, first]
            .into_iter()
            .filter(|form| form.chars().count() > 1)
            .collect()
    }

    /// Whether the first name or the surname begins with a letter.
    pub fn begins_with(&self, letter: &str) -> bool {
        self.first
            .first()
            .into_iter()
            .chain(self.last.first())
            .any(|part| part.starts_with(letter))
            || self
                .written
                .first()
                .is_some_and(|part| part.to_lowercase() == letter)
    }

    /// The first of the particles of this name that stand before a token, if they do.
    pub fn particles_before(&self, view: &View<'_>, at: usize) -> Option<usize> {
        let mut first = None;
        let mut back = at;
        while back > 0 && at - back < 4 && view.same_line(back) {
            let low = view.low(back - 1);
            let own = self.particles.iter().any(|p| p == low)
                || low == "v"
                || low == "d"
                || low == "vd" && !self.particles.is_empty()
                || low == "."
                    && back > 1
                    && view.gap(back - 1).is_empty()
                    && matches!(view.low(back - 2), "v" | "d");
            if !own || self.particles.is_empty() {
                break;
            }
            back -= 1;
            first = Some(back);
        }
        first
    }
}

/// Lower case without accents and apostrophes.
pub(crate) fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'ì'..='ï' | 'ı' | 'ī' => out.push('i'),
            'ò'..='ö' | 'ø' | 'ő' => out.push('o'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'ñ' | 'ń' => out.push('n'),
            'ş' | 'š' | 'ś' => out.push('s'),
            'ğ' => out.push('g'),
            'ł' => out.push('l'),
            'ž' | 'ź' | 'ż' => out.push('z'),
            'ý' | 'ÿ' => out.push('y'),
            '\'' | '’' | '\u{300}'..='\u{36f}' => {}
            other => out.push(other),
        }
    }
    out
}

/// A word and what is left without an ending of possession or of a diminutive.
pub(crate) fn stems(folded: &str) -> impl Iterator<Item = &str> {
    const ENDS: [&str; 9] = ["s", "jes", "tje", "je", "tjes", "ie", "y", "pje", "etje"];
    std::iter::once(folded).chain(
        ENDS.iter()
            .filter_map(|end| folded.strip_suffix(end).filter(|stem| stem.len() >= 3)),
    )
}

/// Whether two words differ by a typing error: one in five or six letters, two in more.
pub(crate) fn near(name: &str, word: &str) -> bool {
    let (a, b) = (name.chars().count(), word.chars().count());
    let allowed = match a.min(b) {
        0..=4 => return false,
        5..=6 => 1,
        _ => 2,
    };
    a.abs_diff(b) <= allowed
        && name.chars().next() == word.chars().next()
        && distance(name, word, allowed) <= allowed
        || a.abs_diff(b) <= 1 && distance(name, word, 1) <= 1
}

/// Whether two words of more than three letters differ by one typing error.
pub(crate) fn one_off(name: &str, word: &str) -> bool {
    name.chars().count().abs_diff(word.chars().count()) <= 1
        && word.chars().count() > 3
        && name.chars().next() == word.chars().next()
        && distance(name, word, 1) <= 1
}

/// Insertions, deletions, replacements and swaps of neighbours.
fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            next[j] = (row[j] + 1).min(next[j - 1] + 1).min(row[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                next[j] = next[j].min(before[j - 2] + 1);
            }
        }
        if next.iter().min().is_some_and(|&least| least > most) {
            return most + 1;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;

    fn person(name: &str) -> Person {
        Person::new(&KnownPerson {
            id: "P1".into(),
            name: name.into(),
            role: Role::Other,
        })
        .unwrap_or_else(|| unreachable!())
    }

    #[test]
    fn a_name_is_cut_the_same_way_in_each_form() {
        for form in ["Ruud van Hemert", "Hemert, Ruud van"] {
            let it = person(form);
            assert_eq!(
                (it.first.join(" "), it.last.join(" ")),
                ("ruud".into(), "hemert".into()),
                "{form}"
            );
        }
        let it = person("Tjeerd Jan Feenstra-Öz");
        assert_eq!(it.first, ["tjeerd", "jan"]);
        assert_eq!(
            it.last[..2],
            ["feenstra-oz".to_owned(), "feenstra".to_owned()]
        );
        assert!(
            person("Jan de Vries")
                .initials()
                .contains(&"JdV".to_owned())
        );
    }

    #[test]
    fn typing_errors_are_near() {
        assert!(
            near("belkacem", "belkcaem")
                && near("hemert", "hemmert")
                && near("terpstra", "terpsta")
        );
        assert!(!near("smits", "smeets") && !near("bos", "bas"));
    }
}
