//! The instruments that ship with the programme, and an organisation's own in their place.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::instrument::{Instrument, Kind};

/// Every file of `data-samples/toolkit`; a test holds this list against the folder.
macro_rules! shipped {
    ($($file:literal),* $(,)?) => {
        const SHIPPED: &[(&str, &str)] = &[$((
            $file,
            include_str!(concat!("../../../../data-samples/toolkit/", $file, ".toml")),
        )),*];
    };
}

shipped![
    "bekend-in-de-straat",
    "delen-van-informatie",
    "even-zoeken-voor-een-vriend",
    "film-excessief-geweld",
    "film-onrechtmatig-gebruik-van-informatie",
    "film-priveproblemen",
    "film-vertrouwelijkheid",
    "geldzorgen",
    "geschenken",
    "kop-koffie",
    "mag-ik-dit-weten",
    "ongewenste-omgang",
    "risicoscan",
    "te-ver-gegaan",
];

/// The instruments, by code.
#[derive(Clone, Debug, Default)]
pub struct Toolkit(BTreeMap<String, Instrument>);

/// A file that cannot be used. It says where and what was expected, never what stands there.
#[derive(Debug, thiserror::Error)]
pub enum ToolkitError {
    /// The folder or file cannot be read.
    #[error("{0} cannot be read: check its rights")]
    Unreadable(PathBuf),
    /// It is no TOML of the right shape.
    #[error(
        "{file}, line {line}: this is not what an instrument looks like; see data-samples/toolkit"
    )]
    Shape {
        /// The file.
        file: String,
        /// The line.
        line: usize,
    },
    /// A field is not right.
    #[error("{file}: `{field}` is not right: expected {expected}")]
    Field {
        /// The file.
        file: String,
        /// The field.
        field: &'static str,
        /// What was expected.
        expected: &'static str,
    },
}

impl Toolkit {
    /// The instruments that ship with the programme.
    ///
    /// # Errors
    /// [`ToolkitError`]; a test makes sure that there is none.
    pub fn embedded() -> Result<Self, ToolkitError> {
        let mut all = BTreeMap::new();
        for (file, text) in SHIPPED {
            let instrument = read(file, text)?;
            all.insert(instrument.id.clone(), instrument);
        }
        Ok(Self(all))
    }

    /// The instruments with those of a folder's `*.toml` added; one with the same file name takes the
    /// place of ours. A folder that is not there adds nothing.
    ///
    /// # Errors
    /// [`ToolkitError`].
    pub fn load(folder: &Path) -> Result<Self, ToolkitError> {
        let mut all = Self::embedded()?.0;
        let unreadable = |path: &Path| ToolkitError::Unreadable(path.to_path_buf());
        if !folder.exists() {
            return Ok(Self(all));
        }
        let entries = std::fs::read_dir(folder).map_err(|_| unreadable(folder))?;
        for entry in entries {
            let path = entry.map_err(|_| unreadable(folder))?.path();
            let name = path.file_stem().and_then(|name| name.to_str());
            let toml = path.extension().is_some_and(|kind| kind == "toml");
            let Some(name) = name.filter(|_| toml) else {
                continue;
            };
            let text = std::fs::read_to_string(&path).map_err(|_| unreadable(&path))?;
            let instrument = read(name, &text)?;
            all.insert(instrument.id.clone(), instrument);
        }
        Ok(Self(all))
    }

    /// An instrument by its code.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Instrument> {
        self.0.get(id)
    }

    /// Every instrument, by kind and then by title.
    #[must_use]
    pub fn all(&self) -> Vec<&Instrument> {
        let mut all: Vec<&Instrument> = self.0.values().collect();
        all.sort_by_key(|one| (one.kind, one.title.nl.to_lowercase()));
        all
    }

    /// The first scan: most organisations have one.
    #[must_use]
    pub fn scan(&self) -> Option<&Instrument> {
        self.0.values().find(|one| one.kind == Kind::Scan)
    }
}

