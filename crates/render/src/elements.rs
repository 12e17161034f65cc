//! What plotters lacks, as elements that any chart of it can draw: lines that keep their slope where they leave the
//! axes, arrows, and marks with a pale edge.

use nabla_grading::figure::{Mark, Role};
use plotters::coord::CoordTranslate;
use plotters::drawing::Rect;
use plotters::element::{CoordMapper, Drawable, PointCollection};
use plotters_backend::BackendCoord;

use crate::paper::{Area, Ink, Inked, Paper, Pen, Shape, Spot, Surface, spot};
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
pub(crate) struct Element<'a, C> {
    points: Vec<C>,
    draw: Box<dyn Fn(&mut dyn Surface, &[Spot]) + 'a>,
}

impl<'a, C> Element<'a, C> {
    pub(crate) fn new(points: Vec<C>, draw: impl Fn(&mut dyn Surface, &[Spot]) + 'a) -> Self {
        Self { points, draw: Box::new(draw) }
    }
}

impl<'e, C> PointCollection<'e, C, Anywhere> for &'e Element<'_, C> {
    type Point = &'e C;
    type IntoIter = &'e [C];

    fn point_iter(self) -> &'e [C] {
        &self.points
    }
}

impl<C> Drawable<Paper<'_>, Anywhere> for Element<'_, C> {
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
pub(crate) fn line<C>(points: Vec<C>, pen: Pen, cased: bool, within: Option<Area>) -> Element<'static, C> {
    Element::new(points, move |surface, spots| {
        if cased {
            surface.shape(Shape::Line(spots), Ink::Stroke(Pen::solid(CASING, pen.width + 2.4)), within);
        }
        surface.shape(Shape::Line(spots), Ink::Stroke(pen), within);
    })
}

/// An arrow whose head points exactly along its shaft; one without length is a dot.
pub(crate) fn arrow<C>(foot: C, head: C, role: Role, within: Option<Area>) -> Element<'static, C> {
    let look = look(role);
    Element::new(vec![foot, head], move |surface, ends| {
        let (foot, head) = (ends[0], ends[1]);
        let (dx, dy) = (head.0 - foot.0, head.1 - foot.1);
        let length = dx.hypot(dy);
        if length < 1.5 {
            return draw_mark(surface, foot, Mark::Dot, role);
        }
        let (dx, dy) = (dx / length, dy / length);
        let back = |by: f32, aside: f32| (head.0 - by * dx - aside * dy, head.1 - by * dy + aside * dx);
        let width = if role == Role::Truth { 4.0 } else { look.width };
        let long = (13.0 * look.size).min(0.55 * length);
        let tip = [head, back(long, 0.42 * long), back(long, -0.42 * long)];
        let shaft = [foot, back(0.9 * long, 0.0)];
        let mut ink = |shape, ink| surface.shape(shape, ink, within);
        if role == Role::Learner {
            ink(Shape::Line(&shaft), Ink::Stroke(Pen::solid(CASING, width + 2.4)));
            ink(Shape::Outline(&tip), Ink::Stroke(Pen::solid(CASING, 2.4)));
        }
        ink(Shape::Line(&shaft), Ink::Stroke(Pen { width, ..pen(look) }));
        ink(Shape::Outline(&tip), Ink::Fill(look.colour));
    })
}

/// One mark.
pub(crate) fn mark<C>(at: C, mark: Mark, role: Role) -> Element<'static, C> {
    Element::new(vec![at], move |surface, spots| draw_mark(surface, spots[0], mark, role))
}

/// A mark with a thin pale edge, so that neighbours stay apart; whole even on the very edge of the axes.
fn draw_mark(surface: &mut dyn Surface, (x, y): Spot, mark: Mark, role: Role) {
    let look = look(role);
    let radius = 5.0 * look.size;
    let [rising, falling] = [radius, -radius].map(|up| [(x - radius, y + up), (x + radius, y - up)]);
    let circle = |wider: f32| Shape::Circle((x, y), radius + wider);
    let stroke = |colour, width: f32| Ink::Stroke(Pen::solid(colour, width));
    let inked = match mark {
        Mark::Dot => vec![(circle(1.2), Ink::Fill(PAGE)), (circle(0.0), Ink::Fill(look.colour))],
        Mark::Ring => vec![(circle(0.0), stroke(CASING, 4.4)), (circle(0.0), stroke(look.colour, 2.2))],
        Mark::Cross => [stroke(CASING, 5.0), stroke(look.colour, 2.4)]
            .into_iter()
            .flat_map(|ink| [(Shape::Line(&rising), ink), (Shape::Line(&falling), ink)])
            .collect(),
    };
    inked.into_iter().for_each(|(shape, ink)| surface.shape(shape, ink, None));
}
