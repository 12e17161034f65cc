//! Whatever a figure holds becomes a picture, the same each time, and its SVG is well-formed and as large as its PNG.

use nabla_grading::figure::{Axis, Figure, GAP, Layer, Mark, Panel, Role};
use nabla_grading::{read_frame, write_frame};
use std::process::{Command, Stdio};

const ROLES: [Role; 4] = [Role::Learner, Role::Truth, Role::Given, Role::Guide];
const HOSTILE: &str =
    "</title><script>alert(\"1\")</script> & ]]> \u{0} \u{1b}[31m \u{fffe} \u{202e} <!-- \n 'quoted' 𝛁";

/// Every kind of layer, through the same awkward points, with `words` wherever words may stand.
fn layers(words: &str) -> Vec<Layer> {
    let awkward = [
        (0.0, 0.0),
        (1.0, f64::NAN),
        (f64::INFINITY, 2.0),
        GAP,
        (1e300, -1e300),
        (3.0, 1e-310),
        (0.5, 0.5),
        (-7.0, 9.0),
    ];
    let values = (0..12).map(|index| if index == 7 { f64::NAN } else { f64::from(index) }).collect();
    let label = words.to_owned();
    let mut layers = vec![
        Layer::Map { columns: 4, values, levels: vec![2.5, f64::NAN], coloured: true, label: label.clone() },
        Layer::Map { columns: 5, values: vec![0.0; 7], levels: vec![0.0], coloured: true, label: label.clone() },
    ];
    for role in ROLES {
        layers.push(Layer::line(role, words, awkward));
        layers.extend([Mark::Dot, Mark::Ring, Mark::Cross].map(|mark| Layer::points(role, mark, words, awkward)));
        layers.push(Layer::arrows(role, words, awkward.map(|point| ((0.5, 0.5), point))));
        layers.push(Layer::Bars { bars: awkward.to_vec(), width: 0.5, base: 0.0, role, label: label.clone() });
        layers.push(Layer::Stems { stems: awkward.to_vec(), base: 0.0, role, label: label.clone() });
        layers.push(Layer::Area { corners: awkward.to_vec(), role, label: label.clone() });
        layers.push(Layer::text(role, (0.5, 0.5), words));
    }
    layers
}

fn figure(words: &str, axes: &[(Axis, Axis)]) -> Figure {
    let panels = axes.iter().flat_map(|(x, y)| {
        let panel = Panel::new(x.clone(), y.clone()).heading(words);
        let panel = layers(words).into_iter().fold(panel, Panel::layer);
        [panel.clone(), panel.equal()]
    });
    panels.fold(Figure::new(words), Figure::panel)
}

fn axes(words: &str) -> Vec<(Axis, Axis)> {
    vec![
        (Axis::new(words, -1.0, 4.0), Axis::new(words, -2.0, 2.0)),
        (Axis::log(words, 1e-3, 10.0), Axis::log(words, 1e-300, 1e300)),
        (Axis::new(words, -1e300, 1e300), Axis::new(words, 1.0, 1.0 + f64::EPSILON)),
        (Axis::new(words, 0.0, 1e-300), Axis::new(words, 0.0, 1e300)),
        (Axis::new(words, f64::NAN, 1.0), Axis::new(words, 0.0, 1.0)),
        (Axis::new(words, 0.0, 1.0), Axis::log(words, 0.0, 1.0)),
    ]
}

/// Width and height, as the header of a PNG tells them.
fn size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn an_svg_of_hostile_words_is_well_formed_and_holds_them_as_words() {
    for words in [HOSTILE, "", "plain"] {
        let svg = nabla_render::svg(&figure(words, &axes(words))).expect("a picture");
        let document = roxmltree::Document::parse(&svg).expect("well-formed XML");
        let root = document.root_element();
        assert_eq!((root.tag_name().name(), root.attribute("role")), ("svg", Some("img")));
        let said: Vec<_> = root.children().filter(roxmltree::Node::is_element).take(2).collect();
        assert_eq!(said.iter().map(|child| child.tag_name().name()).collect::<Vec<_>>(), ["title", "desc"]);
        assert!(said[1].text().is_some_and(|text| text.contains("a chart of") || text.contains("a map over")));
        let drawn = ["rect", "g", "circle", "polyline", "polygon", "path", "use", "text", "image"];
        let known = ["svg", "title", "desc", "defs", "clipPath"].into_iter().chain(drawn).collect::<Vec<_>>();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            assert!(known.contains(&node.tag_name().name()), "{node:?}");
            assert!(node.attributes().all(|attribute| !attribute.name().starts_with("on")), "{node:?}");
        }
    }
}

#[test]
fn png_and_svg_are_of_one_size_and_the_same_each_time() {
    for figure in [Figure::new("nothing"), figure("words", &axes("words")), figure("a b", &axes("a b")[..1])] {
        let (png, svg) = (nabla_render::png(&figure).expect("a PNG"), nabla_render::svg(&figure).expect("an SVG"));
        let document = roxmltree::Document::parse(&svg).expect("well-formed XML");
        let number = |name| document.root_element().attribute(name).and_then(|text| text.parse().ok());
        assert_eq!((number("width"), number("height")), (Some(size(&png).0), Some(size(&png).1)));
        assert_eq!(png, nabla_render::png(&figure).expect("a PNG"));
        assert_eq!(svg, nabla_render::svg(&figure).expect("an SVG"));
    }
}

#[test]
fn numbers_of_an_svg_have_at_most_two_decimals_and_are_finite() {
    let svg = nabla_render::svg(&figure("", &axes(""))).expect("a picture");
    let document = roxmltree::Document::parse(&svg).expect("well-formed XML");
    let numeric = ["x", "y", "cx", "cy", "r", "points", "width", "height", "stroke-width", "font-size"];
    for attribute in document.descendants().flat_map(|node| node.attributes()) {
        if numeric.contains(&attribute.name()) {
            for number in attribute.value().split([' ', ',']).filter(|number| !number.is_empty()) {
                assert!(number.parse::<f64>().is_ok_and(f64::is_finite), "{attribute:?}");
                assert!(number.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 2), "{attribute:?}");
            }
        }
    }
}

#[test]
fn what_is_not_shown_is_said() {
    let figure = figure("", &axes("")[..1]);
    let svg = nabla_render::svg(&figure).expect("a picture");
    for part in ["values are NaN", "values are infinite", "points lie outside the frame", "do not fill a grid"] {
        assert!(svg.contains(part), "{part}");
    }
}

#[test]
fn a_process_draws_on_after_an_order_that_it_cannot_follow() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_nabla-render"));
    let mut painter = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("started");
    let (mut orders, mut answers) =
        (painter.stdin.take().expect("its input"), painter.stdout.take().expect("its output"));
    let mut draw = |name: &str| -> Result<(), String> {
        let figure = Figure::new("A picture");
        write_frame(&mut orders, &(figure, folder.path().join(name).into_os_string(), true)).expect("written");
        read_frame(&mut answers).expect("read").expect("an answer")
    };
    assert!(draw("one.txt").is_err_and(|why| why.contains(".png or .svg")));
    for name in ["one.svg", "two.png", "three.svg"] {
        assert_eq!(draw(name), Ok(()));
        assert!(folder.path().join(name).is_file(), "{name}");
    }
    drop(orders);
    assert!(painter.wait().expect("ended").success());
}
