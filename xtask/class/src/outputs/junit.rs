//! JUnit's XML, one file a student, as test runners write it and CI systems read it: valid by the schema of Jenkins'
//! xUnit plugin, `junit-10.xsd` of <https://github.com/jenkinsci/xunit-plugin>. Ant's asks for the hour and the machine,
//! which no row has.

use super::parts;
use crate::journal::Head;
use crate::row::Row;
use crate::standing::Standing;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::path::Path;

/// A student's exercises as test cases, a chapter as a suite.
pub(crate) fn document(_out: &Path, head: &Head, row: &Row) -> anyhow::Result<String> {
    let mut report = Report::new(format!("nabla: {}", parts::plain(&row.student)));
    for chapter in &head.chapters {
        let mut suite = TestSuite::new(chapter.clone());
        for entry in row.exercises.iter().filter(|entry| entry.chapter == *chapter) {
            let mut status = match entry.standing {
                Standing::Right => TestCaseStatus::success(),
                Standing::NotHandedIn | Standing::NotWritten => TestCaseStatus::skipped(),
                standing if standing.is_undecided() => TestCaseStatus::non_success(NonSuccessKind::Error),
                _ => TestCaseStatus::non_success(NonSuccessKind::Failure),
            };
            if entry.standing != Standing::Right {
                status.set_message(parts::plain(&entry.headline()));
                if !entry.standing.is_open() {
                    status.set_type(entry.standing.words()).set_description(parts::text(entry));
                }
            }
            let mut case = TestCase::new(entry.exercise.clone(), status);
            case.set_classname(format!("nabla.{chapter}"));
            suite.add_test_case(case);
        }
        report.add_test_suite(suite);
    }
    // Each suite counts what was skipped; of the whole the schema knows no such count. It comes first, for the quotes of a
    // name before it are escaped.
    Ok(report.to_string()?.replacen(&format!(" skipped=\"{}\"", report.skipped), "", 1))
}
