//! Data to fit a line to, read from comma-separated text.

use std::io::Read;

/// Inputs x with their targets y, point by point.
///
/// ```
/// use nabla_core::DataSet;
/// let data = DataSet { x: vec![1.0, 2.0, 3.0], y: vec![4.0, 5.0, 7.0] };
/// assert_eq!(data.x.len(), data.y.len());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DataSet {
    /// The inputs.
    pub x: Vec<f64>,
    /// The targets, as many as inputs.
    pub y: Vec<f64>,
}

/// Why a text could not be read as a data set.
///
/// ```
/// use nabla_core::DataSet;
/// let error = DataSet::read("x,y\n".as_bytes(), "x", "z").unwrap_err();
/// assert_eq!(error.to_string(), "the data set has no column `z`; its header names `x`, `y`");
/// ```
#[derive(Debug, thiserror::Error)]
pub enum DataSetError {
    /// There is nothing after the header, or nothing at all.
    #[error("the data set has no points: under the header, one line for each of them is needed")]
    Empty,
    /// A column that was asked for is not in the header.
    #[error("the data set has no column `{wanted}`; its header names {found}")]
    NoColumn {
        /// The column that was asked for.
        wanted: String,
        /// What the header has, in quotes.
        found: String,
    },
    /// A field that is no finite number.
    #[error("line {line} of the data set has `{text}` under `{column}`, where a finite number is needed")]
    NoNumber {
        /// The line in the text, counted from 1.
        line: u64,
        /// The column's name.
        column: String,
        /// What stands there.
        text: String,
    },
    /// A line with too many or too few fields.
    #[error("line {line} of the data set needs {expected} fields, as its header has; found {found}")]
    Ragged {
        /// The line in the text, counted from 1.
        line: u64,
        /// How many fields it has.
        found: u64,
        /// How many the header has.
        expected: u64,
    },
    /// It is no such text at all.
    #[error("the data set cannot be read: {0}")]
    Unreadable(csv::Error),
}

impl DataSet {
    /// Reads the columns `x` and `y` of comma-separated text with a header; lines that begin with `#` are remarks.
    ///
    /// # Errors
    /// When there are no points, a column is missing, a line is of another length than the header, or a field of the two
    /// columns is no finite number.
    ///
    /// ```
    /// use nabla_core::DataSet;
    /// let data = DataSet::read("hours,marks\n1,4\n2,5\n3,7\n".as_bytes(), "hours", "marks")?;
    /// assert_eq!(data.y, [4.0, 5.0, 7.0]);
    /// let error = DataSet::read("hours,marks\n1,four\n".as_bytes(), "hours", "marks").unwrap_err();
    /// assert_eq!(error.to_string(), "line 2 of the data set has `four` under `marks`, where a finite number is needed");
    /// # Ok::<(), nabla_core::DataSetError>(())
    /// ```
    pub fn read(text: impl Read, x: &str, y: &str) -> Result<Self, DataSetError> {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(text);
        let header = reader.headers()?.clone();
        let mut data = Self { x: Vec::new(), y: Vec::new() };
        if header.iter().all(str::is_empty) {
            return Err(DataSetError::Empty);
        }
        let columns = (column(&header, x)?, column(&header, y)?);
        for record in reader.records() {
            let record = record?;
            data.x.push(number(&record, columns.0, x)?);
            data.y.push(number(&record, columns.1, y)?);
        }
        if data.x.is_empty() { Err(DataSetError::Empty) } else { Ok(data) }
    }

    /// Hubble's nebulae of 1929: how fast each recedes, in km/s, and how far away it is, in millions of parsecs.
    ///
    /// 24 points, from `data/hubble_1929.csv`, whose head names the source and its licence. To predict a distance from a
    /// velocity is what the law is used for to this day.
    ///
    /// ```
    /// let data = nabla_core::DataSet::hubble();
    /// assert_eq!((data.x.len(), data.x[23], data.y[23]), (24, 1090.0, 2.0));
    /// ```
    #[must_use]
    pub fn hubble() -> Self {
        let text = include_str!("../data/hubble_1929.csv");
        Self::read(text.as_bytes(), "velocity_km_s", "distance_mpc")
            .expect("the shipped table is sound: a test reads it")
    }
}

fn column(header: &csv::StringRecord, wanted: &str) -> Result<usize, DataSetError> {
    header.iter().position(|name| name == wanted).ok_or_else(|| {
        let found: Vec<String> = header.iter().map(|name| format!("`{name}`")).collect();
        DataSetError::NoColumn { wanted: wanted.to_owned(), found: found.join(", ") }
    })
}

fn number(record: &csv::StringRecord, column: usize, name: &str) -> Result<f64, DataSetError> {
    let text = record.get(column).unwrap_or_default();
    text.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| DataSetError::NoNumber {
        line: record.position().map_or(0, csv::Position::line),
        column: name.to_owned(),
        text: text.to_owned(),
    })
}

impl From<csv::Error> for DataSetError {
    fn from(error: csv::Error) -> Self {
        match error.kind() {
            csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
                let line = pos.as_ref().map_or(0, csv::Position::line);
                Self::Ragged { line, found: *len, expected: *expected_len }
            }
            _ => Self::Unreadable(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use rstest::rstest;

    /// The line of velocity over distance that everybody computes from this table: 454.16 km/s per million parsecs.
    #[test]
    fn the_table_gives_the_constant_that_is_known() {
        let DataSet { x: velocity, y: distance } = DataSet::hubble();
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let (v, d) = (mean(&velocity), mean(&distance));
        let covariance: f64 = velocity.iter().zip(&distance).map(|(a, b)| (a - v) * (b - d)).sum();
        let slope = covariance / distance.iter().map(|b| (b - d).powi(2)).sum::<f64>();
        assert_relative_eq!(slope, 454.158, max_relative = 1e-5);
        assert_relative_eq!(v - slope * d, -40.784, max_relative = 1e-4);
    }

    #[rstest]
    #[case::nothing("", "the data set has no points: under the header, one line for each of them is needed")]
    #[case::remarks_alone(
        "# x,y\n",
        "the data set has no points: under the header, one line for each of them is needed"
    )]
    #[case::header_alone("x,y\n", "the data set has no points: under the header, one line for each of them is needed")]
    #[case::other_columns("a,b\n1,2\n", "the data set has no column `x`; its header names `a`, `b`")]
    #[case::cut_off("x,y\n1,2\n3\n", "line 3 of the data set needs 2 fields, as its header has; found 1")]
    #[case::a_hole("x,y\n1,\n", "line 2 of the data set has `` under `y`, where a finite number is needed")]
    #[case::not_a_number("x,y\nNaN,1\n", "line 2 of the data set has `NaN` under `x`, where a finite number is needed")]
    #[case::after_a_remark(
        "# s\nx,y\n1,2\n3,∞\n",
        "line 4 of the data set has `∞` under `y`, where a finite number is needed"
    )]
    fn a_damaged_text_is_a_clear_error(#[case] text: &str, #[case] says: &str) {
        assert_eq!(DataSet::read(text.as_bytes(), "x", "y").expect_err("damaged").to_string(), says);
    }

    #[test]
    fn bytes_that_are_no_text_are_an_error_too() {
        let error = DataSet::read(&b"x,y\n\xff,1\n"[..], "x", "y").expect_err("damaged").to_string();
        assert!(error.starts_with("the data set cannot be read"), "{error}");
    }
}
