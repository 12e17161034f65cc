//! A picture as SVG: self-contained, without a script, its text selectable.
//!
//! Every colour of the house has a name, and what is drawn in it the class `fill-…` or `stroke-…`. The colours stand in
//! presentation attributes, to which any rule of a page's stylesheet is preferred: a dark page can have its own.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::paper::{Area, Ink, Pen, Setting, Shape, Spot, Surface};
use crate::pixels::encoded_shades;
use crate::text::Weight;
use crate::theme::{self, Colour, PAGE};
use base64::Engine as _;

const FONTS: &str = "'DejaVu Sans', 'Bitstream Vera Sans', Verdana, Geneva, sans-serif";

/// Pixels of the picture for each of a map's.
const COARSE: f32 = 5.0;

/// The elements of a picture so far.
pub(crate) struct Svg {
    width: u32,
    height: u32,
    title: String,
    description: String,
    body: String,
    /// The rectangles within which shapes are drawn, and long lines: what elements of the body refer to.
    defined: BTreeSet<String>,
}

impl Svg {
    pub(crate) fn new(width: u32, height: u32, title: &str, description: &str) -> Self {
        Self {
            width,
            height,
            title: escaped(title),
            description: escaped(description),
            body: String::new(),
            defined: BTreeSet::new(),
        }
    }

    /// The whole document.
    pub(crate) fn document(&self) -> String {
        let Self { width, height, title, description, body, defined } = self;
        let defined: String = defined.iter().map(String::as_str).collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"nabla-figure\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FONTS}\" fill=\"none\" \
             stroke-linecap=\"round\" stroke-linejoin=\"round\">\n<title>{title}</title>\n<desc>{description}</desc>\n<defs>{defined}</defs>\n\
             {body}</svg>\n"
        )
    }

    /// The attribute that keeps a shape within a rectangle. The rectangle is its own id: figures on one page may
    /// share it.
    fn clip(&mut self, area: Area) -> String {
        let [x, y, width, height] = [area.left, area.top, area.width(), area.height()].map(number);
        let id = format!("within-{x}-{y}-{width}-{height}");
        self.defined.insert(format!(
            "<clipPath id=\"{id}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/></clipPath>"
        ));
        format!(" clip-path=\"url(#{id})\"")
    }
}

impl Svg {
    /// Lines as one element. Long ones are defined once, because they are drawn twice where they have a pale edge.
    fn lines(&mut self, pieces: &[&[Spot]]) -> String {
        let path = course(pieces);
        if path.len() < 400 {
            return format!("path d=\"{path}\"");
        }
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        // What is drawn is its own id, as for the rectangles.
        let id = format!("lines-{:x}", hasher.finish());
        self.defined.insert(format!("<path id=\"{id}\" d=\"{path}\"/>\n"));
        format!("use href=\"#{id}\"")
    }
}

impl Surface for Svg {
    fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn shape(&mut self, shape: Shape<'_>, ink: Ink, within: Option<Area>) {
        let clip = within.map(|area| self.clip(area)).unwrap_or_default();
        let ink = match ink {
            Ink::Fill(colour) => paints(&[("fill", colour)]),
            Ink::Stroke(pen) => stroked(&pen),
        };
        let one = |shape: String| format!("<{shape}{ink}{clip}/>\n");
        let drawn = match shape {
            Shape::Circles(middles, radius) => {
                let circle = |(x, y): &Spot| format!("circle cx=\"{}\" cy=\"{}\"", number(*x), number(*y));
                let radius = format!(" r=\"{}\"", number(radius));
                match middles {
                    [middle] => one(circle(middle) + &radius),
                    _ => {
                        let circles = middles.iter().map(|middle| format!("<{}{radius}/>\n", circle(middle)));
                        format!("<g{ink}{clip}>\n{}</g>\n", circles.collect::<String>())
                    }
                }
            }
            Shape::Line(spots) => one(format!("polyline points=\"{}\"", points(spots))),
            Shape::Lines(pieces) => one(self.lines(pieces)),
            Shape::Outline(spots) => one(format!("polygon points=\"{}\"", points(spots))),
        };
        self.body += &drawn;
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
        let colours = match setting.halo {
            true => {
                paints(&[("stroke", PAGE), ("fill", setting.colour)]) + " stroke-width=\"4\" paint-order=\"stroke\""
            }
            false => paints(&[("fill", setting.colour)]),
        };
        self.body += &format!("<text {attributes}{colours}>{text}</text>\n");
    }

    /// Whoever shows the picture smooths the shades: a fifth as many each way look the same and take a tenth.
    fn shades(&mut self, area: Area, shades: &dyn Fn(u32, u32) -> Vec<u8>) {
        let [columns, rows] = [area.width(), area.height()].map(|length| (length / COARSE).round().max(2.0) as u32);
        let Ok(bytes) = encoded_shades(columns, rows, &shades(columns, rows)) else { return };
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

/// The line without points that lie within a seventh of a pixel of it: the eye does not see them go.
fn thinned(spots: &[Spot]) -> Vec<Spot> {
    let mut kept: Vec<Spot> = spots.first().copied().into_iter().collect();
    let (mut from, mut to) = (0, 2);
    while to < spots.len() {
        let ((x, y), (dx, dy)) = (spots[from], (spots[to].0 - spots[from].0, spots[to].1 - spots[from].1));
        let long = dx.hypot(dy);
        let near = |spot: &Spot| {
            let (along, aside) = ((spot.0 - x) * dx + (spot.1 - y) * dy, (spot.0 - x) * dy - (spot.1 - y) * dx);
            aside.abs() <= 0.14 * long && (0.0..=long * long).contains(&along)
        };
        if to - from > 40 || !spots[from + 1..to].iter().all(near) {
            from = to - 1;
            kept.push(spots[from]);
        }
        to += 1;
    }
    kept.extend(spots.last().filter(|_| spots.len() > 1));
    kept
}

/// Lines in tenths of a pixel, each point from the one before. The steps lie between rounded places, so that nothing
/// adds up.
fn course(pieces: &[&[Spot]]) -> String {
    let tenths = |(x, y): &Spot| ((10.0 * x).round() as i64, (10.0 * y).round() as i64);
    let (mut path, mut before) = (String::new(), (0, 0));
    for piece in pieces {
        for (index, spot) in thinned(piece).iter().map(tenths).enumerate() {
            let step = [spot.0 - before.0, spot.1 - before.1].map(|length| number(length as f32 / 10.0));
            path += if index == 0 { "m" } else { "" };
            for length in step {
                let apart = if path.ends_with('m') || length.starts_with('-') { "" } else { " " };
                path += &format!("{apart}{length}");
            }
            before = spot;
        }
    }
    path
}

fn points(spots: &[Spot]) -> String {
    spots.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect::<Vec<_>>().join(" ")
}

/// The attributes of colours, each for fill or stroke: a class for stylesheets, and the colour where these say nothing.
fn paints(paints: &[(&str, Colour)]) -> String {
    let classes: Vec<String> = paints.iter().map(|(kind, colour)| format!("{kind}-{}", theme::name(*colour))).collect();
    let mut attributes = format!(" class=\"{}\"", classes.join(" "));
    for (kind, Colour { 0: red, 1: green, 2: blue, 3: opacity }) in paints {
        attributes += &format!(" {kind}=\"#{red:02x}{green:02x}{blue:02x}\"");
        if *opacity < 1.0 {
            attributes += &format!(" {kind}-opacity=\"{}\"", number(*opacity as f32));
        }
    }
    attributes
}

fn stroked(pen: &Pen) -> String {
    let mut attributes = paints(&[("stroke", pen.colour)]);
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
