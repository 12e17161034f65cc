//! The form that all lessons share: sections, what each exercise's section holds, how much there is to read at a time.

/// More words than these between two things to do, and a reader only reads.
const WORDS_AT_A_TIME: usize = 250;

/// Sections that every lesson has beside those of its exercises, and what must stand in each.
const SECTIONS: [(&str, Option<(&str, &str)>); 4] = [
    ("The rules that you need", None),
    ("One worked through", Some(("```rust", "worked lines in a ```rust block"))),
    ("Where this meets machine learning", Some(("```python", "PyTorch's lines in a ```python block"))),
    ("Read on", Some(("](https://", "a link to where one reads on"))),
];

const PREDICT: &str = "*Predict.*";

/// A part of the lesson under a heading of the second level; the first has none.
struct Section<'a> {
    line: usize,
    heading: &'a str,
    lines: Vec<&'a str>,
}

/// What is missing or too long, each with the lesson's line.
pub(super) fn faults(lesson: &str, exercises: &[String]) -> Vec<(usize, String)> {
    let sections = sections(lesson);
    let mut faults = Vec::new();
    for (name, needed) in SECTIONS {
        match (sections.iter().find(|section| section.heading == name), needed) {
            (None, _) => faults.push((1, format!("there is no section `## {name}`"))),
            (Some(section), Some((part, what))) if !section.lines.iter().any(|line| line.contains(part)) => {
                faults.push((section.line, format!("`{name}` has no {what}")));
            }
            _ => {}
        }
    }
    let found: Vec<(&Section<'_>, &String)> = sections
        .iter()
        .filter_map(|section| Some((section, exercises.iter().find(|name| is_about(section.heading, name))?)))
        .collect();
    let order: Vec<&String> = found.iter().map(|(_, name)| *name).collect();
    if order != exercises.iter().collect::<Vec<_>>() {
        let wanted = exercises.join(", ");
        faults.push((1, format!("a section `## `name`: …` for each exercise should stand in this order: {wanted}")));
    }
    faults.extend(found.into_iter().flat_map(|(section, name)| of_an_exercise(section, name)));
    faults.extend(long_stretches(&sections, exercises));
    faults.sort();
    faults
}

fn sections(lesson: &str) -> Vec<Section<'_>> {
    let mut sections = vec![Section { line: 0, heading: "", lines: Vec::new() }];
    let mut fenced = false;
    for (number, line) in (1..).zip(lesson.lines()) {
        fenced ^= line.trim_start().starts_with("```");
        match line.strip_prefix("## ").filter(|_| !fenced) {
            Some(heading) => sections.push(Section { line: number, heading: heading.trim(), lines: Vec::new() }),
            None => {
                if let Some(section) = sections.last_mut() {
                    section.lines.push(line);
                }
            }
        }
    }
    sections
}

fn is_about(heading: &str, exercise: &str) -> bool {
    heading.strip_prefix('`').and_then(|rest| rest.strip_prefix(exercise)).is_some_and(|rest| rest.starts_with('`'))
}

/// The section of an exercise has a question with its answer folded away, two figures and what people trip over.
fn of_an_exercise(section: &Section<'_>, name: &str) -> Vec<(usize, String)> {
    let figures: Vec<&str> = section
        .lines
        .iter()
        .filter_map(|line| line.strip_prefix("![")?.split_once("](figures/"))
        .filter(|(description, _)| !description.trim().is_empty())
        .filter_map(|(_, rest)| rest.split_once(".png)").map(|(figure, _)| figure))
        .collect();
    let has_mistake = figures.iter().any(|figure| figure.strip_prefix(name).is_some_and(|rest| rest.starts_with('-')));
    let has = |part: &str| section.lines.iter().any(|line| line.contains(part));
    let needed = [
        (has(PREDICT), format!("question to predict (`{PREDICT}`)")),
        (has("<details>") && has("</details>"), "answer folded away (`<details>`)".to_owned()),
        (figures.contains(&name), format!("described figure of the right answer, `figures/{name}.png`")),
        (has_mistake, format!("described figure of a mistake, `figures/{name}-….png`")),
        (has("What people trip over"), "list of `What people trip over`".to_owned()),
    ];
    let missing = needed.into_iter().filter(|(is_there, _)| !is_there);
    missing.map(|(_, what)| (section.line, format!("`{name}` has no {what}"))).collect()
}

