//! What plotters lacks, as elements that any chart of it can draw: lines that keep their slope where they leave the axes,
//! arrows, and marks with a pale edge.

use nabla_grading::figure::{Mark, Role};
use plotters::coord::CoordTranslate;
use plotters::drawing::Rect;
use plotters::element::{
    Circle, CoordMapper, Cross, Drawable, DynElement, EmptyElement, IntoDynElement, PointCollection,
};
use plotters_backend::BackendCoord;

use crate::paper::{Area, Ink, Inked, Paper, Pen, Shape, Spot, Surface, px, spot, style};
use crate::theme::{CASING, Look, PAGE, look};

/// Takes points where they lie. What plotters has for this moves a point outside the axes onto their frame, which bends
/// every line that leaves.
pub(crate) struct Anywhere;

impl CoordMapper for Anywhere {
    type Output = BackendCoord;

    fn map<C: CoordTranslate>(coordinates: &C, from: &C::From, _: &Rect) -> BackendCoord {
        coordinates.translate(from)
    }
}

/// Anything that is drawn from the places of a few points.
pub(crate) struct Element<C, F> {
    pub points: Vec<C>,
    pub draw: F,
}

impl<'a, C, F> PointCollection<'a, C, Anywhere> for &'a Element<C, F> {
    type Point = &'a C;
    type IntoIter = &'a [C];

    fn point_iter(self) -> &'a [C] {
        &self.points
    }
}

impl<C, F: Fn(&mut dyn Surface, &[Spot])> Drawable<Paper<'_>, Anywhere> for Element<C, F> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, points: I, paper: &mut Paper<'_>, _: (u32, u32)) -> Inked {
        (self.draw)(paper.0, &points.map(spot).collect::<Vec<_>>());
        Ok(())
    }
}

/// The pen of a role.
pub(crate) fn pen(Look { colour, width, dash, .. }: Look) -> Pen {
    Pen { colour, width, dash }
}

/// A line through points, with a pale edge if it has to be kept apart from the heights behind it.
pub(crate) fn line<C>(
    points: Vec<C>,
    pen: Pen,
    cased: bool,
    within: Option<Area>,
) -> Element<C, impl Fn(&mut dyn Surface, &[Spot])> {
    let draw = move |surface: &mut dyn Surface, spots: &[Spot]| {
        if cased {
            surface.shape(Shape::Line(spots), Ink::Stroke(Pen::solid(CASING, pen.width + 2.4)), within);
        }
        surface.shape(Shape::Line(spots), Ink::Stroke(pen), within);
    };
    Element { points, draw }
}

/// An arrow whose head points exactly along its shaft; one without length is a dot.
pub(crate) fn arrow<C>(
    ends: [C; 2],
    role: Role,
    within: Option<Area>,
) -> Element<C, impl Fn(&mut dyn Surface, &[Spot])> {
    let look = look(role);
    let draw = move |surface: &mut dyn Surface, ends: &[Spot]| {
        let [foot, head] = *ends else { return };
        let (dx, dy) = (head.0 - foot.0, head.1 - foot.1);
        let length = dx.hypot(dy);
        let mut ink = |shape, ink| surface.shape(shape, ink, within);
        if length < 1.5 {
            ink(Shape::Circle(foot, 5.0 * look.size + 1.2), Ink::Fill(PAGE));
            return ink(Shape::Circle(foot, 5.0 * look.size), Ink::Fill(look.colour));
        }
        let (dx, dy) = (dx / length, dy / length);
        let back = |by: f32, aside: f32| (head.0 - by * dx - aside * dy, head.1 - by * dy + aside * dx);
        let width = if role == Role::Truth { 4.0 } else { look.width };
        let long = (13.0 * look.size).min(0.55 * length);
        let tip = [head, back(long, 0.42 * long), back(long, -0.42 * long)];
        let shaft = [foot, back(0.9 * long, 0.0)];
        if role == Role::Learner {
            ink(Shape::Line(&shaft), Ink::Stroke(Pen::solid(CASING, width + 2.4)));
            ink(Shape::Outline(&tip), Ink::Stroke(Pen::solid(CASING, 2.4)));
        }
        ink(Shape::Line(&shaft), Ink::Stroke(Pen { width, ..pen(look) }));
        ink(Shape::Outline(&tip), Ink::Fill(look.colour));
    };
    Element { points: ends.into(), draw }
}

/// One mark, with a thin pale edge so that neighbours stay apart.
pub(crate) fn mark<'p, C: Clone + 'p>(at: C, mark: Mark, role: Role) -> DynElement<'p, Paper<'p>, C> {
    let look = look(role);
    let radius = 5.0 * look.size;
    let at = EmptyElement::at(at);
    let disc = |radius: f32, colour| Circle::new((0, 0), px(radius), style(colour, 0.0));
    let ring = |colour, width: f32| Circle::new((0, 0), px(radius), style(colour, width));
    let cross = |colour, width: f32| Cross::new((0, 0), px(radius), style(colour, width));
    match mark {
        Mark::Dot => (at + disc(radius + 1.2, PAGE) + disc(radius, look.colour)).into_dyn(),
        Mark::Ring => (at + ring(CASING, 4.4) + ring(look.colour, 2.2)).into_dyn(),
        Mark::Cross => (at + cross(CASING, 5.0) + cross(look.colour, 2.4)).into_dyn(),
    }
}
