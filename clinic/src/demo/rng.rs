//! A small generator (SplitMix64) seeded by a name, so that the demo is the same everywhere.

/// Deterministic pseudo-random numbers.
pub(crate) struct Rng(u64);

impl Rng {
    /// Seeded by the bytes of a name (FNV-1a).
    pub(crate) fn named(name: &str) -> Self {
        let seed = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(seed)
    }

    /// The next 32 random bits.
    pub(crate) fn bits(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((z ^ (z >> 31)) >> 32).unwrap_or(0)
    }

    /// A whole number from 0 to `below` less one.
    pub(crate) fn below(&mut self, below: u32) -> u32 {
        self.bits() % below.max(1)
    }

    /// A fraction from 0 to 1.
    pub(crate) fn fraction(&mut self) -> f64 {
        f64::from(self.bits()) / f64::from(u32::MAX)
    }

    /// Roughly normal, mean 0, deviation 1, never beyond 2.4.
    pub(crate) fn spread(&mut self) -> f64 {
        let sum = self.fraction() + self.fraction() + self.fraction();
        (sum - 1.5) * 1.6
    }
}
