#![doc = include_str!("../../docs/THEOREM.md")]
