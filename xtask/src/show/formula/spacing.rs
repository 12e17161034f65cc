//! The space between the pieces of a formula.

/// What a piece of a formula is, as far as the space around it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The beginning, an opening bracket, a sign that belongs to what follows.
    Begin,
    /// A sign between two things.
    Relation,
    Comma,
    /// `sin`, or a sum sign.
    Function,
    /// A fraction, or a function with what stands under it.
    Apart,
    /// What is raised or lowered belongs to what stands before it.
    Script,
    Other,
}

pub(super) fn is_relation(piece: &str) -> bool {
    piece.chars().count() == 1 && "=≈≠<>≤≥→←⇒∈↦+−·×±∓≡∼".contains(piece)
}

/// Puts a piece behind what is there, with the space that makes it readable, and says what now stands at the end.
pub(super) fn join(text: &mut String, before: Kind, piece: &str, kind: Kind) -> Kind {
    let begins =
        text.is_empty() || text.ends_with('\n') || matches!(before, Kind::Begin | Kind::Relation | Kind::Comma);
    let (first, last) = (piece.chars().next(), text.chars().next_back());
    let is_open = |letter: Option<char>| letter.is_none_or(|letter| letter.is_whitespace() || letter == '(');
    match kind {
        // A minus at the beginning belongs to what follows.
        Kind::Relation if begins && ["−", "+", "±"].contains(&piece) => {
            text.push_str(if before == Kind::Comma { " " } else { "" });
            text.push_str(piece);
            return Kind::Begin;
        }
        Kind::Relation => {
            text.truncate(text.trim_end_matches(' ').len());
            text.push_str(&format!(" {piece} "));
            return kind;
        }
        Kind::Comma => {}
        _ if before == Kind::Comma => text.push(' '),
        _ if before == Kind::Apart && !piece.starts_with([')', ']', '}', '|', '‖', ' ']) => text.push(' '),
        Kind::Function | Kind::Apart if !is_open(last) && before != Kind::Begin => text.push(' '),
        _ if before == Kind::Function && !is_open(first) => text.push(' '),
        _ => {}
    }
    text.push_str(piece);
    if piece.ends_with('\n') { Kind::Begin } else { kind }
}
