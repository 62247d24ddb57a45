//! Where the words of a picture stand.

use crate::typeface::measure;

/// Where each upright line of text begins and ends.
pub fn spans(svg: &str) -> Vec<(f64, f64, String)> {
    let mut spans = Vec::new();
    for rest in svg.split("<text ").skip(1) {
        let (head, tail) = rest.split_once('>').unwrap();
        let text = tail.split("</text>").next().unwrap();
        let text = text.replace("&amp;", "&").replace("&#39;", "'");
        let value = |name: &str| {
            let key = format!("{name}=\"");
            head.split(&key)
                .nth(1)
                .map(|rest| rest.split('"').next().unwrap())
        };
        if head.contains("rotate") {
            continue;
        }
        let x: f64 = value("x").unwrap().parse().unwrap();
        let size: f64 = value("font-size").unwrap().parse().unwrap();
        let width = measure(&text, size, head.contains("t w "));
        let left = match value("text-anchor").unwrap() {
            "start" => x,
            "middle" => x - width / 2.0,
            _ => x - width,
        };
        spans.push((left, left + width, text));
    }
    spans
}
