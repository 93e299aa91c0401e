//! Finds the prompt and the key in a text by their letters.

use std::collections::HashSet;
use std::ops::Range;

use zeroize::Zeroizing;

use super::escapes::undo_escapes;

/// A part of the prompt of this many letters is recognised anywhere; a shorter prompt only as a whole.
const PROMPT_WINDOW: usize = 12;
/// The same for scripts in which a letter is a word.
const DENSE_WINDOW: usize = 5;
/// A part of the key of this many letters is recognised anywhere.
const KEY_WINDOW: usize = 8;

/// The prompt and the key as sequences of letters. Spacing, case and punctuation are ignored, because they are what
/// providers change most often.
pub struct SensitiveText {
    prompt: Vec<char>,
    prompt_windows: HashSet<Vec<char>>,
    key: Zeroizing<Vec<char>>,
}

impl SensitiveText {
    pub fn new(prompt: &str, key: Option<&str>) -> Self {
        let letters = |text: &str| -> Vec<char> { letters(text).map(|(_, c)| c).collect() };
        // Escapes in the prompt are undone in the provider's text too.
        let prompts = [letters(prompt), letters(&undo_escapes(prompt.to_owned()))];
        let mut prompt_windows = HashSet::new();
        for prompt in &prompts {
            prompt_windows.extend(prompt.windows(PROMPT_WINDOW).map(<[char]>::to_vec));
            let dense = prompt.windows(DENSE_WINDOW).filter(|window| window.iter().all(|c| !c.is_ascii()));
            prompt_windows.extend(dense.map(<[char]>::to_vec));
            if !prompt.is_empty() && prompt.len() < PROMPT_WINDOW {
                prompt_windows.insert(prompt.clone());
            }
        }
        let key = key.unwrap_or_default();
        let mut key_letters = Zeroizing::new(Vec::with_capacity(key.len()));
        key_letters.extend(self::letters(key).map(|(_, c)| c));
        let [prompt, _] = prompts;
        Self { prompt, prompt_windows, key: key_letters }
    }

    /// Ranges of `text` (in letters) that belong to the prompt or to the key, with their labels.
    fn find(&self, text: &[(usize, char)], whole: &[char]) -> Vec<(Range<usize>, &'static str)> {
        let folded: Vec<char> = text.iter().map(|(_, c)| *c).collect();
        let mut found = Vec::new();
        let widths: HashSet<usize> = self.prompt_windows.iter().map(Vec::len).collect();
        for width in widths {
            for (start, window) in folded.windows(width).enumerate() {
                // A short prompt may occur inside other words.
                let is_part =
                    width == self.prompt.len() && width < PROMPT_WINDOW && !is_whole_word(whole, text, start, width);
                if self.prompt_windows.contains(window) && !is_part {
                    found.push((start..start + width, "[prompt]"));
                }
            }
        }
        let width = self.key.len().min(KEY_WINDOW);
        if width > 0 {
            let known: HashSet<&[char]> = self.key.windows(width).collect();
            let places = folded.windows(width).enumerate().filter(|(_, window)| known.contains(window));
            found.extend(places.map(|(start, _)| (start..start + width, "[key]")));
        }
        found
    }

    pub fn is_in(&self, text: &str) -> bool {
        let whole: Vec<char> = text.chars().collect();
        let letters: Vec<(usize, char)> = letters(text).collect();
        !self.find(&letters, &whole).is_empty()
    }

    /// Replaces the prompt and the key by labels.
    pub fn redact(&self, text: &str) -> String {
        let whole: Vec<char> = text.chars().collect();
        let letters: Vec<(usize, char)> = letters(text).collect();
        let mut labels: Vec<Option<&str>> = vec![None; whole.len()];
        for (range, label) in self.find(&letters, &whole) {
            let (Some((first, _)), Some((last, _))) = (letters.get(range.start), letters.get(range.end - 1)) else {
                continue;
            };
            for position in labels.iter_mut().skip(*first).take(last + 1 - first) {
                // A key inside the prompt is labelled as a key.
                *position = Some(if *position == Some("[key]") { "[key]" } else { label });
            }
        }
        let mut out = String::with_capacity(text.len());
        let mut previous = None;
        for (c, label) in whole.iter().zip(labels) {
            match label {
                Some(label) if previous != Some(label) => out.push_str(label),
                Some(_) => {}
                None => out.push(*c),
            }
            previous = label;
        }
        out
    }

    /// Whether `text` is a part of the prompt or the key, e.g. the rest of base64 data after a line break.
    pub fn contains(&self, text: &str) -> bool {
        let part: Vec<char> = letters(text).map(|(_, c)| c).collect();
        let is_in = |all: &[char]| part.len() >= 3 && all.windows(part.len()).any(|window| window == part);
        is_in(&self.prompt) || is_in(&self.key)
    }
}

/// Letters with their position in `text`, counted in characters; spaces and ASCII punctuation are not letters.
pub fn letters(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let is_letter = |c: char| !c.is_whitespace() && !c.is_control() && !c.is_ascii_punctuation() && c != '\u{fffd}';
    text.chars().enumerate().filter(move |(_, c)| is_letter(*c)).map(|(at, c)| (at, fold(c)))
}

/// Lower case where it is one character, so that positions stay comparable.
fn fold(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(single), None) => single,
        _ => c,
    }
}

fn is_whole_word(whole: &[char], text: &[(usize, char)], start: usize, width: usize) -> bool {
    let position = |index: usize| text.get(index).map(|(at, _)| *at);
    let is_word =
        |at: Option<usize>| at.and_then(|at| whole.get(at)).is_some_and(|c| c.is_alphanumeric() && c.is_ascii());
    let (Some(first), Some(last)) = (position(start), position(start + width - 1)) else { return false };
    !is_word(first.checked_sub(1)) && !is_word(last.checked_add(1))
}
