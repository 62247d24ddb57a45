//! Power and calibration of the detector, drawn as SVG for the documentation.
//!
//! Power: what is found within three and six months against false alarms a month. Calibration: the
//! false alarms that a threshold was meant to allow against those that it did.

use std::{fs, path::Path};

use plotters::{
    prelude::*,
    style::{FontStyle, register_font},
};

use super::{Scored, panel, score, scored, table::name};

const BUDGETS: [f64; 12] = [0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.3, 1.6, 2.0, 2.5, 3.0, 4.0];
const COLOURS: [RGBColor; 3] = [
    RGBColor(0, 68, 136),
    RGBColor(187, 85, 102),
    RGBColor(153, 119, 0),
];

/// The typeface of the pages: the library measures text with it and does not search for others.
const TYPEFACE: &[u8] = include_bytes!("../../../vik-charts/fonts/FiraSans-Regular.ttf");

pub fn run(folder: &Path, out: &Path) -> Result<(), String> {
    register_font("sans-serif", FontStyle::Normal, TYPEFACE)
        .map_err(|_| "the typeface of the plots cannot be read")?;
    fs::create_dir_all(out).map_err(|e| format!("{}: cannot be made: {e}", name(out)))?;
    let sets = panel::read(folder)?;
    let signals = score::signals(folder, sets.len())?;
    let judge = score::Judge::new(sets.len(), &signals);
    let scored = scored(&sets)?;
    let failed = |e: &dyn std::fmt::Display| format!("a plot cannot be drawn: {e}");
    power(&out.join("power.svg"), &judge, &scored).map_err(|e| failed(&e))?;
    calibration(&out.join("calibration.svg"), &judge, &scored).map_err(|e| failed(&e))
}

type Drawn = Result<(), Box<dyn std::error::Error>>;

fn power(path: &Path, judge: &score::Judge<'_>, scored: &[Scored]) -> Drawn {
    let area = SVGBackend::new(path, (760, 460)).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(12)
        .x_label_area_size(44)
        .y_label_area_size(52)
        .build_cartesian_2d(0.0..4.1, 0.0..100.0)?;
    chart
        .configure_mesh()
        .light_line_style(WHITE)
        .x_desc("false alarms a month over 175 series")
        .y_desc("signals found, %")
        .draw()?;
    for (one, colour) in scored.iter().zip(COLOURS) {
        let figures: Vec<score::Figures> = BUDGETS
            .iter()
            .map(|budget| judge.figures(&one.scores, judge.threshold(&one.scores, *budget)))
            .collect();
        let within = |months: usize| {
            let share = |f: &score::Figures| {
                if months == 3 {
                    f.within_three
                } else {
                    f.within_six
                }
            };
            let points = figures
                .iter()
                .map(move |f| (f.false_alarms, 100.0 * share(f)));
            points.collect::<Vec<_>>()
        };
        let label = format!("{}, six months", one.view);
        chart
            .draw_series(LineSeries::new(within(6), colour.stroke_width(2)))?
            .label(label)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 22, y)], colour.stroke_width(2)));
        chart
            .draw_series(DashedLineSeries::new(
                within(3),
                5,
                4,
                colour.stroke_width(2),
            ))?
            .label("three months")
            .legend(move |(x, y)| {
                let part =
                    |from, to| PathElement::new([(from, y), (to, y)], colour.stroke_width(2));
                EmptyElement::at((0, 0)) + part(x, x + 8) + part(x + 13, x + 21)
            });
    }
    legend(&mut chart, SeriesLabelPosition::LowerRight)?;
    area.present()?;
    Ok(())
}

fn calibration(path: &Path, judge: &score::Judge<'_>, scored: &[Scored]) -> Drawn {
    let area = SVGBackend::new(path, (560, 460)).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(12)
        .x_label_area_size(44)
        .y_label_area_size(52)
        .build_cartesian_2d(0.0..2.4, 0.0..2.4)?;
    chart
        .configure_mesh()
        .light_line_style(WHITE)
        .x_desc("false alarms a month allowed")
        .y_desc("false alarms a month raised")
        .draw()?;
    let grey = RGBColor(120, 120, 120);
    chart.draw_series(LineSeries::new(
        [(0.0, 0.0), (2.4, 2.4)],
        grey.stroke_width(1),
    ))?;
    chart
        .draw_series(DashedLineSeries::new(
            [(0.0, 0.0), (2.18, 2.4)],
            4,
            4,
            grey.stroke_width(1),
        ))?
        .label("allowed, and a tenth more")
        .legend(move |(x, y)| PathElement::new([(x, y), (x + 22, y)], grey.stroke_width(1)));
    for (i, (one, colour)) in scored.iter().zip(COLOURS).enumerate() {
        let shift = 0.02 * (i as f64 - 1.0);
        let points = one.thresholds.map(|(budget, threshold)| {
            (budget + shift, judge.false_alarms(&one.scores, threshold))
        });
        chart
            .draw_series(points.map(|point| Circle::new(point, 5, colour.filled())))?
            .label(one.view)
            .legend(move |(x, y)| Circle::new((x + 11, y), 5, colour.filled()));
    }
    legend(&mut chart, SeriesLabelPosition::UpperLeft)?;
    area.present()?;
    Ok(())
}

fn legend<'a, DB: DrawingBackend + 'a>(
    chart: &mut ChartContext<
        'a,
        DB,
        Cartesian2d<plotters::coord::types::RangedCoordf64, plotters::coord::types::RangedCoordf64>,
    >,
    place: SeriesLabelPosition,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    chart
        .configure_series_labels()
        .position(place)
        .background_style(WHITE.mix(0.9))
        .draw()
}
