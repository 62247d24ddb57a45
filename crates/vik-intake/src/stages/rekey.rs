//! After a rotation: stored rows under the new key, without knowing whose they are.

use arrow::array::{ArrayRef, AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::error::ArrowError;
use vik_pseudonym::{Chain, IdType, Keys, Pseudonym};

use super::generalise::put_identity;
use super::mark::marks;
use super::schema::{WarehouseBatch, arrow_schema};

/// Carries warehouse rows of an earlier epoch over to the newest.
///
/// # Guarantee
/// The rows become what an import of the same cases under the new key would give, so that a later
/// import of the same file finds every case the same. Months and turns stay as they are.
///
/// # Errors
/// When the rows are not those of the warehouse.
pub fn rekey(batch: &RecordBatch, keys: &Keys, epoch: u32) -> Result<WarehouseBatch, ArrowError> {
    let schema = arrow_schema();
    let mut columns = Vec::with_capacity(schema.fields().len());
    for field in schema.fields() {
        let column = batch.column_by_name(field.name());
        let missing = || ArrowError::SchemaError(format!("no column {}", field.name()));
        columns.push(Some(cast(column.ok_or_else(missing)?, field.data_type())?));
    }
    let carried = |name: &str, kind: IdType| -> Result<Vec<Pseudonym>, ArrowError> {
        let place = schema.index_of(name)?;
        carry(columns[place].as_ref(), &keys.chain_from(kind, epoch))
    };
    let cases = carried("case_pseudonym", IdType::Case)?;
    let subjects = carried("subject_pseudonym", IdType::Person)?;
    let key = keys.pseudonymiser(IdType::RecordMark);
    let marks = marks(&columns, &cases, &subjects, &key);
    put_identity(&mut columns, &cases, &subjects, marks);
    WarehouseBatch::new(columns.into_iter().flatten().collect())
}

fn carry(column: Option<&ArrayRef>, chain: &Chain) -> Result<Vec<Pseudonym>, ArrowError> {
    let broken = || ArrowError::SchemaError("a pseudonym is not sixteen bytes".to_owned());
    let column = column.and_then(|column| column.as_binary_opt::<i32>());
    let of = |bytes: Option<&[u8]>| {
        let bytes: [u8; 16] = bytes.and_then(|b| b.try_into().ok()).ok_or_else(broken)?;
        Ok(chain.apply(&Pseudonym::from_bytes(bytes)))
    };
    column.ok_or_else(broken)?.iter().map(of).collect()
}
