//! A part that is a struct, of which one field is wrong.

use super::single::Column;
use super::{Transcript, relations};
use crate::answers::compare::agree;
use crate::exercise::part::Kind;
use crate::exercise::{Exercise, largest};
use crate::judging::verdict::Named;
use nabla_core::{Nested, Value};

impl Exercise {
    /// A relation that holds in the one field of a struct that is wrong.
    pub(super) fn of_one_field(&self, transcript: Transcript<'_>, column: &Column, part: usize) -> Option<Named> {
        let fields = |value: &Value| if let Value::Record(fields) = value { Some(fields.clone()) } else { None };
        let got: Vec<_> = column.got.iter().map(fields).collect::<Option<_>>()?;
        let expected: Vec<_> = column.expected.iter().map(fields).collect::<Option<_>>()?;
        let of =
            |all: &[Vec<(String, Nested)>], place: usize| all.iter().map(|fields| fields[place].1.0.clone()).collect();
        let field_of = |place: usize| Column::wrong(of(&got, place), of(&expected, place));
        let count = expected.first()?.len();
        if got.iter().chain(&expected).any(|fields| fields.len() != count) {
            return None;
        }
        let is_wrong = |place: &usize| {
            let Column { got, expected, .. } = field_of(*place);
            got.iter().zip(&expected).any(|(got, expected)| !agree(got, expected, &self.tolerance, largest(expected)))
        };
        let mut wrong = (0..count).filter(is_wrong);
        let place = wrong.next().filter(|_| wrong.next().is_none())?;
        let rows = self.part_rows(transcript, &field_of(place))?;
        let named = relations::exact(&rows, Kind::Number, &self.tolerance)?.named;
        let field = &expected.first()?[place].0;
        Some(Named {
            name: format!("its {field} alone, {}", named.name),
            says: format!("{}, its {field} alone: {}", self.part(part).name, named.says),
        })
    }
}
