//! The records as columns for the microdata gate: traits by which a colleague might recognise somebody,
//! and what nobody should learn about them.

use std::collections::BTreeMap;

use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type};
use futures::StreamExt;
use vik_disclosure::Protected;
use vik_disclosure::microdata::{
    Assessment, GroundDistance, Microdata, QuasiIdentifier, SensitiveAttribute, assess,
};

use crate::WarehouseError;
use crate::store::Warehouse;

/// Traits, each with its coarser level where there is one, then what is sensitive.
const SQL: &str = "SELECT person_key, unit, unit_group, rank_band, staff_type, \
     to_char(closed_in, '%Y-') || date_part('quarter', closed_in) AS closed_quarter, \
     to_char(closed_in, '%Y') AS closed_year, \
     category, disposition, sanction_band FROM warehouse";

/// Positions in [`SQL`] of a trait and of its coarser level.
const TRAITS: [(&str, usize, Option<usize>); 4] = [
    ("unit", 1, Some(2)),
    ("rank_band", 3, None),
    ("staff_type", 4, None),
    ("closed_quarter", 5, Some(6)),
];

const SENSITIVE: [(&str, usize); 3] = [("category", 7), ("disposition", 8), ("sanction_band", 9)];

/// A column of words: the place of each in its dictionary.
#[derive(Default)]
struct Words {
    places: BTreeMap<String, u32>,
    labels: Vec<String>,
    codes: Vec<u32>,
}

impl Words {
    fn push(&mut self, word: &str) {
        let next = self.labels.len() as u32;
        let code = *self.places.entry(word.to_owned()).or_insert(next);
        if code == next {
            self.labels.push(word.to_owned());
        }
        self.codes.push(code);
    }

    /// For each label the place of its coarser label, from the rows.
    fn coarser(&self, above: &Self) -> Vec<u32> {
        let mut coarser = vec![0; self.labels.len()];
        for (code, group) in self.codes.iter().zip(&above.codes) {
            if let Some(place) = coarser.get_mut(*code as usize) {
                *place = *group;
            }
        }
        coarser
    }
}

impl Warehouse {
    /// How many persons share their traits in the warehouse, for the microdata gate; `None` when it is empty.
    ///
    /// # Errors
    /// [`WarehouseError::Read`].
    pub async fn assess(&self) -> Result<Option<Protected<Assessment>>, WarehouseError> {
        let failed = || WarehouseError::Read {
            step: "looking at how many persons share their traits",
        };
        let session = self.session().await?;
        let frame = session.sql(SQL).await.map_err(|_| failed())?;
        let mut stream = frame.execute_stream().await.map_err(|_| failed())?;
        let mut persons: Vec<i64> = Vec::new();
        let mut columns: Vec<Words> = (1..10).map(|_| Words::default()).collect();
        while let Some(batch) = stream.next().await {
            let batch = batch.map_err(|_| failed())?;
            let keys = cast(batch.column(0), &DataType::Int64).map_err(|_| failed())?;
            persons.extend(keys.as_primitive::<Int64Type>().values());
            for (place, words) in columns.iter_mut().enumerate() {
                let texts = cast(batch.column(place + 1), &DataType::Utf8).map_err(|_| failed())?;
                let texts = texts.as_string::<i32>();
                for row in 0..texts.len() {
                    words.push(if texts.is_valid(row) {
                        texts.value(row)
                    } else {
                        "unknown"
                    });
                }
            }
        }
        if persons.is_empty() {
            return Ok(None);
        }
        let coarser: Vec<Option<Vec<u32>>> = TRAITS
            .iter()
            .map(|(_, at, above)| above.map(|above| columns[at - 1].coarser(&columns[above - 1])))
            .collect();
        let quasi = |((name, at, _), coarser): (&(&'static str, usize, Option<usize>), _)| {
            let words = &columns[at - 1];
            let coarser: &Option<Vec<u32>> = coarser;
            QuasiIdentifier {
                name,
                codes: &words.codes,
                labels: &words.labels,
                coarser: coarser.as_deref(),
            }
        };
        let sensitive = |(name, at): &(&'static str, usize)| SensitiveAttribute {
            name,
            codes: &columns[at - 1].codes,
            labels: &columns[at - 1].labels,
            distance: GroundDistance::Equal,
        };
        let records = Microdata {
            persons: &persons,
            quasi_identifiers: TRAITS.iter().zip(&coarser).map(quasi).collect(),
            sensitive: SENSITIVE.iter().map(sensitive).collect(),
        };
        assess(&records, None).map(Some).map_err(|_| failed())
    }
}
