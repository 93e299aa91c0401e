//! Finds the prompt and the key in a text by their letters.

use std::collections::HashSet;
use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use zeroize::Zeroizing;

use super::escapes::undo_escapes;

/// A part of the prompt of this many letters is recognised anywhere; a shorter prompt only as a whole.
const PROMPT_WINDOW: usize = 12;
/// The same for scripts in which a letter is a word.
const DENSE_WINDOW: usize = 4;
/// Of a short prompt, half is recognised where it begins or ends with a word, but never fewer letters than these.
const MIN_PART: usize = 4;
const MIN_DENSE_PART: usize = 2;
/// A part of the key of this many letters is recognised anywhere.
const KEY_WINDOW: usize = 8;

/// The prompt and the key as sequences of letters. Spacing, case and punctuation are ignored, because they are what
/// providers change most often.
pub struct SensitiveText {
    prompt: Vec<char>,
    prompt_windows: HashSet<Vec<char>>,
    /// Parts of a short prompt; they count only at the border of a word.
    short_parts: HashSet<Vec<char>>,
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
        let short_parts = prompts.iter().flat_map(|prompt| parts_of_short_prompt(prompt)).collect();
        let key = key.unwrap_or_default();
        let mut key_letters = Zeroizing::new(Vec::with_capacity(key.len()));
        key_letters.extend(self::letters(key).map(|(_, c)| c));
        let [prompt, _] = prompts;
        Self { prompt, prompt_windows, short_parts, key: key_letters }
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
        found.extend(self.find_short_parts(text, &folded, whole));
        let width = self.key.len().min(KEY_WINDOW);
        if width > 0 {
            let known: HashSet<&[char]> = self.key.windows(width).collect();
            let places = folded.windows(width).enumerate().filter(|(_, window)| known.contains(window));
            found.extend(places.map(|(start, _)| (start..start + width, "[key]")));
        }
        found
    }

    /// Matches that touch are one; it counts if it begins or ends with a word, or has no letters around it.
    fn find_short_parts(
        &self,
        text: &[(usize, char)],
        folded: &[char],
        whole: &[char],
    ) -> Vec<(Range<usize>, &'static str)> {
        let Some(width) = self.short_parts.iter().next().map(Vec::len) else { return Vec::new() };
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (start, window) in folded.windows(width).enumerate() {
            if !self.short_parts.contains(window) {
                continue;
            }
            match runs.last_mut().filter(|run| run.end >= start) {
                Some(run) => run.end = start + width,
                None => runs.push(start..start + width),
            }
        }
        let is_word = |at: Option<usize>| at.and_then(|at| whole.get(at)).is_some_and(|c| c.is_ascii_alphanumeric());
        let position = |index: usize| text.get(index).map(|(at, _)| *at);
        let is_at_border = |run: &Range<usize>| {
            let before = position(run.start).and_then(|at| at.checked_sub(1));
            let after = position(run.end - 1).map(|at| at + 1);
            !is_word(before) || !is_word(after)
        };
        runs.into_iter().filter(is_at_border).map(|run| (run, "[prompt]")).collect()
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

    /// True if `text` is a part of the prompt or the key, e.g. the rest of base64 data after a line break.
    pub fn contains(&self, text: &str) -> bool {
        let part: Vec<char> = letters(text).map(|(_, c)| c).collect();
        let is_in = |all: &[char]| part.len() >= 3 && all.windows(part.len()).any(|window| window == part);
        is_in(&self.prompt) || is_in(&self.key)
    }
}

/// Letters with their position in `text`, counted in characters; spaces and ASCII punctuation are not letters. Forms of one
/// letter that look alike are the same: upper case, full width, with its accent as a character of its own or without it.
pub fn letters(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    text.chars().enumerate().flat_map(|(at, c)| {
        let mut folded = Vec::with_capacity(1);
        if !is_invisible(c) {
            decompose_compatible(c, |part| folded.extend(part.to_lowercase().filter(|c| is_letter(*c))));
        }
        folded.into_iter().map(move |c| (at, c))
    })
}

fn is_letter(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !c.is_ascii_punctuation()
        && c != '\u{fffd}'
        && !is_combining_mark(c)
        && !is_invisible(c)
}

/// Zero-width and other characters that only change how their neighbours are drawn.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// All parts of one width of a prompt that is too short for windows.
fn parts_of_short_prompt(prompt: &[char]) -> Vec<Vec<char>> {
    let is_dense = prompt.iter().all(|c| !c.is_ascii());
    let (least, limit) = if is_dense { (MIN_DENSE_PART, 2 * DENSE_WINDOW) } else { (MIN_PART, 2 * PROMPT_WINDOW) };
    let width = prompt.len().div_ceil(2).max(least);
    if prompt.len() >= limit || prompt.len() < width {
        return Vec::new();
    }
    prompt.windows(width).map(<[char]>::to_vec).collect()
}

fn is_whole_word(whole: &[char], text: &[(usize, char)], start: usize, width: usize) -> bool {
    let position = |index: usize| text.get(index).map(|(at, _)| *at);
    let is_word =
        |at: Option<usize>| at.and_then(|at| whole.get(at)).is_some_and(|c| c.is_alphanumeric() && c.is_ascii());
    let (Some(first), Some(last)) = (position(start), position(start + width - 1)) else { return false };
    !is_word(first.checked_sub(1)) && !is_word(last.checked_add(1))
}
