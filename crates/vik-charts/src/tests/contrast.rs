//! Every colour that carries text or meaning can be told from its background.

use crate::palette::{DARK, HEAT, HEAT_TEXT, LIGHT, Palette};

/// WCAG 2 contrast between two colours.
fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn check(palette: &Palette, backgrounds: &[&str]) {
    for paper in backgrounds {
        for ink in palette.series.iter().chain([&palette.text, &palette.muted]) {
            let found = contrast(ink, paper);
            assert!(found >= 4.5, "{ink} on {paper}: {found:.2}");
        }
        let found = contrast(palette.axis, paper);
        assert!(found >= 3.0, "axis on {paper}: {found:.2}");
    }
}

#[test]
fn labels_reach_four_and_a_half_on_the_page_and_on_a_card() {
    check(&LIGHT, &[LIGHT.paper, "#f4f6f8"]);
    check(&DARK, &[DARK.paper, "#1d232a"]);
}

#[test]
fn words_on_a_quiet_area_reach_four_and_a_half() {
    for palette in [&LIGHT, &DARK] {
        for ink in palette.series.iter().chain([&palette.text, &palette.muted]) {
            let found = contrast(ink, palette.shade);
            assert!(found >= 4.5, "{ink} on {}: {found:.2}", palette.shade);
        }
        let found = contrast(palette.axis, palette.shade);
        assert!(found >= 3.0, "axis on {}: {found:.2}", palette.shade);
    }
}

#[test]
fn figures_in_a_heat_map_reach_four_and_a_half() {
    for (cells, texts) in [(HEAT.light, HEAT_TEXT.light), (HEAT.dark, HEAT_TEXT.dark)] {
        for (cell, text) in cells.iter().zip(texts) {
            let found = contrast(cell, text);
            assert!(found >= 4.5, "{text} on {cell}: {found:.2}");
        }
    }
}

#[test]
fn the_known_extremes() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01);
}
