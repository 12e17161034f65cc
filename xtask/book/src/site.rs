//! The pages by mdBook: with its search and its keys, and the house's own looks.

use crate::marks::{Marks, each_page};
use anyhow::Context;
use mdbook_driver::MDBook;
use mdbook_driver::book::Book;
use mdbook_driver::config::{Config, HtmlConfig, Search};
use std::fs;
use std::path::{Path, PathBuf};

/// The house's stylesheet, behind mdBook's own.
const STYLE: &str = include_str!("theme/nabla.css");
/// What stands in the head of each page: nothing may be asked of anybody else.
const HEAD: &str = include_str!("theme/head.hbs");

/// Writes the pages of a book to a folder; `workshop` holds what mdBook reads meanwhile.
pub(crate) fn write(book: Book, marks: &Marks, workshop: &Path, into: &Path) -> anyhow::Result<()> {
    let source = workshop.join("src");
    for folder in [&source, &workshop.join("theme")] {
        fs::create_dir_all(folder)?;
    }
    fs::write(workshop.join("nabla.css"), STYLE)?;
    fs::write(workshop.join("theme/head.hbs"), HEAD)?;
    fs::write(source.join("SUMMARY.md"), "# Summary\n")?;
    let mut binder = MDBook::load_with_config(workshop, config(into)?).map_err(|error| error.context("mdBook"))?;
    fs::remove_file(source.join("SUMMARY.md"))?;
    binder.book = book;
    binder.build().context("mdBook cannot write the pages")?;
    each_page(into, &mut |page| Ok(themes(&marks.put_in(page)?)))
}

fn config(into: &Path) -> anyhow::Result<Config> {
    let mut config = Config::default();
    config.book.title = Some("Nabla".to_owned());
    config.book.description = Some("Partial derivatives and gradients, learned by writing them".to_owned());
    config.book.language = Some("en".to_owned());
    config.build.build_dir = into.to_path_buf();
    config.build.create_missing = false;
    config.build.use_default_preprocessors = false;
    let mut html = HtmlConfig::default();
    html.default_theme = Some("light".to_owned());
    html.preferred_dark_theme = Some("navy".to_owned());
    html.additional_css = vec![PathBuf::from("nabla.css")];
    html.fold.enable = true;
    html.playground.runnable = false;
    // Every file keeps its name, as every page does.
    html.hash_files = false;
    // The page for an address that is not there would need to know the site's own address.
    html.input_404 = Some(String::new());
    let mut search = Search::default();
    search.limit_results = 20;
    search.use_boolean_and = true;
    html.search = Some(search);
    config.set("output.html", html).map_err(|error| error.context("mdBook's settings"))?;
    Ok(config)
}

/// A page with three looks to choose from instead of mdBook's six: as the system has it, light, and dark.
fn themes(page: &str) -> String {
    let is_left_out =
        |line: &&str| ["rust", "coal", "ayu"].iter().any(|name| line.contains(&format!("id=\"mdbook-theme-{name}\"")));
    let kept: Vec<&str> = page.lines().filter(|line| !is_left_out(line)).collect();
    kept.join("\n").replace("id=\"mdbook-theme-navy\">Navy<", "id=\"mdbook-theme-navy\">Dark<")
}
