//! The content of a record: its cells as a digest, in the order of columns, and as JSON.

use crate::store::{Row, Value};

/// 128 bits of the BLAKE3 hash of a record's cells, as hexadecimal digits.
pub(super) fn digest_of(cells: &[Value]) -> String {
    fn feed(hasher: &mut blake3::Hasher, value: &Value) {
        match value {
            Value::Null => hasher.update(&[0]),
            Value::Bool(value) => hasher.update(&[1, u8::from(*value)]),
            Value::Int(value) => hasher.update(&[2]).update(&value.to_le_bytes()),
            Value::Float(value) => hasher.update(&[3]).update(&value.to_bits().to_le_bytes()),
            Value::Text(text) => hasher.update(&[4]).update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes()),
            Value::List(values) => {
                hasher.update(&[5]).update(&(values.len() as u64).to_le_bytes());
                values.iter().for_each(|v| feed(hasher, v));
                hasher
            }
        };
    }
    let mut hasher = blake3::Hasher::new();
    cells.iter().for_each(|cell| feed(&mut hasher, cell));
    hasher.finalize().to_hex().as_str()[..32].to_owned()
}

/// The cells of a row in the order of these columns: Neo4j promises none.
pub(super) fn in_order(columns: &[&str], row: &Row) -> Option<Vec<Value>> {
    let cell =
        |name: &&str| row.columns().iter().position(|column| **column == **name).map(|at| row.cells()[at].clone());
    columns.iter().map(cell).collect()
}

/// A record as JSON, for the history.
pub(super) fn as_json(columns: &[&str], cells: &[Value]) -> String {
    fn json(value: &Value) -> serde_json::Value {
        match value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Int(value) => (*value).into(),
            Value::Float(value) => (*value).into(),
            Value::Text(text) => text.to_string().into(),
            Value::List(values) => values.iter().map(json).collect(),
        }
    }
    let fields = columns.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), json(cell)));
    serde_json::Value::Object(fields.collect()).to_string()
}
