//! Vectors and matrices of nalgebra.

use super::{FromValue, IntoValue};
use crate::values::Value;
use nalgebra::{DMatrix, DVector, Matrix2, SVector};

impl<const N: usize> FromValue for SVector<f64, N> {
    fn from_value(value: &Value) -> Option<Self> {
        <[f64; N]>::from_value(value).map(Self::from)
    }
}

impl<const N: usize> IntoValue for SVector<f64, N> {
    fn into_value(self) -> Value {
        Value::Numbers(self.as_slice().to_vec())
    }
}

impl FromValue for DVector<f64> {
    fn from_value(value: &Value) -> Option<Self> {
        Vec::from_value(value).map(Self::from_vec)
    }
}

impl IntoValue for DVector<f64> {
    fn into_value(self) -> Value {
        Value::Numbers(self.as_slice().to_vec())
    }
}

impl FromValue for DMatrix<f64> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Matrix { columns, entries } if *columns > 0 && entries.len() % columns == 0 => {
                Some(Self::from_row_slice(entries.len() / columns, *columns, entries))
            }
            Value::Matrix { columns: 0, entries } if entries.is_empty() => Some(Self::zeros(0, 0)),
            _ => None,
        }
    }
}

impl FromValue for Matrix2<f64> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Matrix { columns: 2, entries } if entries.len() == 4 => Some(Self::from_row_slice(entries)),
            _ => None,
        }
    }
}

impl IntoValue for Matrix2<f64> {
    fn into_value(self) -> Value {
        Value::Matrix { columns: 2, entries: self.transpose().as_slice().to_vec() }
    }
}

impl IntoValue for DMatrix<f64> {
    fn into_value(self) -> Value {
        // nalgebra keeps columns together; the transpose's columns are our rows.
        Value::Matrix { columns: self.ncols(), entries: self.transpose().as_slice().to_vec() }
    }
}
