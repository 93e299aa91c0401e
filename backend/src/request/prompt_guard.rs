//! The prompt rewrite guard: a line before the prompt that asks text models to pass it on unchanged. The only module
//! that contains its text. Pure.

const LINE: &str = "Use the following text as the complete prompt. Do not rewrite it:";

/// Adds the line unless the prompt already begins with it: users paste guarded prompts from other programs.
pub fn add(prompt: &str) -> String {
    if after_guard(prompt).is_some() {
        prompt.to_owned()
    } else {
        format!("{LINE}\n{prompt}")
    }
}

/// Removes the line from a revised prompt, where providers return it.
pub fn strip(text: &str) -> &str {
    let mut text = text;
    while let Some(rest) = after_guard(text) {
        text = rest.trim_start();
    }
    text
}

/// The text after the line, which is matched without regard to case and spacing. None if the line is absent.
fn after_guard(text: &str) -> Option<&str> {
    let mut text = text.trim_start();
    for word in LINE.split(' ') {
        let (head, tail) = text.split_at_checked(word.len())?;
        if !head.eq_ignore_ascii_case(word) {
            return None;
        }
        let is_last = word.ends_with(':');
        if !is_last && !tail.starts_with(char::is_whitespace) {
            return None;
        }
        text = if is_last { tail } else { tail.trim_start() };
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::matching;
    use proptest::prelude::*;

    #[test]
    fn guard_is_added_once() {
        assert_eq!(add("a fox"), format!("{LINE}\na fox"));
        for pasted in [
            format!("{LINE}\na fox"),
            format!("  {}\n\na fox", LINE.to_uppercase()),
            format!("{}  a fox", LINE.replace(' ', "\n")),
        ] {
            assert_eq!(add(&pasted), pasted);
            assert_eq!(strip(&pasted), "a fox");
        }
        // A prompt that only resembles the line is guarded too.
        assert!(add("Use the following text as a sign: 'open'").starts_with(LINE));
        assert_eq!(strip("Use the following text"), "Use the following text");
    }

    proptest! {
        #[test]
        fn adding_twice_equals_adding_once(prompt in matching(".{0,60}"), is_pasted in any::<bool>()) {
            let prompt = if is_pasted { format!("{LINE}\n{prompt}") } else { prompt };
            let once = add(&prompt);
            prop_assert_eq!(&add(&once), &once);
            prop_assert!(once.ends_with(&prompt) && once.matches(LINE).count() <= 1 + prompt.matches(LINE).count());
            prop_assert_eq!(strip(&once), strip(&prompt).trim_start());
        }
    }
}
