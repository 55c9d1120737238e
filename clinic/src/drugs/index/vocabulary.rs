//! Words in order, each with where it occurs.

use crate::drugs::words::is_near;
use std::collections::HashMap;

/// Words with the numbers of what they occur in.
#[derive(Default)]
pub(super) struct Words(HashMap<Box<str>, Vec<u32>>);

impl Words {
    /// Notes that a word occurs there.
    pub(super) fn add(&mut self, word: &str, place: u32) {
        match self.0.get_mut(word) {
            Some(places) if places.last() == Some(&place) => {}
            Some(places) => places.push(place),
            None => drop(self.0.insert(word.into(), vec![place])),
        }
    }

    /// Ready to be looked up.
    pub(super) fn finish(self) -> Vocabulary {
        let mut words: Vec<(Box<str>, Box<[u32]>)> =
            self.0.into_iter().map(|(word, places)| (word, places.into_boxed_slice())).collect();
        words.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Vocabulary(words)
    }
}

/// Words in order, each with the numbers of what it occurs in.
#[derive(Default)]
pub(in crate::drugs) struct Vocabulary(Vec<(Box<str>, Box<[u32]>)>);

impl Vocabulary {
    /// Gives all places of a word, or of all words that begin with it, to `each`. A place may come more than once.
    pub(super) fn each(&self, text: &str, whole: bool, mut each: impl FnMut(u32)) {
        for (_, places) in self.beginning(text).filter(|(word, _)| !whole || word.len() == text.len()) {
            places.iter().for_each(|place| each(*place));
        }
    }

    /// Whether a word begins so.
    pub(super) fn knows(&self, text: &str) -> bool {
        self.beginning(text).next().is_some()
    }

    fn beginning<'v>(&'v self, text: &'v str) -> impl Iterator<Item = &'v (Box<str>, Box<[u32]>)> + 'v {
        let start = self.0.partition_point(|(word, _)| **word < *text);
        self.0.get(start..).unwrap_or_default().iter().take_while(move |(word, _)| word.starts_with(text))
    }

    /// The words that differ from this one by one letter, or begin so.
    pub(in crate::drugs) fn near(&self, text: &str) -> Vec<String> {
        /// A beginning as short as this could be that of too many words.
        const LEAST: usize = 5;
        let lengths = [text.len() - usize::from(!text.is_empty()), text.len(), text.len() + 1];
        let is_like = |word: &str| {
            is_near(word, text)
                || (text.len() >= LEAST
                    && lengths.iter().any(|length| word.get(..*length).is_some_and(|start| is_near(start, text))))
        };
        self.0.iter().filter(|(word, _)| is_like(word)).map(|(word, _)| word.to_string()).collect()
    }

    /// The words that differ from this one by one letter, from beginning to end.
    pub(in crate::drugs) fn near_whole(&self, text: &str) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(word, _)| &**word).filter(move |word| is_near(word, text))
    }
}