/// Stretches without a prediction, an exercise or a worked line that are too long. An exercise is done where its section
/// ends.
fn long_stretches(sections: &[Section<'_>], exercises: &[String]) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    let (mut count, mut start) = (0, 1);
    let mut after_exercise = false;
    for section in sections {
        let is_exercise = exercises.iter().any(|name| is_about(section.heading, name));
        if is_exercise || after_exercise {
            (count, start) = (0, section.line);
        }
        after_exercise = is_exercise;
        let mut fenced = false;
        for (number, line) in (section.line + 1..).zip(&section.lines) {
            if line.contains(PREDICT) || line.starts_with("```rust") {
                (count, start) = (0, number);
            }
            let is_fence = line.trim_start().starts_with("```");
            fenced ^= is_fence;
            count += if fenced || is_fence { 0 } else { words(line) };
            if count > WORDS_AT_A_TIME {
                let since = format!("words since line {start} with nothing to do in between");
                faults.push((number, format!("more than {WORDS_AT_A_TIME} {since}")));
                (count, start) = (0, number);
            }
        }
    }
    faults
}

/// The words that a reader reads in a line: not those of marks, of tags, of a picture's description.
fn words(line: &str) -> usize {
    if line.starts_with("![") || line.starts_with('<') {
        return 0;
    }
    let mut rest = line;
    let mut count = 0;
    loop {
        let (text, behind) = rest.split_once("<!--").unwrap_or((rest, ""));
        count += text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        match behind.split_once("-->") {
            Some((_, after)) => rest = after,
            None => return count,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LESSON: &str = "# 1. Title\n\n## The rules that you need\n\n## One worked through\n\n```rust\n## 1\n```\n\n\
        ## `f_x`: by hand\n\n*Predict.* What?\n\n<details><summary>Answer</summary>\n\nThat.\n\n</details>\n\n\
        ![A line](figures/f_x.png)\n![A cross](figures/f_x-kept.png)\n\n**What people trip over**\n\n- It.\n\n\
        ## Where this meets machine learning\n\n```python\nw.grad\n```\n\n\
        ## Read on\n\n- [Here](https://example.org)\n";

    #[track_caller]
    fn check(lesson: &str, expected: &[&str]) {
        let found = faults(lesson, &["f_x".to_owned()]);
        let found: Vec<String> = found.into_iter().map(|(line, fault)| format!("{line}: {fault}")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_lesson_of_the_form_has_no_fault() {
        check(LESSON, &[]);
    }

    #[test]
    fn what_is_missing_is_named() {
        check(&LESSON.replace("*Predict.*", "Think."), &["11: `f_x` has no question to predict (`*Predict.*`)"]);
        check(&LESSON.replace("<details>", ""), &["11: `f_x` has no answer folded away (`<details>`)"]);
        let right = "11: `f_x` has no described figure of the right answer, `figures/f_x.png`";
        check(&LESSON.replace("![A line]", "![]"), &[right]);
        check(&LESSON.replace("f_x.png", "f_y.png"), &[right]);
        let mistake = "11: `f_x` has no described figure of a mistake, `figures/f_x-….png`";
        check(&LESSON.replace("f_x-kept", "f_xy-kept"), &[mistake]);
        check(&LESSON.replace("trip", "fall"), &["11: `f_x` has no list of `What people trip over`"]);
        check(
            &LESSON.replace("```rust", "```text"),
            &["5: `One worked through` has no worked lines in a ```rust block"],
        );
        check(&LESSON.replace("## Read on", "## Links"), &["1: there is no section `## Read on`"]);
        let order = "1: a section `## `name`: …` for each exercise should stand in this order: f_x";
        check(&LESSON.replace("## `f_x`", "## 5. `f_x`"), &[order]);
    }

    #[test]
    fn there_is_something_to_do_every_250_words() {
        let with = |text: &str| LESSON.replace("That.", text);
        let words = |count: usize| "word ".repeat(count);
        // The question has two words, what people trip over five.
        check(&with(&words(243)), &[]);
        check(&with(&words(244)), &["26: more than 250 words since line 13 with nothing to do in between"]);
        check(&with(&format!("{}<!-- = not read() -->", words(243))), &[]);
        check(&with(&format!("{}\n```rust\n```\n{}", words(240), words(240))), &[]);
    }
}