fn read(file: &str, text: &str) -> Result<Instrument, ToolkitError> {
    let instrument: Instrument = toml::from_str(text).map_err(|cause| {
        let before = cause.span().map_or(0, |span| span.start);
        let above = text.get(..before).unwrap_or_default();
        ToolkitError::Shape {
            file: file.to_owned(),
            line: above.matches('\n').count() + 1,
        }
    })?;
    if instrument.id != file {
        return Err(ToolkitError::Field {
            file: file.to_owned(),
            field: "id",
            expected: "the name of the file",
        });
    }
    match instrument.problems().first() {
        None => Ok(instrument),
        Some((field, expected)) => Err(ToolkitError::Field {
            file: file.to_owned(),
            field,
            expected,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data-samples/toolkit")
    }

    #[test]
    fn every_file_of_the_folder_ships_and_can_be_used() {
        let files = std::fs::read_dir(folder()).unwrap();
        let mut names: Vec<String> = files
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some_and(|kind| kind == "toml"))
            .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        names.sort();
        let mut shipped: Vec<&str> = SHIPPED.iter().map(|(file, _)| *file).collect();
        shipped.sort_unstable();
        assert_eq!(names, shipped);
        assert_eq!(Toolkit::embedded().unwrap().all().len(), names.len());
    }

    #[test]
    fn the_letters_four_film_themes_and_five_kinds_are_there() {
        let toolkit = Toolkit::embedded().unwrap();
        let all = toolkit.all();
        for theme in [
            "excessive_force",
            "private_problems",
            "unlawful_information",
            "confidentiality",
        ] {
            let films = all.iter().filter(|one| one.kind == Kind::Film);
            let about = films.filter(|one| one.themes.contains(&theme.to_owned()));
            assert_eq!(about.count(), 1, "{theme}");
        }
        for kind in Kind::ALL {
            assert!(all.iter().any(|one| one.kind == kind), "{kind:?}");
        }
    }

    #[test]
    fn codes_of_themes_categories_and_story_titles_exist() {
        let codes = |list: &str| -> Vec<String> {
            let list: vik_domain::CodeList = toml::from_str(list).unwrap();
            list.codes.into_iter().map(|code| code.code).collect()
        };
        let themes = codes(include_str!(
            "../../../../data-samples/codelists/themes.toml"
        ));
        let categories = codes(include_str!(
            "../../../../data-samples/codelists/categories.toml"
        ));
        let toolkit = Toolkit::embedded().unwrap();
        for one in toolkit.all() {
            assert!(
                one.themes.iter().all(|theme| themes.contains(theme)),
                "{}",
                one.id
            );
            let risks = one.scan.iter().flat_map(|risk| &risk.categories);
            let mut named = one.categories.iter().chain(risks);
            assert!(named.all(|code| categories.contains(code)), "{}", one.id);
        }
        for story in [
            include_str!("../../../../data-samples/stories/even-kijken.toml"),
            include_str!("../../../../data-samples/stories/iets-lekkers.toml"),
            include_str!("../../../../data-samples/stories/tot-het-eind-van-de-maand.toml"),
        ] {
            let story: vik_story::Story = toml::from_str(story).unwrap();
            for title in story.toolkit {
                assert!(
                    toolkit.all().iter().any(|one| one.title.nl == title),
                    "{title}"
                );
            }
        }
    }

    #[test]
    fn an_organisations_own_file_wins_and_a_wrong_one_is_refused_without_its_words() {
        let here = tempfile::tempdir().unwrap();
        let (_, text) = SHIPPED
            .iter()
            .find(|(file, _)| *file == "geschenken")
            .unwrap();
        let own = text.replace("minutes = ", "minutes = 1");
        std::fs::write(here.path().join("geschenken.toml"), own).unwrap();
        let ours = Toolkit::embedded().unwrap();
        let theirs = Toolkit::load(here.path()).unwrap();
        assert_ne!(ours.get("geschenken"), theirs.get("geschenken"));
        assert_eq!(ours.all().len(), theirs.all().len());
        for (wrong, says) in [
            (
                text.replace("id = \"geschenken\"", "id = \"kanarie\""),
                "the name of the file",
            ),
            (format!("kanarie = 1\n{text}"), "line 1:"),
            (text.replace("minutes = ", "minutes = 99999"), "1 to 480"),
        ] {
            std::fs::write(here.path().join("geschenken.toml"), wrong).unwrap();
            let error = Toolkit::load(here.path()).unwrap_err().to_string();
            assert!(
                error.contains(says) && !error.contains("kanarie"),
                "{error}"
            );
        }
        assert!(Toolkit::load(Path::new("/no/such/folder")).is_ok());
    }
}
