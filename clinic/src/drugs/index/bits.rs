//! A set of products, one bit for each.

/// A set of numbers below a size.
#[derive(Clone, Debug)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// None of `size`.
    pub(super) fn empty(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)])
    }

    /// All of `size`.
    pub(super) fn full(size: usize) -> Self {
        let mut bits = Self(vec![u64::MAX; size.div_ceil(64)]);
        let over = size % 64;
        if let Some(last) = bits.0.last_mut().filter(|_| over > 0) {
            *last = (1 << over) - 1;
        }
        bits
    }

    /// Adds one.
    pub(super) fn set(&mut self, number: u32) {
        let place = usize::try_from(number / 64).unwrap_or(usize::MAX);
        if let Some(word) = self.0.get_mut(place) {
            *word |= 1 << (number % 64);
        }
    }

    /// Keeps what is in the other, too.
    pub(super) fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one &= other);
    }

    /// Removes what is in the other.
    pub(super) fn remove(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one &= !other);
    }

    /// Whether they have one in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| usize::try_from(word.count_ones()).unwrap_or(0)).sum()
    }

    /// They themselves, the smallest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().zip(0u32..).filter(|(word, _)| **word != 0).flat_map(|(word, place)| {
            let word = *word;
            (0..64u32).filter(move |bit| word & (1 << bit) != 0).map(move |bit| place * 64 + bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn sets_do_what_sets_do() {
        let mut bits = Bits::empty(130);
        for number in [0, 63, 64, 129] {
            bits.set(number);
        }
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert_eq!((bits.count(), Bits::full(130).count(), Bits::full(128).count()), (4, 130, 128));
        let mut other = Bits::empty(130);
        for number in [64, 65] {
            other.set(number);
        }
        assert!(bits.meets(&other));
        let mut both = bits.clone();
        both.keep(&other);
        assert_eq!(both.iter().collect::<Vec<_>>(), [64]);
        bits.remove(&other);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 129]);
        assert!(!bits.meets(&other));
    }
}
