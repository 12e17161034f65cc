//! What of a file is code: its words, and a text that is the same for everybody who wrote the same code.

use crate::intake::fingerprint;
use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, strip_shebang, tokenize};
use std::collections::BTreeSet;

/// The identifiers and keywords of a file, as the compiler reads them: what stands in comments and in quotes is none.
pub(crate) fn words(text: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(text);
    let words = tokens(&text).filter(|(kind, _)| {
        matches!(kind, TokenKind::Ident | TokenKind::RawIdent | TokenKind::InvalidIdent | TokenKind::UnknownPrefix)
    });
    words.map(|(_, word)| word.trim_start_matches("r#").to_owned()).collect()
}

/// A fingerprint of the code: comments, blank space and lines do not count. None where they could count, for the
/// compiler or for a program that asks for its own lines.
pub(crate) fn mark(text: &[u8]) -> Option<String> {
    /// What tells a program where it stands in its file, or how it is written.
    const PLACES: [&str; 10] =
        ["Backtrace", "Location", "caller", "catch_unwind", "column", "dbg", "file", "line", "location", "stringify"];
    let text = std::str::from_utf8(text).ok()?;
    // A compiler refuses what turns the direction of reading, and a lone carriage return, in comments as well.
    let counts = |c: char| matches!(c, '\r' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text = text.replace("\r\n", "\n");
    if text.contains(counts) || text.starts_with("#!") && !text.starts_with("#![") {
        return None;
    }
    let mut code = String::with_capacity(text.len());
    let mut before = None;
    for (kind, token) in tokens(&text) {
        match kind {
            TokenKind::Whitespace => {}
            TokenKind::LineComment { doc_style: None }
            | TokenKind::BlockComment { doc_style: None, terminated: true } => {}
            // Where one may stand is for the compiler to say; what it says is for people.
            TokenKind::LineComment { .. } | TokenKind::BlockComment { terminated: true, .. } => code.push_str(" ///"),
            _ if is_odd(kind) || PLACES.contains(&token) => return None,
            _ => {
                // Two signs side by side may be another one than two apart.
                if !(is_sign(kind) && before.is_some_and(is_sign)) {
                    code.push(' ');
                }
                code.push_str(token);
            }
        }
        before = Some(kind);
    }
    Some(fingerprint(code.as_bytes()))
}

/// The parts of a file that are neither comment nor blank space.
pub(crate) fn code(text: &str) -> impl Iterator<Item = (TokenKind, &str)> {
    use TokenKind::{BlockComment, LineComment, Whitespace};
    tokens(text).filter(|(kind, _)| !matches!(kind, Whitespace | LineComment { .. } | BlockComment { .. }))
}

/// The file as it must be written one module further down: what was at the root is there in the module above. No place in it
/// moves.
pub(crate) fn one_module_down(text: &str) -> String {
    let below = |(kind, part)| if kind == TokenKind::Ident && part == "crate" { "super" } else { part };
    tokens(text).map(below).collect()
}

/// The parts of a text. What the compiler passes over before it reads, a byte order mark and a first line for a shell,
/// is blank space here, too: a quotation mark there begins nothing.
fn tokens(text: &str) -> impl Iterator<Item = (TokenKind, &str)> {
    const MARK: char = '\u{feff}';
    let mark = if text.starts_with(MARK) { MARK.len_utf8() } else { 0 };
    let skipped = mark + strip_shebang(&text[mark..]).unwrap_or(0);
    let (blank, mut rest) = text.split_at(skipped);
    let read = tokenize(rest, FrontmatterAllowed::No).map(move |token| {
        let (part, after) = rest.split_at(token.len as usize);
        rest = after;
        (token.kind, part)
    });
    (!blank.is_empty()).then_some((TokenKind::Whitespace, blank)).into_iter().chain(read)
}

/// What the compiler refuses or will read in another way some day, alone or for what stands beside it.
fn is_odd(kind: TokenKind) -> bool {
    use TokenKind::{
        BlockComment, Frontmatter, GuardedStrPrefix, InvalidIdent, Literal, Unknown, UnknownPrefix,
        UnknownPrefixLifetime,
    };
    match kind {
        BlockComment { terminated, .. } => !terminated,
        Literal { kind: LiteralKind::Str { terminated } | LiteralKind::Char { terminated }, .. } => !terminated,
        _ => matches!(
            kind,
            Frontmatter { .. } | GuardedStrPrefix | InvalidIdent | Unknown | UnknownPrefix | UnknownPrefixLifetime
        ),
    }
}

/// Whether this can be part of a longer sign, as `&` of `&&`.
fn is_sign(kind: TokenKind) -> bool {
    use TokenKind::{And, Bang, Caret, Colon, Dot, Eq, Gt, Lt, Minus, Or, Percent, Plus, Pound, Slash, Star};
    matches!(kind, And | Bang | Caret | Colon | Dot | Eq | Gt | Lt | Minus | Or | Percent | Plus | Pound | Slash | Star)
}

#[cfg(test)]
mod tests {
    use super::{mark, one_module_down, words};

    #[test]
    fn the_same_code_has_one_mark() {
        let ours = mark(b"/// Doc.\npub fn f_x(x: f64) -> f64 { 2.0 * x && y }").expect("plain");
        let same: [&[u8]; 3] = [
            b"/// Another.\npub fn f_x(x:f64)->f64{2.0*x&&y}// by Ada",
            b"//! Doc.\r\npub fn f_x( x : f64 ) -> f64 {\r\n    2.0 /* twice */ * x &&\r\n y\r\n}",
            b"/** Doc. */ pub\tfn f_x(x: f64) -> f64 { 2.0\n* x && y }",
        ];
        same.iter().for_each(|other| assert_eq!(mark(other), Some(ours.clone())));
        let others: [&[u8]; 4] = [
            b"pub fn f_x(x: f64) -> f64 { 2.0 * x && y }",
            b"/// Doc.\npub fn f_x(x: f64) -> f64 { 2.0 * x & & y }",
            b"/// Doc.\npub fn f_x(x: f64) -> f64 { 2. * x && y }",
            b"/// Doc.\npub fn f_x(x: f64) -> f64 { \"2.0 * x\" && y }",
        ];
        others.iter().for_each(|other| assert_ne!(mark(other), Some(ours.clone())));
    }

    #[test]
    fn where_lines_count_or_comments_do_there_is_no_mark() {
        for text in ["line!()", "dbg!(x)", "// \u{202e}", "/* open", "x\ry", "#!/bin/sh", "k\"text\"", "\"open"] {
            assert_eq!(mark(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn the_root_becomes_the_module_above() {
        let text = "//! crate\nuse crate::f_y::f_y;\npub(crate) fn f() -> f64 { \"crate\"; crate::g::g() }";
        let down = "//! crate\nuse super::f_y::f_y;\npub(super) fn f() -> f64 { \"crate\"; super::g::g() }";
        assert_eq!(one_module_down(text), down);
    }

    #[test]
    fn what_stands_in_a_line_for_a_shell_begins_no_quotation() {
        for text in ["#!/bin/sh \"\nuse crate::f; //\"", "\u{feff}#!/bin/sh '\"\nuse crate::f; //\""] {
            let words: Vec<String> = words(text.as_bytes()).into_iter().collect();
            assert_eq!(words, ["crate", "f", "use"], "{text}");
            assert_eq!(one_module_down(text), text.replace("crate", "super"));
        }
        assert_eq!(words(b"#! /* no */ [allow(a)]").into_iter().collect::<Vec<_>>(), ["a", "allow"]);
    }

    #[test]
    fn words_are_code() {
        let text = "// include\nr#include!(\"crate\") /* super /* */ unsafe */ fn é() { r\"mod\"; 'a; }";
        let words: Vec<String> = words(text.as_bytes()).into_iter().collect();
        assert_eq!(words, ["fn", "include", "é"]);
    }
}
