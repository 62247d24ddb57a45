//! `vik desk`: the closed side's own pages, from the text of a case to a reviewed story.

use crate::arguments::{Arguments, DeskOptions};
use crate::outcome::Failure;

/// Serves the desk until it is stopped.
pub async fn run(_arguments: &Arguments, _options: &DeskOptions) -> Result<(), Failure> {
    Err(Failure::Usage("not yet".to_owned()))
}
