//! Text as editors really save it: with marks, with other line ends, in two bytes a letter.

use super::Text;
use xtask::course::ExerciseRef;
use xtask::course::stub;

/// What may be odd about one file, and about several in the same way.
const MARK: [&str; 2] =
    ["It begins with a byte order mark, which was left out.", "begin with a byte order mark, which was left out."];
const LINES: [&str; 2] = [
    "Its lines end as on Windows; that makes no difference.",
    "have lines that end as on Windows; that makes no difference.",
];
const PAIRS: [&str; 2] = [
    "It was saved as UTF-16 and read as such; rustc itself reads UTF-8 only.",
    "were saved as UTF-16 and read as such; rustc itself reads UTF-8 only.",
];

/// Those of a file's notes that other files may have as well.
pub(crate) fn shared(notes: &[String]) -> impl Iterator<Item = [&'static str; 2]> {
    [MARK, LINES, PAIRS].into_iter().filter(|[note, _]| notes.iter().any(|own| own == note))
}

/// The text as the compiler is to read it, and what was odd.
pub(crate) fn tidy(bytes: Vec<u8>) -> (Text, Vec<String>) {
    let mut notes = Vec::new();
    let mut bytes = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => of_pairs(rest, u16::from_le_bytes, &mut notes),
        [0xfe, 0xff, rest @ ..] => of_pairs(rest, u16::from_be_bytes, &mut notes),
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            notes.push(MARK[0].to_owned());
            rest.to_vec()
        }
        _ => bytes,
    };
    if bytes.contains(&b'\r') {
        notes.push(LINES[0].to_owned());
        bytes = with_plain_lines(&bytes);
    }
    let text = if bytes.iter().all(u8::is_ascii_whitespace) { Text::Empty } else { Text::Read(bytes) };
    (text, notes)
}

fn of_pairs(bytes: &[u8], pair: fn([u8; 2]) -> u16, notes: &mut Vec<String>) -> Vec<u8> {
    notes.push(PAIRS[0].to_owned());
    let units: Vec<u16> = bytes.chunks_exact(2).map(|two| pair([two[0], two[1]])).collect();
    String::from_utf16_lossy(&units).into_bytes()
}

fn with_plain_lines(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    for (index, byte) in bytes.iter().enumerate() {
        match (byte, bytes.get(index + 1)) {
            (b'\r', Some(b'\n')) => {}
            (b'\r', _) => plain.push(b'\n'),
            _ => plain.push(*byte),
        }
    }
    plain
}

/// What is odd about a file beside this year's stub: it may have been written for another one.
pub(crate) fn beside_stub(stub: &str, place: ExerciseRef, bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let [theirs, ours] = [text, stub].map(|text| stub::signature(text, place.exercise));
    let (theirs, ours) = (theirs?, ours?);
    if theirs != ours {
        return Some(format!(
            "It was written for another version of the course: there the function was `{theirs}`, now it is `{ours}`."
        ));
    }
    let is_stub = text.contains("todo!(") && text != stub;
    let [theirs, ours] = [text, stub].map(statement);
    (is_stub && theirs != ours)
        .then(|| "It is a stub of another version of the course: what it asks for is not what is asked now.".to_owned())
}

/// What stands above the function.
fn statement(text: &str) -> String {
    let lines = text.lines().filter(|line| line.trim_start().starts_with("///"));
    lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, usize) {
        match tidy(bytes.to_vec()) {
            (Text::Read(bytes), notes) => (String::from_utf8_lossy(&bytes).into_owned(), notes.len()),
            (other, _) => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_editors_add_is_left_out_and_said() {
        assert_eq!(read(b"a\nb"), ("a\nb".to_owned(), 0));
        assert_eq!(read(b"\xef\xbb\xbfa\r\nb\r\n"), ("a\nb\n".to_owned(), 2));
        assert_eq!(read(b"a\rb"), ("a\nb".to_owned(), 1));
        assert_eq!(read(b"\xff\xfef\0n\0"), ("fn".to_owned(), 1));
        assert_eq!(read(b"\xfe\xff\0f\0n"), ("fn".to_owned(), 1));
        assert_eq!(tidy(b" \r\n\t".to_vec()).0, Text::Empty);
    }
}
