//! What kind of flat place a function has somewhere, and how the word travels.

use crate::values::{FromValue, IntoValue, Value};
use serde::{Deserialize, Serialize};

/// What a flat place is, as far as the second derivatives H can tell. With v'Hv for the bending along v:
///
/// ```
/// use nabla_core::Kind;
/// // x² + y² at (0, 0) has H = [2, 0; 0, 2]: up along every direction.
/// let kind = if 2.0_f64 > 0.0 { Kind::Minimum } else { Kind::Undecided };
/// assert_eq!(format!("{kind:?}"), "Minimum");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// v'Hv > 0 along every v: a bowl.
    Minimum,
    /// v'Hv < 0 along every v: a dome.
    Maximum,
    /// v'Hv > 0 along one v, and < 0 along another.
    Saddle,
    /// No bending of both signs, and none at all along some v: H alone cannot tell. x⁴ and −x⁴ have the same H at 0.
    Undecided,
}

impl Kind {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Minimum, Self::Maximum, Self::Saddle, Self::Undecided];
}

impl IntoValue for Kind {
    fn into_value(self) -> Value {
        Value::Word(format!("{self:?}"))
    }
}

impl FromValue for Kind {
    fn from_value(value: &Value) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| matches!(value, Value::Word(word) if *word == format!("{kind:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::Vector2;

    #[test]
    fn every_kind_survives_the_journey_alone_and_beside_its_place() {
        let places: Vec<(Vector2<f64>, Kind)> = Kind::ALL.map(|kind| (Vector2::new(1.0, -0.5), kind)).into();
        assert_eq!(Vec::from_value(&places.clone().into_value()), Some(places));
        assert_eq!(Kind::from_value(&Value::Word("Hill".to_owned())), None);
    }
}
