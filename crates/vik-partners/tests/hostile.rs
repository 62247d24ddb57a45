//! Archives made to harm, and bundles that are signed yet not right.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

mod common;

use std::io::{Cursor, Read as _, Write as _};

use common::{bundle, secret, shareable};
use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha256};
use vik_partners::{ContainerError, VerifyError, verify};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

type Parts = Vec<(String, Vec<u8>)>;

fn parts(file: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let read = |at| {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.name().unwrap().into_owned(), bytes)
    };
    (0..7).map(read).collect()
}

/// The parts as another archive tool writes them.
fn zipped(parts: &Parts, method: CompressionMethod) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o600);
    for (name, bytes) in parts {
        out.start_file(name.as_str(), options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The container written by hand, as FORMAT.md says; the same in no way as the code that is tested.
fn container(parts: &Parts) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in parts {
        let crc = {
            let mut sum = u32::MAX;
            for byte in bytes {
                sum ^= u32::from(*byte);
                for _ in 0..8 {
                    sum = if sum & 1 == 1 {
                        sum >> 1 ^ 0xEDB8_8320
                    } else {
                        sum >> 1
                    };
                }
            }
            !sum
        };
        let size = (bytes.len() as u32).to_le_bytes();
        let shared = [
            &[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..],
            &crc.to_le_bytes(),
            &size,
            &size,
            &(name.len() as u16).to_le_bytes(),
            &[0, 0],
        ]
        .concat();
        let offset = (file.len() as u32).to_le_bytes();
        let mode = (0o600_u32 << 16).to_le_bytes();
        directory.extend(
            [
                b"PK\x01\x02\x14\x03",
                &shared[..],
                &[0; 6],
                &mode,
                &offset,
                name.as_bytes(),
            ]
            .concat(),
        );
        file.extend([b"PK\x03\x04", &shared[..], name.as_bytes(), bytes].concat());
    }
    let (start, size) = (file.len() as u32, directory.len() as u32);
    let entries = (parts.len() as u16).to_le_bytes();
    file.extend(directory);
    file.extend(
        [
            b"PK\x05\x06\0\0\0\0",
            &entries[..],
            &entries,
            &size.to_le_bytes(),
            &start.to_le_bytes(),
            &[0, 0],
        ]
        .concat(),
    );
    file
}

/// Changes a part, and signs again as a sender would who wants to deceive or has a faulty program.
fn signed_again(change: impl Fn(&mut Parts, &mut serde_json::Value)) -> Vec<u8> {
    let mut parts = parts(&bundle(&shareable(3)));
    let mut manifest: serde_json::Value = serde_json::from_slice(&parts[0].1).unwrap();
    change(&mut parts, &mut manifest);
    let hex = |bytes: &[u8]| {
        bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    let listed = parts.iter().skip(2).map(|(name, bytes)| {
        serde_json::json!({"name": name, "bytes": bytes.len(), "sha256": hex(&Sha256::digest(bytes))})
    });
    manifest["parts"] = listed.collect();
    parts[0].1 = serde_json::to_vec(&manifest).unwrap();
    let message = [
        &b"leerkring partner bundle v1\0"[..],
        &Sha256::digest(&parts[0].1),
    ]
    .concat();
    parts[1].1 = SigningKey::from_bytes(&[5; 32])
        .sign(&message)
        .to_bytes()
        .to_vec();
    container(&parts)
}

fn refused(file: &[u8]) -> VerifyError {
    verify(file, &secret().public()).unwrap_err()
}

fn text(parts: &mut Parts, name: &str, change: impl Fn(String) -> String) {
    let part = parts.iter_mut().find(|part| part.0 == name).unwrap();
    let changed = change(String::from_utf8(part.1.clone()).unwrap());
    assert_ne!(
        changed.as_bytes(),
        part.1,
        "the change must change something"
    );
    part.1 = changed.into_bytes();
}

#[test]
fn a_container_written_by_hand_is_the_same() {
    let file = bundle(&shareable(3));
    assert_eq!(container(&parts(&file)), file);
    // Signed again without a change it still opens: what follows fails for its own reason.
    verify(&signed_again(|_, _| ()), &secret().public()).unwrap();
}

#[test]
fn compressed_parts_are_refused_before_anything_is_unpacked() {
    let file = bundle(&shareable(1));
    let error = refused(&zipped(&parts(&file), CompressionMethod::Deflated));
    assert!(matches!(
        error,
        VerifyError::Container(ContainerError::Part("manifest.json"))
    ));
    // A bomb: a hundred megabytes of zeros in a hundred kilobytes.
    let mut bomb = parts(&file);
    bomb[2].1 = vec![0; 100 << 20];
    let bomb = zipped(&bomb, CompressionMethod::Deflated);
    assert!(bomb.len() < 1 << 20);
    let begin = std::time::Instant::now();
    refused(&bomb);
    assert!(begin.elapsed().as_millis() < 500);
}

#[test]
fn names_that_climb_repeat_or_surprise_are_refused() {
    let file = bundle(&shareable(1));
    for (at, name) in [
        (2, "../cells.jsonl"),
        (2, "/etc/passwd"),
        (2, "manifest.json"),
        (3, "cells.jsonl"),
        (0, "MANIFEST.JSON"),
    ] {
        let mut changed = parts(&file);
        changed[at].0 = name.to_owned();
        let error = refused(&container(&changed));
        assert!(
            matches!(error, VerifyError::Container(ContainerError::Part(_))),
            "{name}"
        );
    }
    let mut turned = parts(&file);
    turned.swap(3, 4);
    assert!(matches!(
        refused(&container(&turned)),
        VerifyError::Container(_)
    ));
    let mut more = parts(&file);
    more.push(("extra.txt".to_owned(), b"x".to_vec()));
    assert!(matches!(
        refused(&container(&more)),
        VerifyError::Container(_)
    ));
    let mut twice = parts(&file);
    twice.push(twice[6].clone());
    assert!(matches!(
        refused(&container(&twice)),
        VerifyError::Container(_)
    ));
    let mut fewer = parts(&file);
    fewer.pop();
    assert!(matches!(
        refused(&container(&fewer)),
        VerifyError::Container(_)
    ));
}

#[test]
fn sizes_beyond_the_file_take_no_memory() {
    let mut file = bundle(&shareable(1));
    for size in [u32::MAX, 1 << 31, file.len() as u32] {
        file[18..22].copy_from_slice(&size.to_le_bytes());
        file[22..26].copy_from_slice(&size.to_le_bytes());
        let error = refused(&file);
        assert!(matches!(
            error,
            VerifyError::Container(ContainerError::Short("manifest.json"))
        ));
    }
}

#[test]
fn another_tool_s_archive_of_the_same_parts_is_said_to_be_that() {
    // The signature still fits; only the bytes around the parts differ.
    let parts = parts(&bundle(&shareable(1)));
    let comment = {
        let mut file = container(&parts);
        file.extend(b"hello");
        let at = file.len() - 7;
        file[at] = 5;
        file
    };
    let error = refused(&comment);
    assert!(
        matches!(
            error,
            VerifyError::Container(ContainerError::Spelling { .. })
        ),
        "{error}"
    );
    assert!(error.to_string().contains("archive"));
}

#[test]
fn other_formats_say_which_way_to_go() {
    for (format, word) in [(0, "newer one"), (2, "newer version of this program")] {
        let file = signed_again(|_, manifest| manifest["format"] = format.into());
        let error = refused(&file);
        assert!(matches!(error, VerifyError::Format { found } if found == format));
        assert!(error.to_string().contains(word));
    }
    let other = signed_again(|_, manifest| manifest["kind"] = "holiday-pictures".into());
    assert!(matches!(refused(&other), VerifyError::Manifest));
    let field = signed_again(|_, manifest| manifest["extra"] = 1.into());
    assert!(matches!(refused(&field), VerifyError::Manifest));
    let id = signed_again(|_, manifest| manifest["organisation"] = "../x".into());
    assert!(matches!(refused(&id), VerifyError::Manifest));
}

#[test]
fn a_changed_part_is_named() {
    let file = bundle(&shareable(1));
    for (at, (name, bytes)) in parts(&file).into_iter().enumerate().skip(2) {
        let mut changed = parts(&file);
        let middle = bytes.len() / 2;
        changed[at].1[middle] ^= 1;
        let error = refused(&container(&changed));
        assert!(error.to_string().contains(&name), "{error}");
        assert!(error.to_string().contains("SHA-256"));
    }
}

#[test]
fn signed_figures_that_prove_nothing_are_refused() {
    let cells = signed_again(|parts, _| {
        text(parts, "cells.jsonl", |lines| {
            lines
                .lines()
                .skip(1)
                .map(|line| format!("{line}\n"))
                .collect()
        })
    });
    assert!(matches!(refused(&cells), VerifyError::Cells));
    let more = signed_again(|parts, _| {
        text(parts, "cells.jsonl", |lines| {
            lines.replacen("\"value\":3", "\"value\":6", 1)
        })
    });
    assert!(matches!(refused(&more), VerifyError::Cells));
    let turned = signed_again(|parts, _| {
        text(parts, "cells.jsonl", |lines| {
            lines
                .lines()
                .rev()
                .map(|line| format!("{line}\n"))
                .collect()
        })
    });
    verify(&turned, &secret().public()).unwrap();
    let history =
        signed_again(|parts, _| text(parts, "history.json", |text| text.replacen(",3]", ",6]", 1)));
    assert!(matches!(refused(&history), VerifyError::Proof(_)));
    let spaced =
        signed_again(|parts, _| text(parts, "history.json", |text| text.replacen(',', ", ", 1)));
    assert!(matches!(
        refused(&spaced),
        VerifyError::Layout("history.json")
    ));
    let chain = signed_again(|parts, _| {
        text(parts, "records.json", |text| {
            text.replacen("2024-01", "2023-01", 1)
        })
    });
    assert!(matches!(refused(&chain), VerifyError::Proof(_)));
    let head = signed_again(|_, manifest| manifest["head"] = "0".repeat(64).into());
    assert!(matches!(refused(&head), VerifyError::Head));
    let codes = signed_again(|parts, _| {
        text(parts, "codelists.json", |text| {
            text.replace("\"OMG\"", "\"OMX\"")
        })
    });
    assert!(matches!(refused(&codes), VerifyError::Codes(_)));
    let note = signed_again(|parts, _| {
        let note = br#"{"basis":"closed","counts":{"nl":"","en":""},"period":{"nl":"a","en":"b"},"rounding":{"nl":"a","en":"b"}}"#;
        parts[4].1 = note.to_vec();
    });
    assert!(matches!(refused(&note), VerifyError::Note(_)));
    // Nested deeper than any reader follows.
    let deep = signed_again(|parts, _| parts[6].1 = vec![b'['; 100_000]);
    assert!(matches!(
        refused(&deep),
        VerifyError::Layout("records.json")
    ));
}
