//! A plotters backend that writes accessible, themeable SVG.

use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, FontTransform,
};

use crate::Mode;
use crate::group::Group;
use crate::ink::Ink;
use crate::typeface::{FAMILY, LINE_HEIGHT};

/// Plotters counts in whole pixels; we draw on a grid ten times finer and divide when writing.
pub(crate) const GRID: f64 = 10.0;

/// What a screen reader announces, and the size of the picture.
pub(crate) struct Head<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    pub language: &'a str,
    pub size: (f64, f64),
    /// `img`, or `group` when the parts of the picture can be read one by one.
    pub role: &'static str,
    /// A class beside `vik-chart`, or nothing.
    pub class: &'static str,
}

/// Writes one `<svg>` element to a string.
pub(crate) struct AccessibleSvg<'a> {
    out: &'a mut String,
    size: (u32, u32),
    mode: Mode,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'a> AccessibleSvg<'a> {
    pub(crate) fn new(out: &'a mut String, head: &Head<'_>, mode: Mode) -> Self {
        let (width, height) = head.size;
        let (id, language) = (escape(head.id), escape(head.language));
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" "
        );
        let _ = match mode {
            Mode::Web if head.class.is_empty() => write!(out, "class=\"vik-chart\""),
            Mode::Web => write!(out, "class=\"vik-chart {}\"", head.class),
            Mode::Static => write!(
                out,
                "width=\"{width}\" height=\"{height}\" font-family=\"{FAMILY}\""
            ),
        };
        let _ = writeln!(
            out,
            " lang=\"{language}\" role=\"{}\" aria-labelledby=\"{id}-t {id}-d\">\n\
             <title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>",
            head.role,
            escape(head.title),
            escape(head.description),
        );
        Self {
            out,
            size: ((width * GRID) as u32, (height * GRID) as u32),
            mode,
        }
    }

    fn stroke(&self, colour: BackendColor, width: u32) -> String {
        let ink = Ink::of(colour);
        let mut text = match self.mode {
            Mode::Web => format!("class=\"l {}\"", ink.class()),
            Mode::Static => format!("fill=\"none\" stroke=\"{}\"", ink.hex()),
        };
        let _ = write!(text, " stroke-width=\"{}\"", fine(width as i32));
        if !ink.dash().is_empty() {
            let _ = write!(text, " stroke-dasharray=\"{}\"", ink.dash());
        }
        text
    }

    fn fill(&self, colour: BackendColor) -> String {
        let ink = Ink::of(colour);
        match (self.mode, ink) {
            (Mode::Web, _) => format!("class=\"f {}\"", ink.class()),
            (Mode::Static, Ink::Band(_)) => {
                format!("fill=\"{}\" fill-opacity=\"0.16\"", ink.hex())
            }
            (Mode::Static, _) => format!("fill=\"{}\"", ink.hex()),
        }
    }

    fn paint<S: BackendStyle>(&self, style: &S, fill: bool) -> String {
        if fill {
            self.fill(style.color())
        } else {
            self.stroke(style.color(), style.stroke_width())
        }
    }
}

impl DrawingBackend for AccessibleSvg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        if !self.out.ends_with("</svg>") {
            self.out.push_str("</svg>");
        }
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn {
        let paint = self.fill(colour);
        let _ = writeln!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"0.1\" height=\"0.1\" {paint}/>",
            fine(x),
            fine(y)
        );
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        let paint = self.paint(style, false);
        let _ = writeln!(
            self.out,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {paint}/>",
            fine(from.0),
            fine(from.1),
            fine(to.0),
            fine(to.1)
        );
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let paint = self.paint(style, fill);
        let _ = writeln!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {paint}/>",
            fine(from.0),
            fine(from.1),
            fine(to.0 - from.0),
            fine(to.1 - from.1)
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let paint = self.paint(style, false);
        let points = points(path);
        let _ = writeln!(
            self.out,
            "<polyline points=\"{points}\" stroke-linejoin=\"round\" {paint}/>"
        );
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let paint = self.paint(style, fill);
        let _ = writeln!(
            self.out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {paint}/>",
            fine(centre.0),
            fine(centre.1),
            fine(radius as i32)
        );
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let paint = self.paint(style, true);
        let points = points(corners);
        let _ = writeln!(self.out, "<polygon points=\"{points}\" {paint}/>");
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let ink = Ink::of(style.color());
        match ink {
            Ink::Open(n) => {
                let _ = writeln!(self.out, "{}", Group::of(n).open(text));
                return Ok(());
            }
            Ink::Close(n) => {
                let _ = writeln!(self.out, "{}", Group::of(n).close());
                return Ok(());
            }
            _ => {}
        }
        let size = style.size() / GRID / LINE_HEIGHT;
        let (x, y) = (fine(x), fine(y));
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Right => "end",
            HPos::Center => "middle",
        };
        let bold = matches!(style.style(), FontStyle::Bold);
        let paint = match (self.mode, bold) {
            (Mode::Web, false) => format!("class=\"t {}\"", ink.class()),
            (Mode::Web, true) => format!("class=\"t w {}\"", ink.class()),
            (Mode::Static, false) => format!("fill=\"{}\"", ink.hex()),
            (Mode::Static, true) => format!("fill=\"{}\" font-weight=\"600\"", ink.hex()),
        };
        let turn = match style.transform() {
            FontTransform::Rotate270 => format!(" transform=\"rotate(-90 {x} {y})\""),
            _ => String::new(),
        };
        let _ = writeln!(
            self.out,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size:.1}\" text-anchor=\"{anchor}\" {paint}{turn}>{}</text>",
            escape(text)
        );
        Ok(())
    }
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let points: Vec<String> = path
        .into_iter()
        .map(|(x, y)| format!("{},{}", fine(x), fine(y)))
        .collect();
    points.join(" ")
}

/// A coordinate of the fine grid, in user units.
fn fine(value: i32) -> String {
    format!("{}", f64::from(value) / GRID)
}

/// Text for an element or an attribute. Characters that XML forbids are dropped: one of them would
/// make the whole picture unreadable.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}
