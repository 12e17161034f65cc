//! Functions travel as their formulas.

use super::{FromValue, IntoValue};
use crate::field::Field;
use crate::gradient_field::GradientField;
use crate::values::Value;

impl IntoValue for Field {
    fn into_value(self) -> Value {
        Value::Function(self)
    }
}

impl FromValue for Field {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Function(field) => Some(field.clone()),
            _ => None,
        }
    }
}

impl IntoValue for GradientField {
    fn into_value(self) -> Value {
        Value::Gradient(self)
    }
}

impl FromValue for GradientField {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Gradient(gradient) => Some(gradient.clone()),
            _ => None,
        }
    }
}
