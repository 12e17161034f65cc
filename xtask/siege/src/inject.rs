//! Whether anything of a submission is obeyed where its report is shown: by a terminal, by a build server, by a reader
//! of JSON.

use nabla_grading::DEFAULT_SEED;
use xtask::course::project::{Project, Source};
use xtask::examine::report::Report;
use xtask::show::annotations;
use xtask::show::json;
use xtask::show::page::Page;

/// Whether one of the runner's own ways to show a report lets something through.
pub fn found(project: &Project, source: &Source, report: &Report) -> anyhow::Result<bool> {
    let mut page = Page::of_width(100);
    page.report(project, source, report);
    let reports = std::slice::from_ref(report);
    let github = annotations::github(project, source, reports);
    let document = json::document(reports, DEFAULT_SEED, project)?;
    Ok(obeyed_by_a_terminal(&page.into_text())
        || has_commands(&github)
        || has_controls(&github)
        || has_controls(&annotations::short(project, source, reports))
        || document.bytes().any(|byte| byte < b' ' && byte != b'\n')
        || document.lines().any(|line| line.trim_start().starts_with("{\"exercise\":\"f_x\"")))
}

/// Whether a page holds more for a terminal than lines and the runner's own colours.
fn obeyed_by_a_terminal(page: &str) -> bool {
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("\x1b[") {
        text.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(after.len());
        // A colour; anything else is obeyed in another way.
        let Some(after) = after[end..].strip_prefix('m') else { return true };
        rest = after;
    }
    text.push_str(rest);
    // Green is what the runner prints of what is right; no attack is.
    has_controls(&text) || page.contains("\x1b[32mright\x1b[0m nabla-boast")
}

/// Whether a text holds controls besides the ends of its lines.
fn has_controls(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && c != '\n' && c != '\t')
}

/// Whether a build server would find a command in a line that is not the runner's own.
fn has_commands(text: &str) -> bool {
    let is_own =
        |line: &str| ["::error file=", "::notice file=", "::warning file="].iter().any(|own| line.starts_with(own));
    text.split(['\n', '\r']).any(|line| (line.starts_with("::") || line.starts_with("##[")) && !is_own(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_or_a_server_would_obey_is_found() {
        assert!(!obeyed_by_a_terminal("\x1b[1;32mright\x1b[0m\n"));
        assert!(obeyed_by_a_terminal("\x1b[2J"));
        assert!(obeyed_by_a_terminal("a\rb"));
        assert!(obeyed_by_a_terminal("\x1b]0;title\x07"));
        assert!(obeyed_by_a_terminal("\u{9b}2J"));
        assert!(has_commands("::error file=a::b\n::stop-commands::x\n"));
        assert!(!has_commands("::error file=a::b%0A::stop-commands::x\n"));
    }
}
