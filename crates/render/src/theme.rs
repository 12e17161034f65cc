//! Every colour, width and size of the house, in one place: a picture is changed here, not where it is drawn.

use nabla_grading::figure::Role;
use plotters::style::RGBAColor;

use crate::text::{Font, Weight};

/// A colour with opacity, 1 being opaque.
pub(crate) type Colour = RGBAColor;

/// An opaque colour.
const fn rgb(red: u8, green: u8, blue: u8) -> Colour {
    RGBAColor(red, green, blue, 1.0)
}

/// The same colour, less opaque.
pub(crate) const fn faded(Colour { 0: red, 1: green, 2: blue, .. }: Colour, opacity: f64) -> Colour {
    RGBAColor(red, green, blue, opacity)
}

pub(crate) const PAGE: Colour = rgb(255, 255, 255);
pub(crate) const TEXT: Colour = rgb(38, 42, 48);
/// Tick labels and axis labels step back behind the data.
pub(crate) const TEXT_QUIET: Colour = rgb(84, 89, 97);
pub(crate) const SPINE: Colour = rgb(96, 101, 109);
pub(crate) const GRID: Colour = rgb(235, 237, 239);
/// Between the named lines of a logarithmic axis.
pub(crate) const GRID_FINE: Colour = rgb(245, 246, 247);
/// The lines x = 0 and y = 0, where signs change, are worth more than a line of the grid.
pub(crate) const GRID_ZERO: Colour = rgb(205, 209, 214);
pub(crate) const CONTOUR: Colour = rgb(52, 72, 92);
/// Notes report what could not be drawn; they are to be read, not to shout.
pub(crate) const NOTE: Colour = rgb(140, 62, 10);
pub(crate) const MISSING: Colour = rgb(222, 222, 222);
pub(crate) const MISSING_HATCH: Colour = rgb(168, 168, 168);
/// Under every mark that stands on a map, so that its edge is seen on any height.
pub(crate) const CASING: Colour = faded(PAGE, 0.84);

pub(crate) const TITLE: Font = Font { size: 20.0, weight: Weight::Bold };
pub(crate) const HEADING: Font = Font { size: 15.0, weight: Weight::Bold };
pub(crate) const LABEL: Font = Font { size: 14.0, weight: Weight::Regular };
pub(crate) const TICK: Font = Font { size: 12.5, weight: Weight::Regular };
pub(crate) const LEGEND: Font = Font { size: 13.5, weight: Weight::Regular };
pub(crate) const WORDS: Font = Font { size: 13.5, weight: Weight::Regular };
pub(crate) const HEIGHT: Font = Font { size: 11.5, weight: Weight::Regular };
pub(crate) const NOTE_FONT: Font = Font { size: 12.5, weight: Weight::Regular };

/// White around the whole page.
pub(crate) const MARGIN: f32 = 26.0;
/// White between neighbouring panels.
pub(crate) const GUTTER: f32 = 40.0;
pub(crate) const TICK_LENGTH: f32 = 5.0;
pub(crate) const SPINE_WIDTH: f32 = 1.1;
pub(crate) const CONTOUR_WIDTH: f32 = 1.25;

/// How opaque closed outlines are inside.
pub(crate) const AREA: f64 = 0.16;

/// How a role draws: a role looks the same in every figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Lines, marks, edges.
    pub colour: Colour,
    /// Words in this role: the same hue, dark enough to read.
    pub words: Colour,
    /// Inside bars.
    pub bar: Colour,
    /// Width of a line in pixels.
    pub width: f32,
    /// Lengths of dash and gap; solid without.
    pub dash: Option<[f32; 2]>,
    /// Size of marks and arrowheads, 1 being the learner's. The truth is larger, so that it is still seen
    /// under a learner's mark that covers it exactly.
    pub size: f32,
}

/// The look of a role, from the colours that Okabe and Ito chose for all kinds of colour vision.
pub(crate) const fn look(role: Role) -> Look {
    match role {
        Role::Learner => Look {
            colour: rgb(213, 78, 0),
            words: rgb(168, 58, 0),
            bar: rgb(224, 110, 40),
            width: 2.6,
            dash: None,
            size: 1.0,
        },
        Role::Truth => Look {
            colour: rgb(170, 175, 182),
            words: rgb(92, 97, 104),
            bar: rgb(216, 218, 221),
            width: 5.2,
            dash: Some([11.0, 6.0]),
            size: 1.5,
        },
        Role::Given => Look {
            colour: rgb(42, 54, 70),
            words: rgb(38, 46, 58),
            bar: rgb(104, 116, 132),
            width: 2.0,
            dash: None,
            size: 0.9,
        },
        Role::Guide => Look {
            colour: rgb(88, 96, 108),
            words: rgb(104, 110, 118),
            bar: rgb(228, 230, 233),
            width: 1.5,
            dash: Some([1.8, 3.6]),
            size: 0.8,
        },
    }
}

/// How far the map's colours are blended towards white, so that lines in front of them dominate.
const PALE: f64 = 0.42;

/// The colour of a height in shades, 0 being that of the lowest sample and 254 that of the highest.
pub(crate) fn shade_colour(shade: u8) -> Colour {
    let full = colorous::VIRIDIS.eval_continuous(f64::from(shade.min(254)) / 254.0);
    let pale = |part: u8| (f64::from(part) + PALE * (255.0 - f64::from(part))).round() as u8;
    rgb(pale(full.r), pale(full.g), pale(full.b))
}

/// What a stylesheet calls a colour, whatever its opacity.
pub(crate) fn name(colour: Colour) -> &'static str {
    const HOUSE: [(Colour, &str); 9] = [
        (PAGE, "page"),
        (TEXT, "text"),
        (TEXT_QUIET, "quiet"),
        (SPINE, "spine"),
        (GRID, "grid"),
        (GRID_FINE, "grid-fine"),
        (GRID_ZERO, "zero"),
        (CONTOUR, "contour"),
        (NOTE, "note"),
    ];
    const ROLES: [(Look, [&str; 3]); 4] = [
        (look(Role::Learner), ["learner", "learner-words", "learner-bar"]),
        (look(Role::Truth), ["truth", "truth-words", "truth-bar"]),
        (look(Role::Given), ["given", "given-words", "given-bar"]),
        (look(Role::Guide), ["guide", "guide-words", "guide-bar"]),
    ];
    let roles = ROLES.iter().flat_map(|(look, names)| [look.colour, look.words, look.bar].into_iter().zip(*names));
    let same = |other: Colour| (other.0, other.1, other.2) == (colour.0, colour.1, colour.2);
    HOUSE.into_iter().chain(roles).find(|(other, _)| same(*other)).map_or("other", |(_, name)| name)
}
