//! What TeX's names stand for.

/// The sign that a command stands for.
pub(super) fn name(command: &str) -> Option<&'static str> {
    Some(match command {
        "alpha" => "α",
        "beta" => "β",
        "gamma" => "γ",
        "delta" => "δ",
        "epsilon" | "varepsilon" => "ε",
        "zeta" => "ζ",
        "eta" => "η",
        "theta" => "θ",
        "kappa" => "κ",
        "lambda" => "λ",
        "mu" => "μ",
        "nu" => "ν",
        "xi" => "ξ",
        "pi" => "π",
        "rho" => "ρ",
        "sigma" => "σ",
        "tau" => "τ",
        "phi" | "varphi" => "φ",
        "chi" => "χ",
        "psi" => "ψ",
        "omega" => "ω",
        "Gamma" => "Γ",
        "Delta" => "Δ",
        "Theta" => "Θ",
        "Lambda" => "Λ",
        "Sigma" => "Σ",
        "Phi" => "Φ",
        "Psi" => "Ψ",
        "Omega" => "Ω",
        "nabla" => "∇",
        "partial" => "∂",
        "infty" => "∞",
        "cdot" => "·",
        "times" => "×",
        "pm" => "±",
        "mp" => "∓",
        "le" | "leq" => "≤",
        "ge" | "geq" => "≥",
        "ne" | "neq" => "≠",
        "approx" => "≈",
        "equiv" => "≡",
        "sim" => "∼",
        "lt" => "<",
        "gt" => ">",
        "to" | "rightarrow" => "→",
        "leftarrow" | "gets" => "←",
        "Rightarrow" | "implies" => "⇒",
        "mapsto" => "↦",
        "in" => "∈",
        "odot" => "⊙",
        "circ" => "∘",
        "top" => "⊤",
        "perp" => "⊥",
        "star" => "★",
        "prime" => "′",
        "lVert" | "rVert" | "Vert" | "|" => "‖",
        "lvert" | "rvert" | "vert" | "mid" => "|",
        "langle" => "⟨",
        "rangle" => "⟩",
        "ldots" | "dots" | "cdots" => "…",
        "vdots" => "⋮",
        "ddots" => "⋱",
        _ => return None,
    })
}

/// The name of a function, or the sign of one that is written with what it runs over.
pub(super) fn function(command: &str) -> Option<&'static str> {
    const NAMES: [&str; 14] =
        ["sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "ln", "log", "lim", "max", "min", "det", "arg"];
    match command {
        "sum" => Some("Σ"),
        "prod" => Some("Π"),
        "int" => Some("∫"),
        command => NAMES.into_iter().find(|name| *name == command),
    }
}

/// The mark that a command puts over a letter.
pub(super) fn accent(command: &str) -> Option<char> {
    Some(match command {
        "hat" => '\u{302}',
        "bar" | "overline" => '\u{304}',
        "tilde" => '\u{303}',
        "vec" => '\u{20d7}',
        "dot" => '\u{307}',
        _ => return None,
    })
}

/// A letter that is raised by itself.
pub(super) fn raised(letter: char) -> Option<char> {
    Some(match letter {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '−' => '⁻',
        '+' => '⁺',
        'n' => 'ⁿ',
        'T' | '⊤' => 'ᵀ',
        '′' => '′',
        _ => return None,
    })
}

/// A letter that is lowered by itself. Of those for inputs only the x exists, so they stay as one writes them in code: `f_x`.
pub(super) fn lowered(letter: char) -> Option<char> {
    Some(match letter {
        '0' => '₀',
        '1' => '₁',
        '2' => '₂',
        '3' => '₃',
        '4' => '₄',
        '5' => '₅',
        '6' => '₆',
        '7' => '₇',
        '8' => '₈',
        '9' => '₉',
        '+' => '₊',
        '−' => '₋',
        '=' => '₌',
        'i' => 'ᵢ',
        'j' => 'ⱼ',
        'k' => 'ₖ',
        'n' => 'ₙ',
        _ => return None,
    })
}
