//! A picture as SVG: self-contained, without a script, its text selectable.
//!
//! Every colour of the house has a name, and what is drawn in it the class `fill-…` or `stroke-…`. The colours stand in
//! presentation attributes, to which any rule of a page's stylesheet is preferred: a dark page can have its own.

use std::collections::BTreeSet;

use base64::Engine as _;
use tiny_skia::Pixmap;

use crate::paper::{Area, Ink, Pen, Setting, Shape, Spot, Surface};
use crate::pixels::{Effort, encoded};
use crate::text::Weight;
use crate::theme::{self, Colour, PAGE};

const FONTS: &str = "'DejaVu Sans', 'Bitstream Vera Sans', Verdana, Geneva, sans-serif";

/// The elements of a picture so far.
pub(crate) struct Svg {
    width: u32,
    height: u32,
    title: String,
    body: String,
    /// The rectangles within which shapes were drawn, by their ids.
    clips: BTreeSet<String>,
}

impl Svg {
    pub(crate) fn new(width: u32, height: u32, title: &str) -> Self {
        Self { width, height, title: escaped(title), body: String::new(), clips: BTreeSet::new() }
    }

    /// The whole document.
    pub(crate) fn document(&self) -> String {
        let Self { width, height, title, body, clips } = self;
        let clips: String = clips.iter().map(String::as_str).collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"nabla-figure\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FONTS}\" fill=\"none\" \
             stroke-linecap=\"round\" stroke-linejoin=\"round\">\n<title>{title}</title>\n<defs>{clips}</defs>\n\
             {body}</svg>\n"
        )
    }

    /// The attribute that keeps a shape within a rectangle. The rectangle is its own id: figures on one page may
    /// share it.
    fn clip(&mut self, area: Area) -> String {
        let [x, y, width, height] = [area.left, area.top, area.width(), area.height()].map(number);
        let id = format!("within-{x}-{y}-{width}-{height}");
        self.clips.insert(format!(
            "<clipPath id=\"{id}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/></clipPath>"
        ));
        format!(" clip-path=\"url(#{id})\"")
    }
}

impl Surface for Svg {
    fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn shape(&mut self, shape: Shape<'_>, ink: Ink, within: Option<Area>) {
        let clip = within.map(|area| self.clip(area)).unwrap_or_default();
        let ink = match ink {
            Ink::Fill(colour) => painted("fill", colour),
            Ink::Stroke(pen) => stroked(&pen),
        };
        let shape = match shape {
            Shape::Circle((x, y), radius) => {
                format!("circle cx=\"{}\" cy=\"{}\" r=\"{}\"", number(x), number(y), number(radius))
            }
            Shape::Line(spots) => format!("polyline points=\"{}\"", points(spots)),
            Shape::Outline(spots) => format!("polygon points=\"{}\"", points(spots)),
        };
        self.body += &format!("<{shape}{ink}{clip}/>\n");
    }

    fn text(&mut self, (x, y): Spot, text: &str, setting: &Setting) {
        let [x, y] = [x, y].map(number);
        let anchor = ["", " text-anchor=\"middle\"", " text-anchor=\"end\""][(2.0 * setting.align) as usize];
        let bold = if setting.font.weight == Weight::Bold { " font-weight=\"bold\"" } else { "" };
        let turned = match setting.turned {
            0.0 => String::new(),
            turned => format!(" transform=\"rotate({} {x} {y})\"", number(turned)),
        };
        let attributes =
            format!("x=\"{x}\" y=\"{y}\" font-size=\"{}\"{anchor}{bold}{turned}", number(setting.font.size));
        let text = escaped(text);
        if setting.halo {
            self.body +=
                &format!("<text {attributes}{} aria-hidden=\"true\">{text}</text>\n", stroked(&Pen::solid(PAGE, 4.0)));
        }
        self.body += &format!("<text {attributes}{}>{text}</text>\n", painted("fill", setting.colour));
    }

    fn image(&mut self, area: Area, image: &Pixmap) {
        let Ok(bytes) = encoded(image, Effort::Small) else { return };
        let [x, y, width, height] = [area.left, area.top, area.width(), area.height()].map(number);
        let data = base64::engine::general_purpose::STANDARD.encode(bytes);
        self.body += &format!(
            "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" \
             href=\"data:image/png;base64,{data}\"/>\n"
        );
    }
}

/// At most two decimals, and no zero without need.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    match text.trim_end_matches('0').trim_end_matches('.') {
        "-0" => "0".to_owned(),
        short => short.to_owned(),
    }
}

fn points(spots: &[Spot]) -> String {
    spots.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect::<Vec<_>>().join(" ")
}

/// The attributes of a colour, `kind` being fill or stroke.
fn painted(kind: &str, colour: Colour) -> String {
    let Colour { 0: red, 1: green, 2: blue, 3: opacity } = colour;
    let mut attributes =
        format!(" class=\"{kind}-{}\" {kind}=\"#{red:02x}{green:02x}{blue:02x}\"", theme::name(colour));
    if opacity < 1.0 {
        attributes += &format!(" {kind}-opacity=\"{}\"", number(opacity as f32));
    }
    attributes
}

fn stroked(pen: &Pen) -> String {
    let mut attributes = painted("stroke", pen.colour);
    attributes += &format!(" stroke-width=\"{}\"", number(pen.width));
    if let Some([dash, gap]) = pen.dash {
        attributes += &format!(" stroke-dasharray=\"{} {}\" stroke-linecap=\"butt\"", number(dash), number(gap));
    }
    attributes
}

/// Any text as the content of an element: XML has no way to hold most control characters.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\n' | '\t' => escaped.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}
