//! Indices and loops: what is counted with, and what is counted through.

use super::Complaint;
use super::numbers::WHOLE;
use super::source::{is_single, is_whole, operand_before, single};

/// `x[i]` with an i32, `x[-1]`, `x[1.0]`.
pub(super) fn index(complaint: &Complaint<'_>) -> Option<String> {
    let list = operand_before(complaint.before.trim_end().strip_suffix('[')?);
    let own = complaint.text;
    if complaint.says("`usize: Neg`") {
        return from_the_end(list, own);
    }
    let (list_kind, kind) = complaint.error.message.strip_suffix('`')?.split_once("cannot be indexed by `")?;
    if list_kind.starts_with("the type `(") && is_single(list) && is_whole(own) {
        return Some(format!("`{list}` is a tuple: write `{list}.{own}` instead of `{list}[{own}]`."));
    }
    Some(if WHOLE.contains(&kind) && is_single(list) {
        format!("`{own}` is an {kind}, and an index is a usize: write `{list}[{} as usize]`.", single(own))
    } else if matches!(kind, "f64" | "{float}") {
        format!("`{own}` is a number with a point, and an index is a whole number (usize).")
    } else {
        return None;
    })
}

/// `x[-1]`, with the sentence for it.
pub(super) fn from_the_end(list: &str, index: &str) -> Option<String> {
    let back = index.strip_prefix('-')?.trim();
    (is_single(list) && is_whole(back))
        .then(|| format!("An index does not count from the end in Rust: write `{list}[{list}.len() - {back}]`."))
}

/// `for i in x.len()`, `for t in 0.0..1.0`, `x.iter().max()`, `v.sort()`.
pub(super) fn not_countable(complaint: &Complaint<'_>) -> Option<String> {
    let own = complaint.text;
    if complaint.says("f64: Ord") {
        return Some(match own {
            "sort" => {
                "`sort` needs numbers that can always be ordered, and NaN cannot: write `.sort_by(f64::total_cmp)`."
                    .to_owned()
            }
            "max" | "min" => {
                format!("`{own}` of an iterator does not take f64, because of NaN: write `.max_by(f64::total_cmp)`.")
                    .replace("max_by", &format!("{own}_by"))
            }
            _ => return None,
        });
    }
    let kind = complaint.error.message.strip_prefix('`')?.strip_suffix("` is not an iterator")?;
    if kind.contains("Range<") {
        return Some(format!("`{own}` cannot be counted through: a range that a loop runs over has whole numbers."));
    }
    if own.is_empty() {
        return None;
    }
    Some(match kind {
        "f64" | "&f64" | "{float}" => format!("`{own}` is one number, and a loop needs several: `0..3`, or a list."),
        whole if whole == "{integer}" || WHOLE.contains(&whole) => {
            format!("`{own}` is one number; to count up to it, write `0..{own}`.")
        }
        _ => return None,
    })
}
