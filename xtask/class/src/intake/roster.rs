//! Who is in the class: a CSV file with a column for the student and, where there is one, a column for the name.

use super::harmless;
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The students of a class by what their submissions are called, with their names.
pub(crate) type Roster = BTreeMap<String, Option<String>>;

const STUDENT: [&str; 10] =
    ["student", "id", "student id", "studentid", "student_id", "sid", "username", "login", "user", "folder"];
const NAME: [&str; 5] = ["name", "full name", "fullname", "full_name", "student name"];

/// Reads a roster; spreadsheets write semicolons and a byte order mark in some countries.
pub(crate) fn read(path: &Path) -> anyhow::Result<Roster> {
    let bytes = fs::read(path).with_context(|| format!("the roster {} cannot be read", path.display()))?;
    parse(&bytes).with_context(|| format!("the roster {}", path.display()))
}

fn parse(bytes: &[u8]) -> anyhow::Result<Roster> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| first.iter().filter(|byte| **byte == sign).count();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|sign| (count(*sign), *sign == b',')).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    let heads: Vec<String> = reader.headers()?.iter().map(|head| head.trim().to_lowercase()).collect();
    let column = |names: &[&str]| names.iter().find_map(|name| heads.iter().position(|head| head == name));
    let Some(student) = column(&STUDENT) else {
        bail!("has no column `student` in its first line; it holds {}", heads.join(", "));
    };
    let name = column(&NAME).filter(|name| *name != student);
    let mut roster = Roster::new();
    for record in reader.byte_records() {
        let record = record?;
        let cell = |column: usize| harmless(String::from_utf8_lossy(record.get(column).unwrap_or_default()).trim());
        let id = cell(student);
        if id.is_empty() {
            continue;
        }
        let name = name.map(cell).filter(|name| !name.is_empty());
        if roster.insert(id.clone(), name).is_some() {
            bail!("names the student {id} twice");
        }
    }
    Ok(roster)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheets_of_all_countries_are_read() {
        let roster = parse(b"\xef\xbb\xbfName;Student;Group\r\n\"Lovelace; Ada\";ada;1\r\n;bob;2\r\n").expect("read");
        assert_eq!(roster["ada"].as_deref(), Some("Lovelace; Ada"));
        assert_eq!(roster["bob"], None);
        assert_eq!(parse(b"student\nada\n").expect("read").len(), 1);
        assert!(parse(b"who\nada\n").is_err() && parse(b"id\na\na\n").is_err());
    }
}
