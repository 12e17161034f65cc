//! The compiler's text where it is wider than the terminal: prose and labels go on below, a line of code gives way to what is
//! marked in it, and no word is cut in two. A terminal alone would break lines anywhere, and tear marks from what they mark.

mod line;
mod snippet;

use line::Line;
use snippet::snippet;

/// The text in so many columns, as far as its words allow.
pub fn fitted(text: &str, width: usize) -> String {
    let lines: Vec<Line> = text.lines().map(Line::of).collect();
    let mut shown: Vec<Line> = Vec::new();
    let mut rest = lines.as_slice();
    while let Some(first) = rest.first() {
        let rows = rest.iter().take_while(|line| line.gutter().is_some()).count();
        if rows > 0 {
            shown.extend(snippet(&rest[..rows], width));
        } else if first.is_place() {
            shown.push(first.place_within(width));
        } else {
            shown.extend(first.prose_within(width));
        }
        rest = &rest[rows.max(1)..];
    }
    shown.iter().map(|line| line.text() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
\x1b[1merror[E0277]\x1b[0m: cannot multiply `{integer}` by `f64` here
  --> exercises/partials/src/f_x.rs:13:6
   |
13 |     2*x + 3.0 * y * y // a remark that goes on and on
   |      ^ no implementation for `{integer} * f64` anywhere
   |      |
   |      multiplied here
   = note: expected struct `A`, found struct `B`
help: consider using a literal of another kind
";

    fn at(width: usize) -> String {
        anstream::adapter::strip_str(&fitted(TEXT, width)).to_string()
    }

    #[test]
    fn where_there_is_room_nothing_changes() {
        assert_eq!(at(60), anstream::adapter::strip_str(TEXT).to_string());
    }

    #[test]
    fn words_go_on_below_and_marks_stay_below_what_they_mark() {
        let expected = "\
error[E0277]: cannot multiply
  `{integer}` by `f64` here
  --> …/src/f_x.rs:13:6
   |
13 |     2*x + 3.0 * y * y …
   |      ^
   |  no implementation for
   |  `{integer} * f64`
   |  anywhere
   |      |
   |      multiplied here
   = note: expected struct
           `A`, found struct
           `B`
help: consider using a literal
  of another kind
";
        assert_eq!(at(30), expected);
    }

    #[test]
    fn what_is_marked_stays_in_sight() {
        let text = "\
9 | let very_long_name = another_long_name + one_more_name;
  |                      -----------------   ^^^^^^^^^^^^^ not found
  |                      |
  |                      this is there
";
        let expected = "\
9 | … another_long_name + one_more_name;
  |   -----------------   ^^^^^^^^^^^^^
  |             not found
  |   |
  |   this is there
";
        assert_eq!(anstream::adapter::strip_str(&fitted(text, 40)).to_string(), expected);
    }

    #[test]
    fn colours_are_kept_and_ended() {
        let text = "\x1b[1m\x1b[31merror\x1b[0m\x1b[1m: two words\x1b[0m\n";
        assert_eq!(fitted(text, 12), "\x1b[1m\x1b[31merror\x1b[0m\x1b[1m: two\x1b[0m\n  \x1b[1mwords\x1b[0m\n");
    }
}
