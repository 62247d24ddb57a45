//! The charts as golden files, and the promises of the palette.

mod contrast;
mod golden;
mod hostile;
mod meaning;
mod samples;
