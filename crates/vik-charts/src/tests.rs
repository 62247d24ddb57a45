//! The charts as golden files, and the promises of the palette.

mod arbitrary;
mod contrast;
mod golden;
mod hostile;
mod meaning;
mod samples;
mod spans;
