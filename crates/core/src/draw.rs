//! Seeded sampling: the same seed gives the same numbers on every machine.

use chacha20::ChaCha8Rng;
use rand::{Rng, RngExt, SeedableRng};

/// A source of numbers that a judge draws its probes from.
///
/// ```
/// use nabla_core::Draw;
/// let (mut a, mut b) = (Draw::seeded(7, "f_x"), Draw::seeded(7, "f_x"));
/// assert_eq!(a.number(-5.0, 5.0), b.number(-5.0, 5.0));
/// ```
#[derive(Debug)]
pub struct Draw {
    source: ChaCha8Rng,
    all_digits: bool,
}

impl Draw {
    /// The numbers that belong to a seed and a name; each exercise has its own, so that none depends on its neighbours.
    ///
    /// ```
    /// use nabla_core::Draw;
    /// assert_ne!(Draw::seeded(7, "f_x").word(), Draw::seeded(7, "f_y").word());
    /// ```
    #[must_use]
    pub fn seeded(seed: u64, name: &str) -> Self {
        let mut key = [0u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        for (index, byte) in name.bytes().enumerate() {
            key[8 + index % 24] = key[8 + index % 24].rotate_left(3) ^ byte;
        }
        Self { source: ChaCha8Rng::from_seed(key), all_digits: false }
    }

    /// From now on numbers have all the digits that an f64 can have, or are short to print again.
    /// ```
    /// use nabla_core::Draw;
    /// let mut draw = Draw::seeded(7, "f_x");
    /// let decimals = |number: f64| number.abs().to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    /// assert!(decimals(draw.number(-5.0, 5.0)) <= 2);
    /// draw.use_all_digits(true);
    /// assert!(decimals(draw.number(-5.0, 5.0)) > 2);
    /// ```
    pub fn use_all_digits(&mut self, all_digits: bool) {
        self.all_digits = all_digits;
    }

    /// A number from `low` to `high`: with two decimals, so that it is short to print, unless it
    /// [should have all digits](Self::use_all_digits).
    ///
    /// ```
    /// use nabla_core::Draw;
    /// let x = Draw::seeded(7, "f_x").number(-5.0, 5.0);
    /// assert!((-5.0..=5.0).contains(&x) && (100.0 * x).round() / 100.0 == x);
    /// ```
    pub fn number(&mut self, low: f64, high: f64) -> f64 {
        if self.all_digits {
            // 53 random bits: a number from 0 up to, but not including, 1.
            let part = (self.source.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
            return low + part * (high - low);
        }
        let hundredths = |bound: f64| (bound * 100.0).round() as i64;
        let (low, high) = (hundredths(low), hundredths(high));
        self.source.random_range(low..=high.max(low)) as f64 / 100.0
    }

    /// A number as [`number`](Self::number) gives it, at least `gap` away from 0 (and so of a clear sign).
    ///
    /// ```
    /// use nabla_core::Draw;
    /// let mut draw = Draw::seeded(7, "f_x");
    /// assert!((0..100).all(|_| draw.number_off_zero(-2.0, 2.0, 0.5).abs() >= 0.5));
    /// ```
    pub fn number_off_zero(&mut self, low: f64, high: f64, gap: f64) -> f64 {
        for _ in 0..64 {
            let number = self.number(low, high);
            if number.abs() >= gap {
                return number;
            }
        }
        if high >= gap { high } else { low }
    }

    /// A whole number from `low` to `high`, both included.
    ///
    /// ```
    /// use nabla_core::Draw;
    /// let mut draw = Draw::seeded(7, "f_x");
    /// assert!((0..100).all(|_| (1..=6).contains(&draw.integer(1, 6))));
    /// ```
    pub fn integer(&mut self, low: i64, high: i64) -> i64 {
        self.source.random_range(low..=high.max(low))
    }

    /// `count` numbers as [`number`](Self::number) gives them.
    ///
    /// ```
    /// use nabla_core::Draw;
    /// assert_eq!(Draw::seeded(7, "f_x").numbers(3, 0.0, 1.0).len(), 3);
    /// ```
    pub fn numbers(&mut self, count: usize, low: f64, high: f64) -> Vec<f64> {
        (0..count).map(|_| self.number(low, high)).collect()
    }

    /// A fresh 64-bit number, for seeding something else.
    ///
    /// ```
    /// use nabla_core::Draw;
    /// let mut draw = Draw::seeded(7, "f_x");
    /// assert_ne!(draw.word(), draw.word());
    /// ```
    pub fn word(&mut self) -> u64 {
        self.source.next_u64()
    }
}
