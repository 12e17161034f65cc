//! What the runner must know about the terminal in front of it.

pub mod viewer;

use crate::exit::UsageError;
use anyhow::Context;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// The terminal's width in columns; 80 where there is none.
pub fn width() -> usize {
    textwrap::termwidth()
}

/// Prose broken between words where the terminal ends; lines that are indented, as the compiler's are, stay as they are.
pub fn wrapped(text: &str) -> String {
    let broken = |line: &str| match line.starts_with(' ') {
        true => line.to_owned(),
        false => textwrap::fill(line, whole_words(width())),
    };
    text.lines().map(broken).collect::<Vec<_>>().join("\n")
}

/// No word is cut, however long it is: paths are copied whole.
pub fn whole_words<'a>(width: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(width).break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// How many rows a line takes in a terminal.
pub fn rows(line: &str) -> usize {
    columns(line).div_ceil(width().max(1)).max(1)
}

/// Whether something is left of the last row that a line takes. Where nothing is, the cursor still stands on the last letter, and
/// clearing the rest of the row would take that away.
pub fn ends_within_a_row(line: &str) -> bool {
    let columns = columns(line);
    columns == 0 || !columns.is_multiple_of(width().max(1))
}

/// How many columns a line takes.
fn columns(line: &str) -> usize {
    textwrap::core::display_width(&anstream::adapter::strip_str(line).to_string())
}

/// The first lines of a text that fit into so many rows.
pub fn fitting(text: &str, room: Option<usize>) -> Vec<&str> {
    let mut left = room.unwrap_or(usize::MAX);
    let fits = |line: &&str| {
        let rows = rows(line);
        let fits = rows <= left;
        left = left.saturating_sub(rows);
        fits
    };
    text.lines().take_while(fits).collect()
}

/// Whether a person sits in front of it, to read and to answer.
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// A path that a click opens, where the terminal is known to understand such links (OSC 8); the bare text elsewhere.
pub fn link(path: &Path, text: &str) -> String {
    const KEPT: AsciiSet =
        NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~').remove(b':');
    if !knows_links() {
        return text.to_owned();
    }
    let path = path.display().to_string().replace('\\', "/");
    let path = if path.starts_with('/') { path } else { format!("/{path}") };
    format!("\x1b]8;;file://{}\x1b\\{text}\x1b]8;;\x1b\\", utf8_percent_encode(&path, &KEPT))
}

/// A terminal cannot be asked for this; those that understand links tell their names.
fn knows_links() -> bool {
    if let Some(forced) = env::var_os("FORCE_HYPERLINK") {
        return forced != "0";
    }
    let is_set = |name: &str| env::var_os(name).is_some();
    let program = env::var("TERM_PROGRAM").unwrap_or_default();
    let term = env::var("TERM").unwrap_or_default();
    io::stdout().is_terminal()
        && !is_set("TMUX")
        && (["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby", "zed"].contains(&program.as_str())
            || ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "contour"].contains(&term.as_str())
            || ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM"].into_iter().any(is_set)
            || env::var("VTE_VERSION").is_ok_and(|version| version.parse::<u32>().is_ok_and(|version| version >= 5000)))
}

/// Asks for a yes on a terminal; elsewhere `--yes` must have said it.
pub fn confirm(question: &str, yes: bool) -> anyhow::Result<bool> {
    if yes {
        return Ok(true);
    }
    if !is_interactive() {
        return Err(UsageError(format!("{question} Nobody can be asked here; `--yes` says so in advance.")).into());
    }
    print(&(wrapped(&format!("{question} [y/N]")) + " "))?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// Prints text, without colours where nobody sees them. A reader who has gone needs nothing any more; anything else that keeps the
/// text from arriving is an error.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let written = out.write_all(as_shown(text).as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(CLOSED_PIPE),
        other => other.context("the output cannot be written"),
    }
}

/// The exit code when nobody reads any more: the runner failed, and there is nobody to tell.
const CLOSED_PIPE: i32 = 3;

/// Text as standard output takes it: without colours where they are not wanted.
pub fn as_shown(text: &str) -> String {
    match anstream::AutoStream::choice(&io::stdout()) {
        anstream::ColorChoice::Never => anstream::adapter::strip_str(text).to_string(),
        _ => text.to_owned(),
    }
}

/// Text without colours, for whoever is no terminal.
pub fn without_colours(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}
