//! Maps, Hessians and Jacobians that are handed to a learner's function.

use crate::answers::handed_over::handed_over;
use crate::answers::looks::{look, next_function};
use nabla_core::{FromValue, HessianField, JacobianField, Map, Value};
use nalgebra::{DMatrix, DVector, Matrix2, Vector2};
use std::fmt;

handed_over! {
    /// The Hessian of a function of any number of variables, `&dyn Fn(&DVector<f64>) -> DMatrix<f64>`.
    HessianN, (x: &DVector<f64>) -> DMatrix<f64>, from Hessian, |hessian: HessianField, function| HessianN {
        call: Box::new(move |x: &DVector<f64>| {
            look(function, x.as_slice());
            hessian.0.hessian(x.as_slice())
        }),
    }
}
handed_over! {
    /// A map from vectors to vectors, `&dyn Fn(&DVector<f64>) -> DVector<f64>`.
    MapN, (x: &DVector<f64>) -> DVector<f64>, from Map, |map: Map, function| MapN {
        call: Box::new(move |x: &DVector<f64>| {
            look(function, x.as_slice());
            DVector::from_vec(map.value(x.as_slice()))
        }),
    }
}
handed_over! {
    /// The Jacobian of a map from vectors to vectors, `&dyn Fn(&DVector<f64>) -> DMatrix<f64>`.
    JacobianN, (x: &DVector<f64>) -> DMatrix<f64>, from Jacobian, |jacobian: JacobianField, function| JacobianN {
        call: Box::new(move |x: &DVector<f64>| {
            look(function, x.as_slice());
            jacobian.0.jacobian(x.as_slice())
        }),
    }
}
handed_over! {
    /// A map from the plane to the plane, `&dyn Fn(Vector2<f64>) -> Vector2<f64>`.
    Map2, (p: Vector2<f64>) -> Vector2<f64>, from Map, |map: Map, function| Map2 {
        call: Box::new(move |p: Vector2<f64>| {
            look(function, p.as_slice());
            let value = map.value(p.as_slice());
            Vector2::from_fn(|i, _| value.get(i).copied().unwrap_or(0.0))
        }),
    }
}
handed_over! {
    /// The Jacobian of a map from the plane to the plane, `&dyn Fn(Vector2<f64>) -> Matrix2<f64>`.
    Jacobian2, (p: Vector2<f64>) -> Matrix2<f64>, from Jacobian, |jacobian: JacobianField, function| Jacobian2 {
        call: Box::new(move |p: Vector2<f64>| {
            look(function, p.as_slice());
            let j = jacobian.0.jacobian(p.as_slice());
            Matrix2::from_fn(|row, column| j.get((row, column)).copied().unwrap_or(0.0))
        }),
    }
}
