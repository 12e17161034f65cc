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
const REACHES: [&str; 18] = [
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
    "path",
    "process",
    "ptr",
    "sync",
    "thread",
    "time",
];

/// Whether this file can do nothing but compute, as far as its words tell.
pub(crate) fn is_plain(text: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    let code = plain_code(text);
    let is_library = code.iter().any(|(_, word)| LIBRARY.contains(word));
    let reaches = |word: &str| OTHERS.contains(&word) || is_library && REACHES.contains(&word);
    text.len() <= LONGEST
        && depth(&code) <= DEEPEST
        && !code.iter().any(|(_, part)| reaches(part))
        && !(0..code.len())
            .any(|place| is_lifetime(&code, place) || is_for_a_trait(&code, place) || is_no_root(&code, place))
        && !is_root_in_a_macro(&code)
}

/// Whether this plain file prints nothing, and cannot tell what was asked of its process before: where something lies in
/// memory, and how much memory is left, would tell.
pub(crate) fn is_silent(text: &[u8]) -> bool {
    const PRINTS: [&str; 5] = ["dbg", "eprint", "eprintln", "print", "println"];
    const TELLS: [&str; 5] = ["Pointer", "addr", "raw", "try_reserve", "try_reserve_exact"];
    let text = String::from_utf8_lossy(text);
    let code = plain_code(&text);
    let tells = |(kind, part): &(TokenKind, &str)| match kind {
        // A format for addresses.
        TokenKind::Literal { .. } => part.contains("p}"),
        _ => PRINTS.contains(part) || TELLS.contains(part) || part.contains("ptr") || part.starts_with("into_raw"),
    };
    let is_pointer = |pair: &[(TokenKind, &str)]| pair[0].1 == "*" && ["const", "mut"].contains(&pair[1].1);
    !code.iter().any(tells) && !code.windows(2).any(is_pointer)
}

/// Whether the compiler cannot even read this file to its end, where nothing else is looked at; or has to work something out while it
/// compiles, by a macro or by a loop, and that may never end.
pub(crate) fn is_a_burden(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let code = plain_code(&text);
    !is_closed(&code) || computes_in_a_constant(&code) || code.iter().any(|(_, part)| *part == "macro_rules")
}

