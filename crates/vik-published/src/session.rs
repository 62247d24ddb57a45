//! The one place where a query meets the engine: read-only, bounded in time, memory and rows.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::arrow::error::ArrowError;
use datafusion::common::ScalarValue;
use datafusion::error::DataFusionError;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::memory_pool::GreedyMemoryPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{SQLOptions, SessionConfig, SessionContext};

use vik_domain::civil::parse_iso;

use crate::error::RunError;
use crate::result::QueryResult;

/// A value for a `$parameter`.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words or a code.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A day as ISO text, such as the first of a month.
    Date(String),
    /// Several codes.
    TextList(Vec<String>),
}

/// What a query may use.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Wall time.
    pub time: Duration,
    /// Memory of the operators, in bytes.
    pub memory: usize,
    /// Rows given back; more are cut off and said to be.
    pub rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(10),
            memory: 256 << 20,
            rows: 5_000,
        }
    }
}

/// A session for tables of the open side; the caller registers them.
pub(crate) fn new_session() -> SessionContext {
    let config = SessionConfig::new()
        .with_information_schema(true)
        .with_target_partitions(1)
        .with_batch_size(8_192);
    SessionContext::new_with_config(config)
}

/// Runs one `SELECT`.
pub(crate) async fn run(
    base: &SessionContext,
    sql: &str,
    parameters: &BTreeMap<String, Value>,
    limits: Limits,
) -> Result<QueryResult, RunError> {
    let start = Instant::now();
    let runtime = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(GreedyMemoryPool::new(limits.memory)))
        .build_arc()
        .map_err(translate)?;
    let state = SessionStateBuilder::new_from_existing(base.state())
        .with_runtime_env(runtime)
        .build();
    let session = SessionContext::new_with_state(state);
    let work = async {
        let options = SQLOptions::new()
            .with_allow_ddl(false)
            .with_allow_dml(false)
            .with_allow_statements(false);
        let frame = session
            .sql_with_options(sql, options)
            .await
            .map_err(translate)?;
        let frame = if parameters.is_empty() {
            frame
        } else {
            frame
                .with_param_values(bound(parameters)?)
                .map_err(translate)?
        };
        let frame = frame.limit(0, Some(limits.rows + 1)).map_err(translate)?;
        // An answer of several parts becomes a column for each: `chart.lower`, `chart.upper`.
        let parts = |error: ArrowError| translate(error.into());
        let schema = frame.schema().as_arrow().normalize(".", None);
        let schema = schema.map_err(parts)?;
        let batches = frame.collect().await.map_err(translate)?;
        let batches = batches.iter().map(|batch| batch.normalize(".", None));
        let batches = batches.collect::<Result<Vec<_>, _>>().map_err(parts)?;
        QueryResult::read(&schema, batches, limits.rows, start.elapsed())
    };
    tokio::time::timeout(limits.time, work)
        .await
        .map_err(|_| RunError::Time { limit: limits.time })?
}

fn bound(parameters: &BTreeMap<String, Value>) -> Result<Vec<(String, ScalarValue)>, RunError> {
    let scalar = |name: &str, value: &Value| {
        Ok(match value {
            Value::Text(text) => ScalarValue::Utf8(Some(text.clone())),
            Value::Int(number) => ScalarValue::Int64(Some(*number)),
            Value::Float(number) => ScalarValue::Float64(Some(*number)),
            Value::Bool(flag) => ScalarValue::Boolean(Some(*flag)),
            Value::Date(text) => {
                let days = parse_iso(text).ok_or_else(|| RunError::Parameter {
                    parameter: format!("${name}"),
                })?;
                ScalarValue::Date32(Some(days))
            }
            Value::TextList(items) => {
                let items: Vec<ScalarValue> = items
                    .iter()
                    .map(|item| ScalarValue::Utf8(Some(item.clone())))
                    .collect();
                ScalarValue::List(ScalarValue::new_list_nullable(
                    &items,
                    &datafusion::arrow::datatypes::DataType::Utf8,
                ))
            }
        })
    };
    parameters
        .iter()
        .map(|(name, value)| Ok((name.clone(), scalar(name, value)?)))
        .collect()
}

fn translate(error: DataFusionError) -> RunError {
    let first_line = |text: String| text.lines().next().unwrap_or_default().trim().to_owned();
    match error.find_root() {
        DataFusionError::SQL(cause, _) => RunError::Syntax {
            message: first_line(cause.to_string()),
        },
        DataFusionError::ResourcesExhausted(_) => RunError::Memory,
        DataFusionError::Plan(text)
            if text.contains("not supported: ") || text.contains("statement") =>
        {
            RunError::NotSelect
        }
        DataFusionError::Plan(text)
            if text.contains("placeholder") || text.contains("Placeholder") =>
        {
            RunError::Parameter {
                parameter: text
                    .split('\'')
                    .nth(1)
                    .or_else(|| text.split_whitespace().find(|w| w.starts_with('$')))
                    .unwrap_or("$?")
                    .to_owned(),
            }
        }
        DataFusionError::Plan(text) => RunError::Plan {
            message: first_line(text.clone()),
        },
        DataFusionError::SchemaError(cause, _) => RunError::Plan {
            message: first_line(cause.to_string()),
        },
        DataFusionError::NotImplemented(text) => RunError::Plan {
            message: first_line(text.clone()),
        },
        other => RunError::Execution {
            message: first_line(other.strip_backtrace()),
        },
    }
}
