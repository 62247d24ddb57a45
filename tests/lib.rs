//! Cross-crate tests of Leerkring; nothing depends on this package.
