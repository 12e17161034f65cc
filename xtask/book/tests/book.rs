//! The book as a reader has it: every page, every link, and nothing that is asked of anybody else.

mod pages;

use nabla_book::{Options, build};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use xtask::course::Course;
use xtask::course::project::Project;

/// A lesson with everything that lessons have.
const LESSON: &str = include_str!("lesson.md");
const SOLUTION: &str = "2.0 * x * y + 3.0 * y * y";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the book lies in the project")
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a target folder").to_path_buf()
}

/// A project whose only lesson is ours, with everything else borrowed.
fn small(folder: &Path) -> Project {
    let exercises = folder.join("exercises/partials");
    fs::create_dir_all(&exercises).expect("made");
    fs::write(exercises.join("README.md"), LESSON).expect("written");
    for name in ["crates", "solutions", "xtask", "Cargo.toml", "Cargo.lock", "README.md", ".cargo"] {
        #[cfg(unix)]
        std::os::unix::fs::symlink(root().join(name), folder.join(name)).expect("linked");
    }
    // What is built is built from the whole project; here it is found.
    Project { root: folder.to_path_buf(), target: target(), course: Course::read(folder) }
}

/// What is built first, by the project itself: the judge and what draws.
fn ready() {
    static READY: LazyLock<()> = LazyLock::new(|| {
        let project = Project { root: root().to_path_buf(), target: target(), course: Course::read(root()) };
        for package in ["nabla-partials", "nabla-render"] {
            project.workshop().build(package, "", nabla_launcher::Voice::Silent).expect("built");
        }
    });
    LazyLock::force(&READY);
}

#[cfg(unix)]
#[test]
fn a_lesson_becomes_pages() {
    ready();
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("book");
    let made = build(&small(folder.path()), &into, &Options::default()).expect("made");
    assert_eq!((made.chapters, made.notes), (1, Vec::new()));
    let pages = pages::all(&into);
    let page = &pages["partials/f_x.html"];
    for part in [
        "<code>f_x</code>: by hand, along x",
        "<math display=\"inline\"",
        "<mfrac><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow><mrow><mn>2</mn></mrow></mfrac>",
        "data-exercise=\"partials/f_x\" data-answer=\"right\"",
        "data-exercise=\"partials/f_x\" data-answer=\"kept-the-exponent\"",
        "<title>Your line touches the slice at both points</title>",
        "<desc>",
        "<summary>in words</summary>",
        "✗ kept the exponent",
        "<div class=\"pair\">",
        "<a href=\"../partials/slice_x.html\"><code>slice_x</code></a>",
        "<summary>Answer</summary>",
        "<summary>A first hint</summary>",
        "pub fn f_x(x: f64, y: f64) -&gt; f64",
        "cargo xtask check f_x",
        "worth 14.",
        "It is −3: the power",
    ] {
        assert!(page.contains(part), "{part:?} is missing in\n{}", main(page));
    }
    for part in ["data-mark", "= 14.0", "$x", "<!--nabla", SOLUTION, "the solution"] {
        assert!(!main(page).contains(part), "{part:?} is in\n{}", main(page));
    }
    let chapter = &pages["partials/index.html"];
    for part in ["<math display=\"block\"", "The rules that you need", "href=\"f_x.html\"", "id=\"read-on\""] {
        assert!(chapter.contains(part), "{part:?} is missing in\n{}", main(chapter));
    }
    let search = fs::read_to_string(into.join("searchindex.js")).expect("a search");
    assert!(search.contains("∂f/∂x = lim (h → 0)") && !search.contains("mfrac"), "formulas are searched as letters");
    assert_eq!(pages::broken(&into, &pages), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn solutions_are_in_it_when_asked_for_and_nothing_else_is_replaced() {
    ready();
    let folder = tempfile::tempdir().expect("a folder");
    let (project, into) = (small(folder.path()), folder.path().join("book"));
    fs::create_dir_all(&into).expect("made");
    fs::write(into.join("diary.txt"), "mine").expect("written");
    let refused = build(&project, &into, &Options::default()).expect_err("it holds something else");
    assert!(refused.to_string().contains("holds something else than a book"), "{refused}");
    assert!(into.join("diary.txt").is_file());
    fs::remove_file(into.join("diary.txt")).expect("removed");
    build(&project, &into, &Options::default()).expect("made");
    build(&project, &into, &Options { solutions: true }).expect("made again");
    let page = fs::read_to_string(into.join("partials/f_x.html")).expect("a page");
    assert!(page.contains(SOLUTION) && !page.contains("end of solution"), "{}", main(&page));
    let left: Vec<_> =
        fs::read_dir(folder.path()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".book-")), "{left:?}");
}

/// The book of this project. What it takes are the figures of all judges.
#[test]
fn every_link_of_the_book_leads_somewhere_and_nothing_is_asked_of_anybody() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("book");
    let project = Project { root: root().to_path_buf(), target: target(), course: Course::read(root()) };
    let made = build(&project, &into, &Options::default()).expect("made");
    assert_eq!(made.notes, Vec::<String>::new());
    assert_eq!(made.exercises, project.course.all().len());
    let pages = pages::all(&into);
    assert_eq!(pages::broken(&into, &pages), Vec::<String>::new());
    for place in project.course.all() {
        let page = &pages[&format!("{}.html", place.id())];
        for answer in ["data-answer=\"right\"", "<svg", "✗ ", "A first hint", "pub fn "] {
            assert!(page.contains(answer), "{answer} is missing on the page of {}", place.id());
        }
    }
    for (page, text) in &pages {
        assert!(!text.contains("data-mark"), "{page} has a mark that nothing took the place of");
        assert!(text.contains("default-src 'none'") || page == "toc.html", "{page} may ask anybody for anything");
        asks_nobody(page, text);
    }
    for style in pages::files(&into).iter().filter(|path| path.extension().is_some_and(|ending| ending == "css")) {
        let text = fs::read_to_string(style).expect("a stylesheet");
        assert!(!text.contains("@import") && !text.contains("//fonts"), "{} loads something", style.display());
        assert!(!text.replace(' ', "").contains("url(http"), "{} loads something", style.display());
    }
}

/// Nothing that a page loads by itself lies elsewhere; a link may lead out, for whoever follows it.
fn asks_nobody(page: &str, text: &str) {
    let tags = text.split('<').filter_map(|tag| Some(tag.split_once('>')?.0));
    let loads = tags.filter(|tag| !tag.starts_with("a ") && !tag.starts_with("svg ") && !tag.starts_with("math"));
    let elsewhere: BTreeMap<&str, ()> =
        loads.filter(|tag| tag.contains("=\"http") || tag.contains("=\"//")).map(|tag| (tag, ())).collect();
    assert!(elsewhere.is_empty(), "{page} asks somebody else: {elsewhere:?}");
}

/// What a page holds besides its frame.
fn main(page: &str) -> &str {
    let start = page.find("<main>").unwrap_or(0);
    &page[start..page.find("</main>").unwrap_or(page.len())]
}
