//! Layers of a network, and what training one gives.

use crate::values::{FromValue, IntoValue, Nested, Value};
use nalgebra::{DMatrix, DVector};

/// One layer: `W·a + b`, of what comes in as a.
///
/// ```text
/// W has a row for each neuron and a column for each number that comes in; b has a number for each neuron.
/// ```
///
/// The bend, tanh, is not part of the data: it stands after every layer. The gradient of a loss has the same shape, a
/// slope in the place of each weight, and so it is a list of layers, too.
///
/// ```
/// use nabla_core::Layer;
/// use nalgebra::{dmatrix, dvector};
/// // Two neurons that take three numbers.
/// let layer = Layer { weights: dmatrix![0.5, -0.4, 1.0; -0.3, 0.6, 0.0], bias: dvector![0.1, -0.2] };
/// let sums = &layer.weights * dvector![1.0, 1.0, 1.0] + &layer.bias;
/// assert!((sums[0] - 1.2).abs() < 1e-12 && (sums[1] - 0.1).abs() < 1e-12);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// W, a row for each neuron.
    pub weights: DMatrix<f64>,
    /// b, a number for each neuron.
    pub bias: DVector<f64>,
}

/// A network while it learned, and as it came out.
///
/// ```
/// use nabla_core::Training;
/// // Two epochs: the loss before, and after each.
/// let training = Training { losses: vec![1.0, 0.5, 0.25], layers: Vec::new() };
/// assert!(training.losses.is_sorted_by(|before, after| before > after));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Training {
    /// The loss at the start and after each epoch: one more than there were epochs.
    pub losses: Vec<f64>,
    /// The layers after the last epoch.
    pub layers: Vec<Layer>,
}

fn record<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Record(fields.map(|(name, value)| (name.to_owned(), Nested(value))).into())
}

/// The field of that name, as a Rust type.
fn field<T: FromValue>(value: &Value, name: &str) -> Option<T> {
    let Value::Record(fields) = value else { return None };
    fields.iter().find(|(field, _)| field == name).and_then(|(_, value)| T::from_value(&value.0))
}

impl IntoValue for Layer {
    fn into_value(self) -> Value {
        record([("weights", self.weights.into_value()), ("bias", self.bias.into_value())])
    }
}

impl FromValue for Layer {
    fn from_value(value: &Value) -> Option<Self> {
        Some(Self { weights: field(value, "weights")?, bias: field(value, "bias")? })
    }
}

impl IntoValue for Training {
    fn into_value(self) -> Value {
        record([("losses", self.losses.into_value()), ("layers", self.layers.into_value())])
    }
}

impl FromValue for Training {
    fn from_value(value: &Value) -> Option<Self> {
        Some(Self { losses: field(value, "losses")?, layers: field(value, "layers")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::{dmatrix, dvector};

    #[test]
    fn a_network_survives_the_journey() {
        let layer = Layer { weights: dmatrix![1.0, 2.0, 3.0; 4.0, 5.0, 6.0], bias: dvector![0.5, -0.5] };
        let training = Training { losses: vec![1.0, 0.5], layers: vec![layer] };
        assert_eq!(Training::from_value(&training.clone().into_value()), Some(training));
        assert_eq!(Vec::<Layer>::from_value(&Vec::<Layer>::new().into_value()), Some(vec![]));
    }
}
