//! Reads pages as a browser would: what they link to, what they load, and which places they have.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// All pages of a folder, each by its address from there.
pub fn all(folder: &Path) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for path in files(folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "html")) {
        pages.insert(address(folder, &path), fs::read_to_string(&path).expect("a page"));
    }
    pages
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

pub fn address(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).expect("within").display().to_string().replace('\\', "/")
}

/// The values of an attribute, wherever it stands in a tag.
pub fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let before = format!(" {attribute}=\"");
    let tags = page.split('<').filter_map(|tag| tag.split_once('>').map(|(tag, _)| tag).or(Some(tag)));
    tags.flat_map(|tag| tag.split(before.as_str()).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0))).collect()
}

/// The links of these pages that lead nowhere, each with the page that it stands on.
pub fn broken(folder: &Path, pages: &BTreeMap<String, String>) -> Vec<String> {
    let known: BTreeSet<String> = files(folder).iter().map(|path| address(folder, path)).collect();
    let places: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(page, text)| (page.as_str(), values(text, "id").into_iter().collect())).collect();
    let mut broken = Vec::new();
    for (page, text) in pages {
        for link in values(text, "href").into_iter().chain(values(text, "src")) {
            if link.contains("://") || link.starts_with("data:") || link.starts_with("mailto:") {
                continue;
            }
            let (path, place) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { page.clone() } else { beside(page, path) };
            let has_place = place.is_empty() || places.get(target.as_str()).is_some_and(|ids| ids.contains(place));
            if !known.contains(&target) || !has_place {
                broken.push(format!("{page}: {link}"));
            }
        }
    }
    broken
}

/// An address that stands on a page, from the book's folder on.
fn beside(page: &str, path: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => parts.truncate(parts.len().saturating_sub(1)),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
