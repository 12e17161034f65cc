//! What plotters lacks, as elements that any chart of it can draw: lines that keep their slope where they leave the
//! axes, arrows, and marks with a pale edge.

use nabla_grading::figure::{Mark, Role};
use plotters::coord::CoordTranslate;
use plotters::drawing::Rect;
use plotters::element::{CoordMapper, Drawable, PointCollection};
use plotters_backend::BackendCoord;

use crate::paper::{Area, Ink, Inked, Paper, Pen, Shape, Spot, Surface, spot};
use crate::theme::{CASING, Colour, Look, PAGE, look};

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

/// A line through points.
pub(crate) fn line<C>(points: Vec<C>, pen: Pen, within: Option<Area>) -> Element<'static, C> {
    Element::new(points, move |surface, spots| surface.shape(Shape::Line(spots), Ink::Stroke(pen), within))
}

/// Lines of one look, each of them one of the `pieces`; the pale edges of all lie under all of them.
pub(crate) fn lines<C>(pieces: Vec<Vec<C>>, pen: Pen, cased: bool, within: Area) -> Element<'static, C> {
    let lengths: Vec<usize> = pieces.iter().map(Vec::len).collect();
    Element::new(pieces.into_iter().flatten().collect(), move |surface, spots| {
        let mut rest = spots;
        let mut next = |length: &usize| {
            let (piece, after) = rest.split_at(*length);
            rest = after;
            piece
        };
        let pieces: Vec<&[Spot]> = lengths.iter().map(&mut next).collect();
        if cased {
            surface.shape(Shape::Lines(&pieces), Ink::Stroke(casing(pen)), Some(within));
        }
        surface.shape(Shape::Lines(&pieces), Ink::Stroke(pen), Some(within));
    })
}

/// The pen of the pale edge under a line, which keeps it apart from the heights behind it.
pub(crate) fn casing(pen: Pen) -> Pen {
    Pen::solid(CASING, pen.width + 2.4)
}

/// How wide the truth stands out on each side of a learner's arrow that covers it.
const RIM: f32 = 1.3;

/// An arrow whose head points exactly along its shaft, and is whole wherever it ends between the axes; an arrow without
/// length is a dot.
pub(crate) fn arrow<C>(foot: C, head: C, role: Role, cased: bool, within: Option<Area>) -> Element<'static, C> {
    let look = look(role);
    Element::new(vec![foot, head], move |surface, ends| {
        let (foot, head) = (ends[0], ends[1]);
        let (dx, dy) = (head.0 - foot.0, head.1 - foot.1);
        let length = dx.hypot(dy);
        if length < 1.5 {
            return draw_marks(surface, &[foot], Mark::Dot, role, 1.0);
        }
        let (dx, dy) = (dx / length, dy / length);
        let back = |by: f32, aside: f32| (head.0 - by * dx - aside * dy, head.1 - by * dy + aside * dx);
        // The truth's head is the learner's with a rim, so that it stands out evenly under one that covers it.
        let (size, rim) = if role == Role::Truth { (1.0, RIM) } else { (look.size, 0.0) };
        let long = (13.0 * size).min(0.55 * length);
        let tip = [head, back(long, 0.42 * long), back(long, -0.42 * long)];
        let shaft = [foot, back(0.9 * long, 0.0)];
        let around = within.filter(|area| !area.grown(1.0).holds(head));
        if cased {
            surface.shape(Shape::Line(&shaft), Ink::Stroke(casing(pen(look))), within);
            surface.shape(Shape::Outline(&tip), Ink::Stroke(Pen::solid(CASING, 2.4 + 2.0 * rim)), around);
        }
        let dash = look.dash.filter(|_| role == Role::Truth);
        surface.shape(Shape::Line(&shaft), Ink::Stroke(Pen { dash, ..pen(look) }), within);
        surface.shape(Shape::Outline(&tip), Ink::Fill(look.colour), around);
        if rim > 0.0 {
            surface.shape(Shape::Outline(&tip), Ink::Stroke(Pen::solid(look.colour, 2.0 * rim)), around);
        }
    })
}

/// Marks of one kind, `size` being 1 but where they stand close together.
pub(crate) fn marks<C>(at: Vec<C>, mark: Mark, role: Role, size: f32) -> Element<'static, C> {
    Element::new(at, move |surface, spots| draw_marks(surface, spots, mark, role, size))
}

/// Marks with a thin pale edge, whole even on the very edge of the axes. All edges lie under all marks, so that a crowd
/// of marks is their colour and not that of the edges.
fn draw_marks(surface: &mut dyn Surface, spots: &[Spot], mark: Mark, role: Role, size: f32) {
    let look = look(role);
    let radius = 5.0 * look.size * size;
    let across = |up: f32| spots.iter().map(move |(x, y)| [(x - radius, y + up), (x + radius, y - up)]);
    let strokes: Vec<[Spot; 2]> = across(radius).chain(across(-radius)).collect();
    let crosses: Vec<&[Spot]> = strokes.iter().map(|stroke| &stroke[..]).collect();
    let mut draw = |wider: f32, colour: Colour| {
        let stroke = |width: f32| Ink::Stroke(Pen::solid(colour, width + 2.0 * wider));
        let (shape, ink) = match mark {
            Mark::Dot => (Shape::Circles(spots, radius + wider), Ink::Fill(colour)),
            Mark::Ring => (Shape::Circles(spots, radius), stroke(2.2)),
            Mark::Cross => (Shape::Lines(&crosses), stroke(2.4)),
        };
        surface.shape(shape, ink, None);
    };
    draw(1.2 * size, if mark == Mark::Dot { PAGE } else { CASING });
    draw(0.0, look.colour);
}
