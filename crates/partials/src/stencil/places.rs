//! What is told by where f was asked.

use nabla_grading::{Complaint, Observation, Value, number_text};

/// Where f was asked in the course of one quotient.
struct Places {
    /// The probe, by its index.
    probe: usize,
    x: f64,
    h: f64,
    looks: Vec<f64>,
}

/// What is wrong with where f was asked, where x is the argument `x` and the step, or a list of steps, the one after
/// it.
pub(crate) fn placed(asked: &[Observation<'_>], x: usize, wanted: [f64; 2]) -> Result<(), (usize, Complaint)> {
    let mut places = Vec::new();
    for (probe, asked) in asked.iter().enumerate() {
        let looks: Vec<f64> = asked.looked().map(|look| look[0]).collect();
        let (x, steps): (f64, Vec<f64>) = (asked.argument(x), asked.arguments[x + 1].components());
        if let Some(complaint) = besides(&looks, x, &steps, wanted).filter(|_| !is_right(asked)) {
            return Err((probe, complaint));
        }
        // All of them were asked, and nothing else: what is wrong is not where.
        if steps.len() > 1 && covers(&looks, x, &steps, wanted) {
            continue;
        }
        // As many looks for each step, or nobody can tell which belong together.
        if looks.is_empty() || !looks.len().is_multiple_of(steps.len()) {
            return Ok(());
        }
        let each = looks.chunks(looks.len() / steps.len());
        places.extend(each.zip(steps).map(|(looks, h)| Places { probe, x, h, looks: looks.to_vec() }));
    }
    misplaced(asked, &places, wanted)
}

/// The same along the coordinate i of a point: the arguments are f, x, i and h.
pub(crate) fn placed_along(asked: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let one = |(probe, asked): (usize, &Observation<'_>)| {
        let (x, i): (Vec<f64>, usize) = (asked.argument(1), asked.argument(2));
        let looks = asked.looked().filter_map(|look| look.get(i).copied()).collect();
        Places { probe, x: x[i], h: asked.argument(3), looks }
    };
    misplaced(asked, &asked.iter().enumerate().map(one).collect::<Vec<_>>(), [1.0, -1.0])
}

/// Whether the places of all steps were asked, and no others, in whatever order.
fn covers(looks: &[f64], x: f64, steps: &[f64], wanted: [f64; 2]) -> bool {
    let places = || wanted.iter().flat_map(|side| steps.iter().map(move |h| (x + side * h, 1e-6 * h)));
    let near = |look: f64, (place, most): (f64, f64)| (look - place).abs() <= most;
    places().all(|place| looks.iter().any(|look| near(*look, place)))
        && looks.iter().all(|look| places().any(|place| near(*look, place)))
}

/// Places that belong to none of several steps, where the places of all steps were asked, too.
fn besides(looks: &[f64], x: f64, steps: &[f64], wanted: [f64; 2]) -> Option<Complaint> {
    let near = |look: f64, place: f64| (look - place).abs() <= 1e-9 * place.abs().max(1.0);
    let place = |look: f64| wanted.iter().any(|side| steps.iter().any(|h| near(look, x + side * h)));
    let all_asked = wanted.iter().all(|side| steps.iter().all(|h| looks.iter().any(|look| near(*look, x + side * h))));
    let strays: Vec<f64> = looks.iter().copied().filter(|look| !(place(*look) || *look == x)).collect();
    let (first, second) = (strays.first()?, strays.get(1)?);
    let says = format!(
        "Besides the places of the steps you asked f at {first} and {second}. The slope to compare with is given."
    );
    (steps.len() > 1 && all_asked).then(|| Complaint::named("measured a slope of its own", says))
}

/// What is wrong with where f was asked, if wrong answers come from that. `wanted` are the two places, in steps from x.
fn misplaced(asked: &[Observation<'_>], places: &[Places], wanted: [f64; 2]) -> Result<(), (usize, Complaint)> {
    let mut wrong = places.iter().filter(|place| !is_right(&asked[place.probe]) && !place.looks.is_empty()).peekable();
    let Some(first) = wrong.peek() else { return Ok(()) };
    let found = match own_step(places).or_else(|| rounded(places)) {
        Some(complaint) => Some((first.probe, complaint)),
        None => match everywhere(places) {
            Some(steps) => other_places(&steps, wanted).map(|complaint| (first.probe, complaint)),
            None => wrong.find_map(|place| Some((place.probe, elsewhere(place, wanted)?))),
        },
    };
    found.map_or(Ok(()), Err)
}

fn is_right(asked: &Observation<'_>) -> bool {
    let (got, expected) =
        (asked.answer.value().map(Value::components).unwrap_or_default(), asked.expected.components());
    let accepts = |(got, expected): (&f64, &f64)| asked.tolerance.accepts(*got, *expected, asked.size);
    got.len() == expected.len() && got.iter().zip(&expected).all(accepts)
}

/// Something that is made of x and y0.
type Made = fn(f64, f64) -> f64;

/// What people put in the place of x or y0.
const MADE_OF: [(&str, Made); 18] = [
    ("always 0", |_, _| 0.0),
    ("always 1", |_, _| 1.0),
    ("x", |x, _| x),
    ("y0", |_, y0| y0),
    ("|x|", |x, _| x.abs()),
    ("|y0|", |_, y0| y0.abs()),
    ("−x", |x, _| -x),
    ("−y0", |_, y0| -y0),
    ("x + y0", |x, y0| x + y0),
    ("x − y0", |x, y0| x - y0),
    ("y0 − x", |x, y0| y0 - x),
    ("x·y0", |x, y0| x * y0),
    ("x + 1", |x, _| x + 1.0),
    ("y0 + 1", |_, y0| y0 + 1.0),
    ("the whole part of x", |x, _| x.trunc()),
    ("the whole part of y0", |_, y0| y0.trunc()),
    ("x in single precision (f32)", |x, _| f64::from(x as f32)),
    ("y0 in single precision (f32)", |_, y0| f64::from(y0 as f32)),
];

/// What is wrong with where a surface was asked for its height above (x, y0), which are the arguments 1 and 2.
pub(crate) fn on_the_slice(asked: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let point = |asked: &Observation<'_>| -> [f64; 2] { [asked.argument(1), asked.argument(2)] };
    let stray = |asked: &Observation<'_>| asked.looked().find(|place| *place != point(asked)).map(<[f64]>::to_vec);
    let wrong = asked.iter().enumerate().filter(|(_, asked)| !is_right(asked));
    let strays: Vec<(usize, [f64; 2], Vec<f64>)> =
        wrong.filter_map(|(index, asked)| Some((index, point(asked), stray(asked)?))).collect();
    let Some((index, [x, y0], place)) = strays.first() else { return Ok(()) };
    let beside = asked[*index].looked().filter(|place| place[1] == *y0 && (place[0] - x).abs() < 0.1).count();
    let coordinate = usize::from(place[1] != *y0);
    let is =
        |made: &dyn Fn(f64, f64) -> f64| strays.iter().all(|(_, [x, y0], place)| place[coordinate] == made(*x, *y0));
    let formula = MADE_OF.iter().find(|(_, made)| is(made)).map(|(formula, _)| format!("{formula}, here "));
    let (formula, [at_x, at_y]) = (formula.unwrap_or_default(), [place[0], place[1]]);
    let (name, says) = match (coordinate, beside) {
        (1, _) => {
            ("left the slice", format!("You asked f where y is {formula}{at_y}; along this slice y is y0, here {y0}."))
        }
        (_, 0 | 1) => {
            ("at another place of the slice", format!("You asked f where x is {formula}{at_x}; x itself is {x} here."))
        }
        _ => (
            "measured a slope",
            "You compare heights next to x, and that gives a slope; the height itself is asked.".to_owned(),
        ),
    };
    Err((*index, Complaint::named(name, says)))
}

/// Said of a step that does not depend on h.
pub(super) const OWN_STEP: &str =
    "You look at the same distance from x for every h: the step is given, and it may be large.";

/// The same distance for every h, or one that is far smaller than any of them.
fn own_step(places: &[Places]) -> Option<Complaint> {
    let distances =
        || places.iter().flat_map(|place| place.looks.iter().map(|look| (look - place.x).abs())).filter(|d| *d > 0.0);
    let (least, most) = (distances().fold(f64::INFINITY, f64::min), distances().fold(0.0, f64::max));
    let too_small = "You look so near to x that hardly anything but rounding is left: use the h that is given.";
    match most {
        0.0 => None,
        _ if most < 1e-10 => Some(Complaint::named("a step too small to see", too_small)),
        _ if most < 5e-3 || most < 1.05 * least => Some(Complaint::named("put in a step of its own", OWN_STEP)),
        _ => None,
    }
}

/// All places have few decimals, where x and h have many.
fn rounded(places: &[Places]) -> Option<Complaint> {
    let are_rounded = |unit: f64, place: &Places| place.looks.iter().all(|look| is_whole(look * unit));
    let telling = |unit: f64, place: &&Places| !(is_whole(place.x * unit) || place.looks.is_empty());
    let decimals = (0..=4).find(|decimals| {
        let unit = 10_f64.powi(*decimals);
        places.iter().all(|place| are_rounded(unit, place))
            && places.iter().filter(|place| telling(unit, place)).count() > 2
    })?;
    let says = match decimals {
        0 => "You ask f at whole numbers only: `as i64`, or a rounding, cuts the decimals of x and h off.".to_owned(),
        _ => format!("All places where you ask f have {decimals} decimals at most: use x and h with all their digits."),
    };
    Some(Complaint::named("rounded the places", says))
}

fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() < 1e-9 * number.abs().max(1.0)
}

/// The places in steps from x, where they are the same at every probe.
fn everywhere(places: &[Places]) -> Option<Vec<f64>> {
    let mut all = places.iter().filter(|place| !place.looks.is_empty()).map(steps);
    let first = all.next()??;
    all.all(|steps| steps.as_ref() == Some(&first)).then_some(first)
}

fn other_places(steps: &[f64], wanted: [f64; 2]) -> Option<Complaint> {
    if wanted.iter().all(|place| steps.contains(place)) {
        return None;
    }
    let yours: Vec<String> = steps.iter().map(|place| in_steps(*place)).collect();
    let ([a, b], yours) = (wanted.map(in_steps), yours.join(" and "));
    let says = format!(
        "You asked f at {yours}. This quotient is made of {a} and {b}: on which sides of x do they lie, \
         and how far from it?"
    );
    Some(Complaint::named("looked at other places", says))
}

/// Whether, and how, one of the two places was never asked for.
fn elsewhere(Places { x, h, looks, .. }: &Places, wanted: [f64; 2]) -> Option<Complaint> {
    let near = |steps: f64| looks.iter().any(|look| (look - (x + steps * h)).abs() <= 1e-6 * h.abs());
    if wanted.into_iter().all(near) {
        return None;
    }
    let text = |place: f64| number_text(place, Some(6));
    let made_of = [("h", *h), ("x·h", x * h), ("h − x", h - x), ("x / h", x / h), ("h / x", h / x)];
    let yours = looks.iter().take(3).map(|look| match made_of.iter().find(|(_, place)| place == look) {
        Some((formula, _)) => format!("{formula} = {}", text(*look)),
        None => text(*look),
    });
    let yours: Vec<String> = yours.collect();
    let [a, b] = wanted.map(|steps| format!("{} = {}", in_steps(steps), text(x + steps * h)));
    let (x, h, yours) = (text(*x), text(*h), yours.join(" and "));
    let says = format!("At x = {x} with h = {h} you asked f at {yours}. The places would be {a} and {b}.");
    Some(Complaint::named("looked somewhere else", says))
}

/// The places in steps from x, each once; `None` where one of them is no simple number of steps.
fn steps(Places { x, h, looks, .. }: &Places) -> Option<Vec<f64>> {
    let one = |look: &f64| {
        let steps = (look - x) / h;
        let simple = (4.0 * steps).round() / 4.0;
        ((steps - simple).abs() < 1e-6 && simple.abs() <= 4.0).then_some(simple + 0.0)
    };
    let mut steps: Vec<f64> = looks.iter().map(one).collect::<Option<_>>()?;
    steps.sort_by(|a, b| b.total_cmp(a));
    steps.dedup();
    Some(steps)
}

/// A place as one writes it: "x + 2h", "x − h/2", "x".
fn in_steps(steps: f64) -> String {
    let sign = if steps < 0.0 { '−' } else { '+' };
    match steps.abs() {
        0.0 => "x".to_owned(),
        1.0 => format!("x {sign} h"),
        0.5 => format!("x {sign} h/2"),
        other => format!("x {sign} {}h", number_text(other, None)),
    }
}
