//! The colours, and the stylesheet that applies them.

/// The colours of one background.
pub(crate) struct Palette {
    /// Six hues and the grey of what is left over.
    pub series: [&'static str; 7],
    pub text: &'static str,
    pub muted: &'static str,
    pub axis: &'static str,
    pub grid: &'static str,
    pub paper: &'static str,
    pub shade: &'static str,
}

pub(crate) const LIGHT: Palette = Palette {
    series: [
        "#00508f", "#a34700", "#006b4f", "#7a2a8c", "#806000", "#b0214a", "#595f66",
    ],
    text: "#1d1d1b",
    muted: "#555b62",
    axis: "#6b7178",
    grid: "#dde1e5",
    paper: "#ffffff",
    shade: "#e9ecef",
};

pub(crate) const DARK: Palette = Palette {
    series: [
        "#7fc0ff", "#ffb070", "#6fdcb5", "#d9a3ea", "#e6c35c", "#ff9bb3", "#b8bec6",
    ],
    text: "#f2f2f2",
    muted: "#b4bac1",
    axis: "#959ca4",
    grid: "#363d45",
    paper: "#14181d",
    shade: "#272e36",
};

/// A five-step scale for either background.
pub(crate) struct Steps {
    pub light: [&'static str; 5],
    pub dark: [&'static str; 5],
}

pub(crate) const HEAT: Steps = Steps {
    light: ["#eef4fa", "#c9deef", "#93bee0", "#2a6ca3", "#0b3d68"],
    dark: ["#1b2733", "#1f3f5c", "#285a85", "#7fb5e3", "#cfe6fa"],
};

pub(crate) const HEAT_TEXT: Steps = Steps {
    light: ["#1d1d1b", "#1d1d1b", "#1d1d1b", "#ffffff", "#ffffff"],
    dark: ["#f2f2f2", "#f2f2f2", "#f2f2f2", "#14181d", "#14181d"],
};

/// The stylesheet of the charts: light, dark, forced colours and print.
///
/// It names the family `Fira Sans` and leaves the `@font-face` to the page.
pub fn stylesheet() -> String {
    let light = variables(&LIGHT, &HEAT.light, &HEAT_TEXT.light);
    let dark = variables(&DARK, &HEAT.dark, &HEAT_TEXT.dark);
    let mut marks = String::new();
    for n in 1..=LIGHT.series.len() {
        marks.push_str(&format!(".vik-chart .s{n}{{--c:var(--vik-s{n})}}\n"));
    }
    for n in 0..HEAT.light.len() {
        marks.push_str(&format!(".vik-chart .h{n}{{--c:var(--vik-h{n})}}\n"));
        marks.push_str(&format!(".vik-chart .o{n}{{--c:var(--vik-o{n})}}\n"));
    }
    for name in ["tx", "mu", "ax", "gr", "pa", "sh"] {
        marks.push_str(&format!(".vik-chart .{name}{{--c:var(--vik-{name})}}\n"));
    }
    format!(
        "{SHAPES}{marks}\
         :root{{{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n\
         {FORCED}{PRINT}"
    )
}

const SHAPES: &str = "\
.vik-chart{display:block;width:100%;height:auto;max-width:60rem;font-family:'Fira Sans',system-ui,sans-serif}
.vik-chart .l{fill:none;stroke:var(--c)}
.vik-chart .f,.vik-chart .t{fill:var(--c);stroke:none}
.vik-chart .b{fill-opacity:.16}
.vik-chart .w{font-weight:600}
.vik-chart.vik-spark{max-width:11.25rem}
.vik-chart-swap{container-type:inline-size}
.vik-chart-narrow{display:none;max-width:30rem}
@container (max-width:35rem){.vik-chart-wide{display:none}.vik-chart-narrow{display:block}}
";

// Chromium keeps its hands off SVG, so the system colours are named here. Series stay apart by
// dash, marker and label; shaded cells lose their shade and keep their number and an outline.
const FORCED: &str = "\
@media (forced-colors:active){
.vik-chart{forced-color-adjust:none}
.vik-chart [class]{--c:CanvasText}
.vik-chart .gr{--c:GrayText}
.vik-chart .pa{--c:Canvas}
.vik-chart .sh{--c:Canvas;stroke:GrayText}
.vik-chart .h0,.vik-chart .h1,.vik-chart .h2,.vik-chart .h3,.vik-chart .h4{--c:Canvas;stroke:CanvasText}
}
";

const PRINT: &str = "\
@media print{.vik-chart{print-color-adjust:exact;break-inside:avoid}}
";

fn variables(palette: &Palette, heat: &[&str; 5], text: &[&str; 5]) -> String {
    let mut css = String::new();
    for (n, colour) in palette.series.iter().enumerate() {
        css.push_str(&format!("--vik-s{}:{colour};", n + 1));
    }
    for (n, (cell, on)) in heat.iter().zip(text).enumerate() {
        css.push_str(&format!("--vik-h{n}:{cell};--vik-o{n}:{on};"));
    }
    let Palette {
        text,
        muted,
        axis,
        grid,
        paper,
        shade,
        ..
    } = palette;
    css.push_str(&format!(
        "--vik-tx:{text};--vik-mu:{muted};--vik-ax:{axis};--vik-gr:{grid};--vik-pa:{paper};--vik-sh:{shade}"
    ));
    css
}
