//! Texts for property tests. As a strategy a bare pattern, like any::<String>(), is parsed anew for every sample, which without
//! optimisation takes longer than most tests.
use proptest::string::{string_regex, RegexGeneratorStrategy};

/// Texts that match a regular expression.
pub fn matching(pattern: &str) -> RegexGeneratorStrategy<String> {
    string_regex(pattern).unwrap()
}

/// As any::<String>().
pub fn any_text() -> RegexGeneratorStrategy<String> {
    matching("\\PC*")
}
