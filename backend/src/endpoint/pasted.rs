//! Cleans a pasted address before it is parsed: the characters around it, and its scheme.

use url::Url;

use super::host::{is_loopback, is_private};

/// Removes invisible characters and the space, quotes and brackets around an address, and turns the wide punctuation of
/// a Chinese keyboard into ASCII.
pub fn clean(typed: &str) -> String {
    let is_invisible = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let narrow = |c: char| match c {
        '：' => ':',
        '／' => '/',
        '？' => '?',
        '＝' => '=',
        '＆' => '&',
        '＠' => '@',
        other => other,
    };
    let text: String = typed.chars().filter(|c| !is_invisible(*c)).map(narrow).collect();
    text.trim_matches(surrounds_address).to_owned()
}

pub fn surrounds_address(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '"' | '\'' | '`' | '<' | '>' | '“' | '”' | '‘' | '’' | '«' | '»' | '「' | '」' | ',' | ';')
}

/// Adds https, or http for this machine and this network: local servers rarely have a certificate.
pub fn with_scheme(text: &str) -> String {
    let mut text = text;
    // "https://https://host": pasted behind what the field already held.
    while let Some(inner) = strip_scheme(text).filter(|inner| strip_scheme(inner).is_some()) {
        text = inner;
    }
    let lower = text.to_ascii_lowercase();
    if let Some(scheme) = ["https", "http"].iter().find(|scheme| lower.starts_with(&format!("{scheme}//"))) {
        return format!("{scheme}:{}", text.get(scheme.len()..).unwrap_or_default());
    }
    if text.contains("://") || lower.starts_with("http:") || lower.starts_with("https:") {
        return text.into();
    }
    let rest = text.trim_start_matches('/');
    let secure = format!("https://{rest}");
    let is_local = |url: Url| {
        let is_near = url.host().is_some_and(|host| is_loopback(&host) || is_private(&host));
        // The parser drops the usual port of https, so the text itself is searched for it.
        is_near && !rest.split(['/', '?', '#']).next().is_some_and(|authority| authority.ends_with(":443"))
    };
    if Url::parse(&secure).is_ok_and(is_local) {
        format!("http://{rest}")
    } else {
        secure
    }
}

fn strip_scheme(text: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let head = text.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| text.get(scheme.len()..)).flatten()
    })
}
