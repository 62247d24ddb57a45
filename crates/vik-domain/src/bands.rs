//! Generalisation hierarchies: from a number of days or a score to a band.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// One band of a hierarchy.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its code.
    pub code: String,
    /// The smallest number in it.
    pub from: i64,
    /// The largest number in it; without it, no limit.
    pub to: Option<i64>,
    /// What it is called in Dutch.
    pub nl: String,
    /// What it is called in English.
    pub en: String,
}

/// One hierarchy: bands without gap or overlap.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// Its name, which is also the name of its code list.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What is counted: `days`, `working_days`, `score` or `percent`.
    pub unit: String,
    /// The code for a number that is not known.
    pub absent: String,
    /// Its bands, from low to high.
    #[serde(rename = "band")]
    pub bands: Vec<Band>,
}

impl Bands {
    /// The band of a number.
    ///
    /// # Guarantee
    /// Every number has a band: one below the lowest band is counted in the lowest, one above the
    /// highest in the highest, so that no value can fall through to the warehouse.
    pub fn band(&self, number: i64) -> &str {
        let last = self.bands.iter().rev().find(|band| band.from <= number);
        last.or(self.bands.first())
            .map_or(self.absent.as_str(), |band| band.code.as_str())
    }

    /// The band of a number that may not be known.
    pub fn of(&self, number: Option<i64>) -> &str {
        number.map_or(self.absent.as_str(), |number| self.band(number))
    }

    /// One band by its code.
    pub fn get(&self, code: &str) -> Option<&Band> {
        self.bands.iter().find(|band| band.code == code)
    }

    /// Every code that can come out, the one for an unknown number last.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let bands = self.bands.iter().map(|band| band.code.as_str());
        bands.chain(std::iter::once(self.absent.as_str()))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    hierarchy: Vec<Bands>,
}

/// All hierarchies.
#[derive(Clone, Debug)]
pub struct Hierarchies {
    version: String,
    hierarchies: Vec<Bands>,
}

/// Hierarchies that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum HierarchyError {
    /// The file does not hold hierarchies.
    #[error("the hierarchies could not be read")]
    Syntax(#[from] toml::de::Error),
    /// Bands overlap or leave a gap.
    #[error("hierarchy `{id}`: band `{band}` must begin right after the band before it")]
    Gap {
        /// The hierarchy.
        id: String,
        /// The band.
        band: String,
    },
    /// There are no bands, or the last has a limit that is not the scale's own.
    #[error("hierarchy `{0}` needs at least one band")]
    Empty(String),
}

impl Hierarchies {
    /// Reads hierarchies and checks that each has neither gap nor overlap.
    pub fn parse(text: &str) -> Result<Hierarchies, HierarchyError> {
        let file: File = toml::from_str(text)?;
        for bands in &file.hierarchy {
            if bands.bands.is_empty() {
                return Err(HierarchyError::Empty(bands.id.clone()));
            }
            for pair in bands.bands.windows(2) {
                if pair[0].to.map(|to| to + 1) != Some(pair[1].from) {
                    return Err(HierarchyError::Gap {
                        id: bands.id.clone(),
                        band: pair[1].code.clone(),
                    });
                }
            }
        }
        Ok(Hierarchies {
            version: file.version,
            hierarchies: file.hierarchy,
        })
    }

    /// Changes when a band does.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// One hierarchy by name.
    pub fn get(&self, id: &str) -> Option<&Bands> {
        self.hierarchies.iter().find(|bands| bands.id == id)
    }

    /// All hierarchies.
    pub fn iter(&self) -> impl Iterator<Item = &Bands> {
        self.hierarchies.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Hierarchies {
        Hierarchies::parse(include_str!("../../../data-samples/hierarchies.toml")).unwrap()
    }

    #[test]
    fn every_number_has_a_band() {
        let hierarchies = shipped();
        let lead = hierarchies.get("lead").unwrap();
        for (days, code) in [
            (-3, "d0_30"),
            (0, "d0_30"),
            (30, "d0_30"),
            (31, "d31_90"),
            (365, "d181_365"),
            (731, "d731_up"),
            (99_999, "d731_up"),
        ] {
            assert_eq!(lead.band(days), code, "{days}");
        }
        assert_eq!(lead.of(None), "unknown");
    }

    #[test]
    fn a_gap_is_refused() {
        let text = include_str!("../../../data-samples/hierarchies.toml")
            .replace("from = 31", "from = 32");
        assert!(matches!(
            Hierarchies::parse(&text),
            Err(HierarchyError::Gap { .. })
        ));
    }
}
