//! `grades.csv`: a row for each student, safe to open in a spreadsheet.

use crate::journal::Head;
use crate::points::number;
use crate::row::Row;
use crate::standing::Standing;
use anyhow::anyhow;

/// The table while it is written.
pub(crate) struct Grades {
    writer: csv::Writer<Vec<u8>>,
    chapters: Vec<String>,
    /// The exercises are columns; the first row says which there are.
    begun: bool,
}

impl Grades {
    pub(crate) fn begin(head: &Head) -> anyhow::Result<Self> {
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        Ok(Self { writer, chapters: head.chapters.clone(), begun: false })
    }

    pub(crate) fn add(&mut self, row: &Row) -> anyhow::Result<()> {
        if !self.begun {
            let heads = ["student", "name", "outcome", "points", "of", "right", "almost", "exercises", "reason"];
            let ids = row.exercises.iter().map(crate::row::Entry::id);
            let heads = heads.into_iter().map(str::to_owned).chain(self.chapters.clone()).chain(ids);
            self.writer.write_record(heads.map(|head| cell(&head)))?;
            self.begun = true;
        }
        let right = |chapter: &String| {
            let its = row.exercises.iter().filter(|entry| entry.chapter == *chapter);
            its.filter(|entry| entry.standing == Standing::Right).count().to_string()
        };
        let first = [
            row.student.clone(),
            row.name.clone().unwrap_or_default(),
            row.outcome.words().to_owned(),
            row.points.map(number).unwrap_or_default(),
            number(row.of),
            row.right.to_string(),
            row.almost.to_string(),
            row.total.to_string(),
            row.reason.clone().unwrap_or_default(),
        ];
        let standings = row.exercises.iter().map(|entry| entry.standing.words().to_owned());
        let cells = first.into_iter().chain(self.chapters.iter().map(right)).chain(standings);
        self.writer.write_record(cells.map(|text| cell(&text)))?;
        Ok(())
    }

    pub(crate) fn end(self) -> anyhow::Result<Vec<u8>> {
        self.writer.into_inner().map_err(|error| anyhow!("the table of grades cannot be written: {error}"))
    }
}

/// A text that no spreadsheet takes for a formula, on one line and of a length that can be read.
fn cell(text: &str) -> String {
    const LONGEST: usize = 300;
    let line: Vec<&str> = text.split_whitespace().collect();
    let mut line: String = line.join(" ").replace(|c: char| c.is_control(), "\u{fffd}");
    if line.chars().count() > LONGEST {
        line = line.chars().take(LONGEST).chain(['…']).collect();
    }
    let begins_a_formula = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];
    if line.starts_with(begins_a_formula) { format!("'{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_begins_a_formula() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(cell(" \t=1+1"), "'=1+1");
        assert_eq!(cell("+1"), "'+1");
        assert_eq!(cell("\r\n@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("Ada\nLovelace\u{1b}[1m"), "Ada Lovelace\u{fffd}[1m");
    }
}