/// Whether every bracket that opens closes, and no other one.
fn is_closed(code: &[(TokenKind, &str)]) -> bool {
    let mut open = Vec::new();
    for (_, part) in code {
        match *part {
            "(" => open.push(")"),
            "[" => open.push("]"),
            "{" => open.push("}"),
            ")" | "]" | "}" if open.pop() != Some(part) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

/// Whether there is a loop behind a `const`, before the end of what stands there.
fn computes_in_a_constant(code: &[(TokenKind, &str)]) -> bool {
    let begins = code.iter().enumerate().filter(|(_, (_, part))| *part == "const").map(|(place, _)| place + 1);
    begins.into_iter().any(|begin| {
        let mut depth = 0_i32;
        let own = code[begin..].iter().take_while(|(_, part)| {
            match *part {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            depth >= 0 && !(depth == 0 && *part == ";")
        });
        own.into_iter().any(|(_, part)| ["for", "loop", "while"].contains(part))
    })
}

/// The code of a file, its words without the mark of a raw one: that is the same word.
fn plain_code(text: &str) -> Vec<(TokenKind, &str)> {
    code(text).map(|(kind, part)| (kind, part.trim_start_matches("r#"))).collect()
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

/// Whether here is the `for` of a trait's implementation: that may hold for types of others, too. Only a loop can begin
/// behind these signs.
fn is_for_a_trait(code: &[(TokenKind, &str)], place: usize) -> bool {
    let before = |count: usize| place.checked_sub(count).map_or("", |before| code[before].1);
    let is_loop = matches!(before(1), ";" | "{" | "}" | ":" | "," | "(" | "=") || before(1) == ">" && before(2) == "=";
    code[place].1 == "for" && !is_loop
}

/// Whether a `crate` stands among what a macro is given, which may quote it, as `assert!` does.
fn is_root_in_a_macro(code: &[(TokenKind, &str)]) -> bool {
    /// Behind these a bracket belongs to an expression.
    const NO_MACROS: [&str; 6] = ["break", "if", "in", "match", "return", "while"];
    let mut open: Vec<bool> = Vec::new();
    for (place, (kind, part)) in code.iter().enumerate() {
        let before = |count: usize| place.checked_sub(count).map(|before| code[before]);
        match *part {
            "(" | "[" | "{" => {
                let is_macro = before(1).is_some_and(|(_, sign)| sign == "!")
                    && before(2).is_some_and(|(kind, name)| {
                        matches!(kind, TokenKind::Ident | TokenKind::RawIdent) && !NO_MACROS.contains(&name)
                    });
                open.push(is_macro || open.last() == Some(&true));
            }
            ")" | "]" | "}" => drop(open.pop()),
            "crate" if *kind == TokenKind::Ident && open.last() == Some(&true) => return true,
            _ => {}
        }
    }
    false
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
    use super::{is_a_burden, is_plain, is_silent};

    #[test]
    fn what_computes_is_plain() {
        for text in [
            "use nalgebra::Vector2;\nuse std::f64::consts::PI;\npub fn f(p: Vector2<f64>) -> f64 { p.x.max(PI) }",
            "pub fn f(g: impl Fn(f64) -> f64, h: &dyn Fn(f64) -> f64) -> f64 { crate::f_y::f_y(g(1.0), h(2.0)) }",
            "use crate::f_y::f_y; pub(crate) fn f(x: crate::f_y::T) { f_y(crate::f_y::g(x)); }",
            "#[derive(Clone)] struct P { x: f64 } impl P { fn io(&self) -> f64 { self.x } }",
            "fn f() { 'outer: for i in 0..3 { 'x': char; loop { break 'outer; } } }",
            "fn f(x: f64) { if !(crate::f_y::f_y(x) > 0.0) { match x { _ => for _ in 0..2 {} } } let _ = for _ in 0..2 {}; }",
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
            "#!/bin/sh \"\nstatic A: f64 = 1.0; //\"",
            "fn f() { std::path::Path::new(\"x\").exists(); }",
            "struct A<const N: usize>; impl PartialEq<A<{ 1 }>> for f64 { fn eq(&self, _: &A<1>) -> bool { true } }",
            "struct A; impl PartialEq<[A; { 1 }]> for Vec<A> {}",
            "fn f(x: f64) { assert!(x > 0.0 && { crate::f_y::f_y(x) } > 0.0); }",
            "fn f() { stringify![crate]; }",
            "thread_local! { A: f64 = 1.0 }",
            deep.as_str(),
        ] {
            assert!(!is_plain(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_the_compiler_cannot_read_or_may_never_leave_is_a_burden() {
        for text in ["const A: f64 = { 2.0 }; fn f() { loop {} }", "fn f() { (1, [2]); let s = \"(\"; } // {"] {
            assert!(!is_a_burden(text.as_bytes()), "{text}");
        }
        for text in [
            "fn f() { (1; }",
            "fn f() { [1) }",
            "fn f() {} }",
            "const A: u64 = { let mut i = 0; while i < u64::MAX { i += 1; } i };",
            "fn f() { const { loop {} } }",
            "const fn f() -> u64 { loop {} } const A: u64 = f();",
            "macro_rules! more { ($($x:tt)*) => { more!($($x)* $($x)*) } }",
        ] {
            assert!(is_a_burden(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_cannot_tell_what_was_before_is_silent() {
        for text in ["fn f(x: &mut f64) { *x *= 2.0; let s = \"(p)\"; }", "const A: f64 = 2.0; fn f() { 3.0 * A }"] {
            assert!(is_silent(text.as_bytes()), "{text}");
        }
        for text in [
            "fn f() { println!(); }",
            "fn f() { Vec::<u8>::new().try_reserve(1 << 30).is_err() }",
            "fn f(x: &f64) { format!(\"{x:p}\"); }",
            "fn f(x: &f64) { x as *const f64 as usize }",
            "fn f(x: &mut f64) { &raw mut *x; }",
            "fn f(x: &[f64]) { x.as_ptr() }",
        ] {
            assert!(!is_silent(text.as_bytes()), "{text}");
        }
    }
}
