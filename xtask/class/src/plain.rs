//! Which files may stand in one program with other people's: those that can do nothing but compute.
//!
//! One program for several students costs the compiler a half. But what stands in a program may be looked for in its file and in its
//! memory, and what one file declares may change what another one means. So a file that names a part of the standard library by
//! which a program reaches out of itself, declares what holds for everybody's types, or says how long something lives (which
//! is how safe code has been tricked into reading foreign memory) stands in a program of its own student's files only.

use crate::code::code;
use ra_ap_rustc_lexer::TokenKind;

/// More than any exercise needs: what is longer or deeper may be too much for the compiler.
const LONGEST: usize = 32 << 10;
const DEEPEST: usize = 64;

/// Words that tell of more than computing, wherever they stand.
const OTHERS: [&str; 5] = ["nabla_grading", "static", "super", "thread_local", "trait"];

/// The roots of the standard library.
const LIBRARY: [&str; 3] = ["alloc", "core", "std"];

/// What reaches out of a program, of the standard library.
const REACHES: [&str; 16] = [
    "alloc",
    "any",
    "arch",
    "backtrace",
    "env",
    "ffi",
    "fs",
    "intrinsics",
    "io",
    "net",
    "os",
    "panic",
    "process",
    "ptr",
    "sync",
    "thread",
];

/// Whether this file can do nothing but compute, as far as its words tell.
pub(crate) fn is_plain(text: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    let code: Vec<(TokenKind, &str)> = code(text).map(|(kind, part)| (kind, part.trim_start_matches("r#"))).collect();
    let is_library = code.iter().any(|(_, word)| LIBRARY.contains(word));
    let reaches = |word: &str| OTHERS.contains(&word) || is_library && REACHES.contains(&word);
    text.len() <= LONGEST
        && depth(&code) <= DEEPEST
        && !code.iter().any(|(_, part)| reaches(part))
        && !(0..code.len())
            .any(|place| is_lifetime(&code, place) || is_for_a_trait(&code, place) || is_no_root(&code, place))
}

/// Whether this plain file prints nothing.
pub(crate) fn is_silent(text: &[u8]) -> bool {
    const PRINTS: [&str; 5] = ["dbg", "eprint", "eprintln", "print", "println"];
    let text = String::from_utf8_lossy(text);
    !code(&text).any(|(_, word)| PRINTS.contains(&word.trim_start_matches("r#")))
}

/// How deep brackets stand in each other.
fn depth(code: &[(TokenKind, &str)]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for (_, part) in code {
        match *part {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Whether here is a lifetime that has a name; the label of a loop is none.
fn is_lifetime(code: &[(TokenKind, &str)], place: usize) -> bool {
    let (kind, name) = code[place];
    if !matches!(kind, TokenKind::Lifetime { .. } | TokenKind::RawLifetime) || name == "'_" {
        return false;
    }
    let word = |place: Option<usize>| place.and_then(|place| code.get(place)).map_or("", |(_, word)| *word);
    let is_left = matches!(word(place.checked_sub(1)), "break" | "continue");
    let is_label = word(Some(place + 1)) == ":" && matches!(word(Some(place + 2)), "for" | "loop" | "while" | "{");
    !is_left && !is_label
}

/// Whether here a trait is implemented: that may hold for types of others, too.
fn is_for_a_trait(code: &[(TokenKind, &str)], place: usize) -> bool {
    let before = place.checked_sub(1).map_or(";", |before| code[before].1);
    let is_item = code[place].1 == "impl" && matches!(before, ";" | "{" | "}" | "]");
    is_item && code[place..].iter().map(|(_, word)| *word).take_while(|word| *word != "{").any(|word| word == "for")
}

/// Whether here is a `crate` inside a path, where it means nothing; one module further down it would mean something.
fn is_no_root(code: &[(TokenKind, &str)], place: usize) -> bool {
    if code[place].1 != "crate" {
        return false;
    }
    let before = |count: usize| place.checked_sub(count).map_or(";", |before| code[before].1);
    let declares = (0..place).rev().take_while(|place| code[*place].1 != ";").any(|place| code[place].1 == "use");
    before(1) == ":" && before(2) == ":" || declares && before(1) != "use"
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn what_computes_is_plain() {
        for text in [
            "use nalgebra::Vector2;\nuse std::f64::consts::PI;\npub fn f(p: Vector2<f64>) -> f64 { p.x.max(PI) }",
            "pub fn f(g: impl Fn(f64) -> f64, h: &dyn Fn(f64) -> f64) -> f64 { crate::f_y::f_y(g(1.0), h(2.0)) }",
            "use crate::f_y::f_y; pub(crate) fn f(x: crate::f_y::T) { f_y(crate::f_y::g(x)); }",
            "#[derive(Clone)] struct P { x: f64 } impl P { fn io(&self) -> f64 { self.x } }",
            "fn f() { 'outer: for i in 0..3 { 'x': char; loop { break 'outer; } } }",
            "// static, std::fs\nfn f() { let fs = \"trait\"; let net = 1; }",
        ] {
            assert!(is_plain(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_may_do_more_is_not() {
        let deep = format!("fn f() {{ {}1{} }}", "(".repeat(99), ")".repeat(99));
        for text in [
            "fn f() { std::fs::read(\"x\"); }",
            "use std::{fs, cmp}; fn f() { fs::read(\"x\"); }",
            "use ::core::{ptr as p};",
            "fn f<'a>(x: &'a &'static ()) {}",
            "static A: f64 = 1.0;",
            "struct A; impl PartialEq<A> for f64 { fn eq(&self, _: &A) -> bool { true } }",
            "fn f() { struct A; impl<T> From<A> for Vec<T> { fn from(_: A) -> Self { vec![] } } }",
            "trait T { fn f(&self) {} }",
            "use super::super::part_0;",
            "fn f() -> f64 { crate::crate::part_0::f_x::f_x(1.0) }",
            "use crate::{f_y, crate::part_0};",
            "use nabla_grading::serve;",
            "fn f() { r#std::r#fs::read(\"x\"); }",
            "thread_local! { A: f64 = 1.0 }",
            deep.as_str(),
        ] {
            assert!(!is_plain(text.as_bytes()), "{text}");
        }
    }
}
