//! The page that `report` writes: whole, self-contained, and safe with whatever a submission prints.

mod scratch;

use scratch::Scratch;
use std::fs;

#[test]
fn one_page_holds_verdicts_and_pictures_and_nothing_that_runs() {
    let scratch = Scratch::new();
    scratch.solve("f_x", "2.0 * x * x * y + 3.0 * y * y");
    scratch.solve("f_y", "x * x + 6.0 * x * y - 5.0");
    scratch.solve("slice_x", "println!(\"</pre><script>alert(1)</script>\\u{1b}[2J\"); f(x, y0)");
    scratch.solve("central_difference", "let n: i32 = \"<img src=http://example.org/>\"; f(x) + h");
    scratch.solve("linear_model", "panic!(\"<b>no</b> {f0} {f_x} {f_y} {p} {q}\")");
    let said = scratch.run(&["report", "--name", "Ada <Lovelace>"]);
    assert!(said.starts_with("2 of 39 right\n") && said.contains("target/report.html"), "{said}");
    let page = fs::read_to_string(scratch.path("target/report.html")).expect("a page");
    for part in [
        "<!DOCTYPE html>",
        "Ada &lt;Lovelace&gt;",
        "<time datetime=\"20",
        "2.0 * x * x * y + 3.0 * y * y",
        "2 of 39 exercises right",
        "✗ wrong: kept the exponent",
        "✓ right",
        "✗ does not compile",
        "✗ panicked",
        "· not written yet",
        "f_x(3, -4)",
        "alt=\"Your line crosses the slice instead of touching it\"",
        "src=\"data:image/png;base64,",
        "prefers-color-scheme: dark",
        "&lt;script&gt;alert(1)&lt;/script&gt;\u{fffd}[2J",
    ] {
        assert!(page.contains(part), "{part:?} is missing in the page");
    }
    for part in ["<script", "<img src=http", "<b>no", "\u{1b}", "href=\"http", "url("] {
        assert!(!page.contains(part), "{part:?} is in the page");
    }
    assert!(scratch.run(&["list"]).contains("2 of 39 right"), "what a report finds is remembered");
}
