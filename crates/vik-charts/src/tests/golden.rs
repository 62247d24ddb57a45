//! The SVG itself, as text.

use super::samples;
use super::spans::spans;
use crate::{Mode, Part, Width, describe, draw};

#[test]
fn every_kind_draws_the_same_picture_as_before() {
    for (spec, data) in samples::all() {
        for (width, name) in [(Width::Wide, "wide"), (Width::Narrow, "narrow")] {
            let svg = draw(&spec, &data, width, Mode::Web).unwrap();
            assert_eq!(svg, draw(&spec, &data, width, Mode::Web).unwrap());
            insta::assert_snapshot!(format!("{}-{name}", spec.id), svg);
        }
    }
}

#[test]
fn every_kind_describes_itself() {
    let texts: Vec<String> = samples::all()
        .iter()
        .map(|(spec, data)| describe(spec, data))
        .collect();
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn a_static_chart_needs_no_stylesheet() {
    for (spec, data) in samples::all() {
        let svg = draw(&spec, &data, Width::Wide, Mode::Static).unwrap();
        assert!(!svg.contains("class="), "{}", spec.id);
        assert!(svg.contains("fill=\"#"), "{}", spec.id);
    }
}

#[test]
fn every_mark_lies_on_the_sheet() {
    for (spec, data) in samples::all() {
        for width in [Width::Wide, Width::Narrow] {
            let svg = draw(&spec, &data, width, Mode::Web).unwrap();
            for (name, most) in [
                ("x", width.units()),
                ("x1", width.units()),
                ("x2", width.units()),
            ] {
                for value in attributes(&svg, name) {
                    assert!((0.0..=most).contains(&value), "{} {name}={value}", spec.id);
                }
            }
        }
    }
}

#[test]
fn every_word_lies_on_the_sheet() {
    for (spec, data) in samples::all() {
        for width in [Width::Wide, Width::Narrow] {
            let svg = draw(&spec, &data, width, Mode::Web).unwrap();
            for (left, right, text) in spans(&svg) {
                let most = width.units() + 0.5;
                assert!(
                    left >= -0.5 && right <= most,
                    "{} {left}..{right} {text}",
                    spec.id
                );
            }
        }
    }
}

#[test]
fn a_norm_near_an_end_keeps_its_labels_on_the_sheet() {
    let (spec, data) = samples::all()
        .into_iter()
        .find(|(spec, _)| spec.id == "doorlooptijd")
        .unwrap();
    for norm in [0.0, 7.0, 14.0, 42.0, 180.0, 300.0, 355.0, 400.0] {
        let rows = data.rows();
        let spec = spec.clone().part(Part::Norm, "other");
        let data = data.clone().numbers("other", vec![Some(norm); rows]);
        for width in [Width::Wide, Width::Narrow] {
            let svg = draw(&spec, &data, width, Mode::Web).unwrap();
            for (left, right, text) in spans(&svg) {
                let most = width.units() + 0.5;
                assert!(
                    left >= -0.5 && right <= most,
                    "{norm}: {left}..{right} {text}"
                );
            }
        }
    }
}

fn attributes(svg: &str, name: &str) -> Vec<f64> {
    let key = format!(" {name}=\"");
    svg.split(&key)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect()
}
