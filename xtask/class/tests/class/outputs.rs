//! Each output is what its reader's documentation asks for, and nothing of a submission leaves its place in it.

use super::GRADED;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// The student whose name is a formula, HTML and a workflow command at once, and whose code prints the same.
const LOUD: &str = "%3D%3Cb%3Eloud%20%26%20proud";

/// What `junit-10.xsd` of Jenkins' xUnit plugin knows, as far as it is used here: an element, where it stands, its attributes.
const JUNIT: [(&str, &str, &[&str]); 6] = [
    ("testsuites", "", &["name", "time", "tests", "failures", "errors"]),
    (
        "testsuite",
        "testsuites",
        &["name", "time", "tests", "failures", "errors", "skipped", "timestamp", "hostname", "id"],
    ),
    ("testcase", "testsuite", &["name", "time", "classname", "group"]),
    ("failure", "testcase", &["type", "message"]),
    ("error", "testcase", &["type", "message"]),
    ("skipped", "testcase", &["type", "message"]),
];

fn each(folder: &str, ending: &str) -> Vec<(String, String)> {
    let entries = fs::read_dir(GRADED.out.join(folder)).expect("there").flatten();
    let paths = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|it| it == ending));
    paths.map(|path| (path.display().to_string(), fs::read_to_string(path).expect("text"))).collect()
}

#[test]
fn a_spreadsheet_finds_a_table_and_no_formula() {
    let text = GRADED.text("grades.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().expect("a first line").clone();
    assert!(heads.iter().take(4).eq(["student", "name", "outcome", "points"]));
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("as wide as the first")).collect();
    assert_eq!(rows.len(), super::handed_in::ENTRIES + super::handed_in::GHOSTS);
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        assert!(!cell.contains(char::is_control), "{cell}");
    }
    let of = |student: &str| rows.iter().find(|row| &row[0] == student).unwrap_or_else(|| panic!("{student}"));
    assert_eq!(&of("ghost2")[1], "'=1+1");
    assert_eq!(&of("broken")[3], "", "nobody's points are 0 because an archive broke");
    assert_eq!(&of("'=<b>loud & proud")[2], "graded");
}

#[test]
fn junit_is_xml_with_counts_that_agree() {
    for (name, text) in each("junit", "xml") {
        let document = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let root = document.root_element();
        assert_eq!(root.tag_name().name(), "testsuites", "{name}");
        let count = |tag: &str| document.descendants().filter(|node| node.has_tag_name(tag)).count().to_string();
        for (attribute, tag) in [("tests", "testcase"), ("failures", "failure"), ("errors", "error")] {
            assert_eq!(root.attribute(attribute).unwrap_or("0"), count(tag), "{name}: {attribute}");
        }
        assert_eq!(count("testcase"), "17", "{name}");
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let tag = node.tag_name().name();
            let known = JUNIT.iter().find(|(known, ..)| *known == tag);
            let (_, parent, attributes) = known.unwrap_or_else(|| panic!("{name}: {tag}"));
            assert_eq!(node.parent_element().map_or("", |parent| parent.tag_name().name()), *parent, "{name}: {tag}");
            for attribute in node.attributes() {
                assert!(attributes.contains(&attribute.name()), "{name}: {tag} {}", attribute.name());
            }
            assert!(
                tag != "testsuite" || ["name", "tests", "failures", "errors"].iter().all(|it| node.has_attribute(*it))
            );
            assert!(tag != "testcase" || node.has_attribute("name"), "{name}");
        }
    }
}

#[test]
fn gradescope_finds_scores_or_none_at_all() {
    for (name, text) in each("gradescope", "json") {
        let document: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let tests = document["tests"].as_array().expect("a list");
        let scores: Vec<f64> = tests.iter().filter_map(|test| test["score"].as_f64()).collect();
        match document["score"].as_f64() {
            Some(score) => assert!((score - scores.iter().sum::<f64>()).abs() < 1e-9, "{name}"),
            None => assert_eq!(scores.len(), 0, "{name}: neither the whole nor a part may be taken for 0"),
        }
        for test in tests {
            let known = ["name", "number", "score", "max_score", "output", "output_format", "visibility", "status"];
            let keys: BTreeSet<&String> = test.as_object().expect("an object").keys().collect();
            assert!(keys.iter().all(|key| known.contains(&key.as_str())), "{name}: {keys:?}");
            assert!(test["name"].is_string() && test["number"].is_string() && test["output"].is_string(), "{name}");
            assert!(test.get("status").is_none_or(|status| status == "passed" || status == "failed"), "{name}");
            assert_eq!(test["output_format"], "text", "{name}: what was printed is not HTML");
        }
        assert_eq!(document["visibility"], "visible");
    }
}

