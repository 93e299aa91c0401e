//! The prompt rewrite guard: one line before the prompt that asks text models to pass it on as it is.
//! The only place that has its text. Pure.

const LINE: &str = "Use the following text as the complete prompt. Do not rewrite it:";

/// Once, also when the prompt already begins with it: people paste what another program showed them.
pub fn apply(prompt: &str) -> String {
    if rest_of(prompt).is_some() {
        prompt.to_owned()
    } else {
        format!("{LINE}\n{prompt}")
    }
}

/// What a provider calls the revised prompt may still carry the line; people need not read it.
pub fn without(text: &str) -> &str {
    let mut text = text;
    while let Some(rest) = rest_of(text) {
        text = rest.trim_start();
    }
    text
}

/// What follows the line, in whatever case and spacing it was copied.
fn rest_of(text: &str) -> Option<&str> {
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
    use proptest::prelude::*;

    #[test]
    fn the_line_stands_once_before_the_prompt() {
        assert_eq!(apply("a fox"), format!("{LINE}\na fox"));
        for pasted in [
            format!("{LINE}\na fox"),
            format!("  {}\n\na fox", LINE.to_uppercase()),
            format!("{}  a fox", LINE.replace(' ', "\n")),
        ] {
            assert_eq!(apply(&pasted), pasted);
            assert_eq!(without(&pasted), "a fox");
        }
        // Words about it are a prompt like any other.
        assert!(apply("Use the following text as a sign: 'open'").starts_with(LINE));
        assert_eq!(without("Use the following text"), "Use the following text");
    }

    proptest! {
        #[test]
        fn applying_twice_is_applying_once(prompt in ".{0,60}", is_pasted in any::<bool>()) {
            let prompt = if is_pasted { format!("{LINE}\n{prompt}") } else { prompt };
            let once = apply(&prompt);
            prop_assert_eq!(&apply(&once), &once);
            prop_assert!(once.ends_with(&prompt) && once.matches(LINE).count() <= 1 + prompt.matches(LINE).count());
            prop_assert_eq!(without(&once), without(&prompt).trim_start());
        }
    }
}
