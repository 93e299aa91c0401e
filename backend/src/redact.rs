//! Takes out of a provider's words what may not be shown or logged: the prompt, keys, base64. Pure.

use std::collections::HashSet;

/// Prompt text of at least this many characters is recognised anywhere; shorter prompts only as whole words.
const WINDOW: usize = 12;
/// An unbroken run of key or base64 characters at least this long is removed.
const RUN: usize = 32;
const SHOWN: usize = 300;
const READ: usize = 8_000;

/// Redacted, on one line, at most 300 characters.
pub fn provider_words(text: &str, prompt: &str, key: Option<&str>) -> String {
    let mut text: String = text.chars().take(READ).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if let Some(key) = key.filter(|key| !key.is_empty()) {
        text = text.replace(key, "[key]");
    }
    let text = without_prompt(&text, prompt);
    let text = without_runs(&text);
    cut(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn cut(text: String) -> String {
    if text.chars().count() <= SHOWN {
        return text;
    }
    let mut short: String = text.chars().take(SHOWN - 1).collect();
    short.push('…');
    short
}

fn without_prompt(text: &str, prompt: &str) -> String {
    let prompt: Vec<char> = prompt.chars().map(|c| if c.is_control() { ' ' } else { fold(c) }).collect();
    let text: Vec<char> = text.chars().collect();
    let folded: Vec<char> = text.iter().map(|c| fold(*c)).collect();
    let trimmed: Vec<char> = prompt.iter().collect::<String>().trim().chars().collect();
    if trimmed.is_empty() {
        return text.into_iter().collect();
    }
    let is_short = trimmed.len() < WINDOW;
    let width = if is_short { trimmed.len() } else { WINDOW };
    let known: HashSet<&[char]> = trimmed.windows(width).collect();
    let mut is_prompt = vec![false; text.len()];
    for (start, window) in folded.windows(width).enumerate() {
        if known.contains(window) && (!is_short || is_whole_word(&folded, start, width)) {
            is_prompt.iter_mut().skip(start).take(width).for_each(|flag| *flag = true);
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut was_prompt = false;
    for (c, hidden) in text.iter().zip(is_prompt) {
        match (hidden, was_prompt) {
            (true, false) => out.push_str("[prompt]"),
            (true, true) => {}
            (false, _) => out.push(*c),
        }
        was_prompt = hidden;
    }
    out
}

/// One character in, one out, so that positions stay comparable.
fn fold(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(single), None) => single,
        _ => c,
    }
}

fn is_whole_word(text: &[char], start: usize, width: usize) -> bool {
    let is_letter = |index: Option<usize>| index.and_then(|i| text.get(i)).is_some_and(|c| c.is_alphanumeric());
    !is_letter(start.checked_sub(1)) && !is_letter(start.checked_add(width))
}

fn is_run(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_' | '*')
}

fn without_runs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    let mut is_after_bearer = false;
    for c in text.chars().chain(std::iter::once('\n')) {
        if is_run(c) {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            // "[key]" of the first pass stays as it is.
            let is_secret = (is_after_bearer && run != "key") || is_key_like(&run);
            is_after_bearer = run.eq_ignore_ascii_case("bearer");
            out.push_str(if is_secret {
                "[key]"
            } else if run.len() >= RUN {
                "[…]"
            } else {
                &run
            });
            run.clear();
        }
        out.push(c);
    }
    out.pop();
    out
}

/// "sk-…" as OpenAI and nearly every relay form them, masked ones included, and a few other well-known prefixes.
fn is_key_like(run: &str) -> bool {
    ["sk-", "sk_", "pk-", "rk-", "AIza", "ghp_", "xai-", "gsk_", "sess-"]
        .iter()
        .any(|p| run.starts_with(p) && run.len() >= p.len() + 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_prompt_goes_whole_or_in_part_and_in_any_case() {
        let prompt = "A red fox sleeping under the old bridge at dawn";
        assert_eq!(provider_words(&format!("Rejected: '{prompt}'."), prompt, None), "Rejected: '[prompt]'.");
        let part = provider_words("Your prompt \"A RED FOX sleeping under…\" was refused", prompt, None);
        assert_eq!(part, "Your prompt \"[prompt]…\" was refused");
        assert_eq!(provider_words("no cat in category", "cat", None), "no [prompt] in category");
        assert_eq!(provider_words("nothing", "", None), "nothing");
    }

    #[test]
    fn keys_and_base64_go() {
        let own = provider_words("bad key hunter2hunter2", "p", Some("hunter2hunter2"));
        assert_eq!(own, "bad key [key]");
        assert_eq!(
            provider_words("Incorrect API key provided: sk-abc***xyz.", "p", None),
            "Incorrect API key provided: [key]."
        );
        assert_eq!(provider_words("got Bearer abc.", "p", None), "got Bearer [key].");
        assert_eq!(provider_words("got Bearer abc.", "p", Some("abc")), "got Bearer [key].");
        assert_eq!(provider_words(&format!("data {} end", "iVBORw0KGgo".repeat(9)), "p", None), "data […] end");
        let words = "Invalid value: 'ultra'. Supported values are: 'low', 'medium'.";
        assert_eq!(provider_words(words, "p", None), words);
    }

    #[test]
    fn long_words_are_cut_and_lines_joined() {
        let long = provider_words(&"word \n".repeat(500), "p", None);
        assert_eq!(long.chars().count(), 300);
        assert!(!long.contains('\n'));
    }

    proptest! {
        #[test]
        fn a_planted_prompt_and_key_never_come_through(before in ".{0,40}", after in ".{0,40}") {
            let prompt = "planted-prompt in the quiet harbour";
            let shown = provider_words(&format!("{before}{prompt} Kq7planted8Zw{after}"), prompt, Some("Kq7planted8Zw"));
            prop_assert!(!shown.contains("quiet harbour") && !shown.contains("Kq7planted8Zw"));
        }
    }
}