#[test]
fn prairielearn_finds_a_score_or_why_there_is_none() {
    for (name, text) in each("prairielearn", "json") {
        assert!(text.len() < 1 << 20, "{name}: PrairieLearn reads a mebibyte");
        let document: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        if document["gradable"] == Value::Bool(true) {
            let score = document["score"].as_f64().expect("a score");
            assert!((0.0..=1.0).contains(&score), "{name}");
            for test in document["tests"].as_array().expect("a list") {
                assert!(test["points"].as_f64() <= test["max_points"].as_f64(), "{name}");
                for image in test["images"].as_array().into_iter().flatten() {
                    assert!(
                        image["url"].as_str().is_some_and(|url| url.starts_with("data:image/svg+xml;base64,")),
                        "{name}"
                    );
                }
            }
        } else {
            assert!(document["format_errors"].is_array() && document["score"].is_null(), "{name}");
        }
    }
}

#[test]
fn github_obeys_one_command_a_line_and_no_other() {
    for (name, text) in each("github", "txt") {
        for line in text.lines() {
            let rest = ["::error ", "::notice ", "::warning "].iter().find_map(|level| line.strip_prefix(level));
            let (properties, _) =
                rest.and_then(|rest| rest.split_once("::")).unwrap_or_else(|| panic!("{name}: {line}"));
            let known = |pair: &str| ["file=", "line=", "col=", "title="].iter().any(|key| pair.starts_with(key));
            assert!(properties.split(',').all(known), "{name}: {line}");
            assert!(!line.contains(char::is_control), "{name}: {line}");
        }
    }
    let loud = GRADED.text(&format!("github/{LOUD}.txt"));
    assert!(loud.contains("%0A::error::no"), "{loud}");
    for (name, text) in each("github", "md") {
        assert!(!text.contains('<') && !text.contains("\n::"), "{name}");
        let rows = text.lines().filter(|line| line.starts_with("| ")).count();
        assert_eq!(rows, 17 + 1, "{name}: a line an exercise, and the heading");
    }
}

#[test]
fn pages_run_nothing_and_give_nothing_away() {
    let pages = each("students", "html").into_iter().chain(each("", "html"));
    for (name, text) in pages {
        assert!(!text.contains("<script") && !text.contains('\u{1b}'), "{name}");
        assert!(text.contains("default-src 'none'"), "{name}");
        assert!(!text.contains("// solution:"), "{name}");
        let off = GRADED.row("ada")["grader"]["layers_off"].as_array().is_some_and(|off| !off.is_empty());
        assert_eq!(text.contains("Graded without these layers"), off, "{name}: what was off is said on every page");
    }
    let loud = GRADED.page(LOUD);
    assert!(
        loud.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && loud.contains("=&lt;b&gt;loud &amp; proud"),
        "escaped"
    );
    let class = GRADED.text("class.html");
    for part in ["right", "Nobody", "tried nothing after it", "Somebody's picture", "For you to look at"] {
        assert!(class.contains(part), "{part}");
    }
}

#[test]
fn what_contains_nothing_is_said_on_every_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let mut command = super::program();
    command.arg("grade").arg(GRADED.handed_in.path()).arg("--out").arg(&out);
    command.args(["--chapters", "partials", "--only", "ada", "--trust-submissions", "--quiet"]);
    let output = command.output().expect("the grader starts");
    assert_eq!(output.status.code(), Some(0), "{}", super::said(&output));
    for page in ["class.html", "students/ada.html", "gradescope/ada.json", "prairielearn/ada.json", "github/ada.md"] {
        let text = fs::read_to_string(out.join(page)).expect("a page");
        assert!(text.contains("Graded without these layers") && text.contains("landlock"), "{page}");
    }
}
