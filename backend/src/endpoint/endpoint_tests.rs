//! Typed addresses and the base URLs that they become.

use proptest::prelude::*;

use super::normalize;
use crate::texts::{any_text, matching};

const TYPED_AND_USED: &[(&str, &str)] = &[
    ("https://api.openai.com/v1", "https://api.openai.com/v1"),
    ("https://api.openai.com/v1/", "https://api.openai.com/v1"),
    ("https://api.openai.com/v1///", "https://api.openai.com/v1"),
    ("  https://api.openai.com/v1\n", "https://api.openai.com/v1"),
    ("api.openai.com/v1", "https://api.openai.com/v1"),
    ("//api.openai.com/v1", "https://api.openai.com/v1"),
    ("API.OpenAI.com", "https://api.openai.com/v1"),
    ("https://api.openai.com", "https://api.openai.com/v1"),
    ("https://api.openai.com/", "https://api.openai.com/v1"),
    ("HTTPS://api.openai.com/v1", "https://api.openai.com/v1"),
    ("https:api.openai.com/v1", "https://api.openai.com/v1"),
    ("https://api.openai.com:443/v1", "https://api.openai.com/v1"),
    ("https://host:8443/v1", "https://host:8443/v1"),
    ("host:8443/v1", "https://host:8443/v1"),
    ("localhost:4000", "http://localhost:4000/v1"),
    ("studio.localhost:4000/v1", "http://studio.localhost:4000/v1"),
    ("127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
    ("127.8.9.1", "http://127.8.9.1/v1"),
    ("[::1]:8080/v1", "http://[::1]:8080/v1"),
    ("[2001:db8::1]/v1", "https://[2001:db8::1]/v1"),
    ("https://localhost:4000/v1", "https://localhost:4000/v1"),
    ("http://10.0.0.5:3000/v1", "http://10.0.0.5:3000/v1"),
    ("https://host/v1/images/edits", "https://host/v1"),
    ("https://host/v1/images/generations/", "https://host/v1"),
    ("https://host/v1/Images/Edits", "https://host/v1"),
    ("https://host/v1/responses", "https://host/v1"),
    ("https://host/v1/chat/completions", "https://host/v1"),
    ("https://host/v1/models", "https://host/v1"),
    // A pasted operation shows that the API begins at the root.
    ("https://host/images/edits", "https://host/#"),
    ("https://host/images/edits/images/edits", "https://host/#"),
    ("https://host/responses", "https://host/#"),
    ("https://host#", "https://host/#"),
    ("https://host/#", "https://host/#"),
    ("localhost:8080/#", "http://localhost:8080/#"),
    ("https://host/v1#", "https://host/v1"),
    ("https://host/#/login", "https://host/v1"),
    // A known service does not begin at the root, whatever was pasted.
    ("https://api.openai.com/images/edits", "https://api.openai.com/v1"),
    ("res.openai.azure.com", "https://res.openai.azure.com/openai/v1"),
    ("https://res.cognitiveservices.azure.com/", "https://res.cognitiveservices.azure.com/openai/v1"),
    ("openrouter.ai", "https://openrouter.ai/api/v1"),
    ("https://generativelanguage.googleapis.com", "https://generativelanguage.googleapis.com/v1beta/openai"),
    ("https://notopenai.azure.com.example", "https://notopenai.azure.com.example/v1"),
    ("https://host//v1//images//edits", "https://host/v1"),
    (
        "https://res.openai.azure.com/openai/v1?api-version=preview",
        "https://res.openai.azure.com/openai/v1?api-version=preview",
    ),
    (
        "https://res.openai.azure.com/openai/v1/images/edits?api-version=preview",
        "https://res.openai.azure.com/openai/v1?api-version=preview",
    ),
    (
        "https://host/openai/deployments/pics/images/generations?api-version=2025-04-01-preview",
        "https://host/openai/deployments/pics?api-version=2025-04-01-preview",
    ),
    ("https://host/v1?", "https://host/v1"),
    ("https://host/v1#top", "https://host/v1"),
    ("https://host/api/v1", "https://host/api/v1"),
    ("https://ark.example/api/v3/", "https://ark.example/api/v3"),
    ("https://g.example/v1beta/openai/", "https://g.example/v1beta/openai"),
    ("https://host/imagesv2/edits", "https://host/imagesv2/edits"),
    ("https://bücher.example/v1", "https://xn--bcher-kva.example/v1"),
    ("https://图片.example/v1", "https://xn--wcsw84d.example/v1"),
    ("https://host/v1/images/inpainting", "https://host/v1"),
    ("https://host/v1/images/variations", "https://host/v1"),
    ("https://host/api/v3/images/generations", "https://host/api/v3"),
    ("https://host/v1beta/openai/images/generations", "https://host/v1beta/openai"),
    ("https://host/openai/v1/responses?api-version=preview", "https://host/openai/v1?api-version=preview"),
    ("https://host/deployments/d/images/generations", "https://host/deployments/d"),
    ("https://host/api/v1/", "https://host/api/v1"),
    ("https://host/v1?a=b&c=d%20e", "https://host/v1?a=b&c=d%20e"),
    ("http://[fe80::1]:8080", "http://[fe80::1]:8080/v1"),
    ("https://HOST.Example:443/V1", "https://host.example/V1"),
    // Hosts of the local network have no certificates.
    ("10.0.0.5:3000", "http://10.0.0.5:3000/v1"),
    ("172.16.4.1", "http://172.16.4.1/v1"),
    ("172.32.4.1", "https://172.32.4.1/v1"),
    ("192.168.1.20:8000/v1", "http://192.168.1.20:8000/v1"),
    ("[fd00::7]:8000", "http://[fd00::7]:8000/v1"),
    ("nas.local:8000", "http://nas.local:8000/v1"),
    ("host.docker.internal:4000", "http://host.docker.internal:4000/v1"),
    ("192.168.1.20:443/v1", "https://192.168.1.20/v1"),
    ("localhost:443", "https://localhost/v1"),
    // Characters that are copied along with an address.
    ("\"https://host/v1\"", "https://host/v1"),
    ("'host/v1',", "https://host/v1"),
    ("`https://host/v1`", "https://host/v1"),
    ("<https://host/v1>", "https://host/v1"),
    ("“https://host/v1”", "https://host/v1"),
    ("\thttps://host/v1\t\r\n", "https://host/v1"),
    ("\u{feff}https://ho\u{200b}st/v1\u{200b}", "https://host/v1"),
    ("\u{2066}https://host/v1\u{2069}", "https://host/v1"),
    ("https：//host／v1", "https://host/v1"),
    ("https//host/v1", "https://host/v1"),
    ("https:/host/v1", "https://host/v1"),
    ("https://https://host/v1", "https://host/v1"),
    ("https://http://host/v1", "http://host/v1"),
    ("https:\\\\host\\v1", "https://host/v1"),
];

#[test]
fn typed_addresses_become_base_urls() {
    for (typed, used) in TYPED_AND_USED {
        assert_eq!(normalize(typed).map(|e| e.base().to_owned()), Ok((*used).to_owned()), "{typed}");
    }
}

#[test]
fn unusable_addresses_are_refused_with_a_reason() {
    let table = [
        ("", "empty"),
        ("   ", "empty"),
        ("https://", "unreadable"),
        ("https://user:secret@host/v1", "credentials"),
        ("https://user@host/v1", "credentials"),
        ("user:secret@host/v1", "credentials"),
        ("ftp://host/v1", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("mailto:someone", "unreadable"),
        ("https://host:99999/v1", "unreadable"),
        ("https://ho st/v1", "whitespace"),
        ("https://host/v1\nx", "whitespace"),
        ("https://ho\tst/v1", "whitespace"),
        ("::1", "unreadable"),
        ("\u{200b}", "empty"),
        ("\"\"", "empty"),
        ("https://host/v1?key=secret", "credentials"),
        ("https://host/v1?api_key=secret", "credentials"),
        ("https://host/v1?api%5Fkey=secret", "credentials"),
        ("https://host/v1?API-KEY=secret", "credentials"),
        ("https://host/v1?api-version=1&token=secret", "credentials"),
        ("https://host/v1?se=2026&sig=secret", "credentials"),
        ("host/v1#access_token=secret", "credentials"),
        ("https://host/v1?x=sk-secret123456", "credentials"),
        ("https://host/sk-secret123456/v1", "credentials"),
        ("sk-secret123456", "credentials"),
        // Unreadable text is stored as typed, so it must not hold credentials either.
        ("https://user:secret@", "credentials"),
        ("https://user:secret@ho st/v1", "credentials"),
        ("https://user：secret＠host/v1", "credentials"),
        ("https://host:99999/v1?token=secret", "credentials"),
        ("ftp://user:secret@host", "credentials"),
    ];
    for (typed, reason) in table {
        let error = normalize(typed).unwrap_err();
        assert_eq!(error.details.get("reason").and_then(|r| r.as_str()), Some(reason), "{typed}");
        assert!(!error.message.contains("secret"), "{typed}");
    }
}

#[test]
fn operations_keep_the_query_and_the_key_belongs_to_the_origin() {
    let endpoint = normalize("https://res.azure.com:8443/openai/v1?api-version=preview").unwrap();
    assert_eq!(
        endpoint.operation("images/edits").as_str(),
        "https://res.azure.com:8443/openai/v1/images/edits?api-version=preview"
    );
    assert_eq!(endpoint.origin(), "https://res.azure.com:8443");
    assert_eq!(endpoint.base_without_query(), "https://res.azure.com:8443/openai/v1");
    let other = normalize("https://res.azure.com/openai/v1").unwrap();
    assert_ne!(other.origin(), endpoint.origin());
    assert_ne!(normalize("http://h:1/v1").unwrap().origin(), normalize("https://h:1/v1").unwrap().origin());
}

#[test]
fn the_root_is_the_base_where_an_operation_shows_it() {
    let endpoint = normalize("https://host/images/edits").unwrap();
    assert_eq!(endpoint.operation("images/edits").as_str(), "https://host/images/edits");
    assert_eq!(endpoint.base_without_query(), "https://host/");
}

#[test]
fn the_query_of_a_profile_overrides_that_of_the_address() {
    let endpoint = normalize("https://host/v1?api-version=1&region=eu").unwrap();
    let merged = |extra: &str| endpoint.with_query(extra).map(|e| e.operation("responses").to_string()).unwrap();
    assert_eq!(merged(""), "https://host/v1/responses?api-version=1&region=eu");
    assert_eq!(merged("?api-version=preview"), "https://host/v1/responses?region=eu&api-version=preview");
    assert_eq!(merged("&x=1&x=2&"), "https://host/v1/responses?api-version=1&region=eu&x=1&x=2");
    let twice = endpoint.with_query("x=1").unwrap().with_query("x=1").unwrap();
    assert_eq!(twice.base(), "https://host/v1?api-version=1&region=eu&x=1");
    for bad in ["key=secret", "a=b&Token=secret", "a b", "a=1#b", "x=sk-secret123456", &"a".repeat(1_001)] {
        let error = endpoint.with_query(bad).unwrap_err();
        assert_eq!(error.details["field"], "query", "{bad}");
        assert!(!error.message.contains("secret"));
    }
}

#[test]
fn the_path_of_edits_stays_below_the_base() {
    for (typed, used) in [("images/edits", "images/edits"), (" /images/inpainting/ ", "images/inpainting")] {
        assert_eq!(super::edits_path(typed), Ok(used.to_owned()));
    }
    for bad in ["", "/", "../secrets", "images//edits", "https://x/y", "a b", "a?b", "a#b", "a/..", &"a".repeat(101)] {
        assert!(super::edits_path(bad).is_err(), "{bad}");
    }
}

#[test]
fn plain_http_is_reported_except_for_this_machine() {
    let is_plain = |typed: &str| normalize(typed).unwrap().is_plain_http();
    assert!(is_plain("http://host/v1") && is_plain("10.0.0.5:3000") && is_plain("http://[fd00::7]"));
    assert!(!is_plain("https://host/v1") && !is_plain("localhost:4000") && !is_plain("http://[::1]:1/v1"));
}

/// Cases that the properties below found: one pass alone is not enough for them.
#[test]
fn normalizing_repeats_until_nothing_changes() {
    for typed in ["A/,\\", "host/v1/';/"] {
        let once = normalize(typed).unwrap();
        assert_eq!(normalize(once.base()), Ok(once.clone()), "{typed}");
    }
}

proptest! {
    #[test]
    fn normalizing_twice_changes_nothing(typed in matching(r"(https?://|//|)[a-z0-9.\[\]:-]{0,20}(/[A-Za-z0-9%.~/_-]{0,12}|/images/edits|/images){0,4}/{0,2}(\?[a-z0-9=&%]{0,10})?(#x)?")) {
        if let Ok(once) = normalize(&typed) {
            prop_assert_eq!(normalize(once.base()), Ok(once.clone()));
        }
    }

    /// Words that are significant to the rules, in any order.
    #[test]
    fn no_combination_of_address_parts_panics(words in prop::collection::vec(prop::sample::select(vec![
        "https://", "http:", "//", "/", "\\", "host", "api.openai.com", "localhost", "10.0.0.1", "[::1]", ":443", ":80", "v1",
        "images", "edits", "#", "?", "a=b", "&", "=", "@", "%2f", "%23", "..", ".", " ", "：", "\u{200b}", "图", "'", ",", ";",
    ]), 0..10)) {
        if let Ok(once) = normalize(&words.concat()) {
            prop_assert_eq!(normalize(once.base()), Ok(once.clone()));
            prop_assert_eq!(once.with_query("").map(|e| e.base().to_owned()), Ok(once.base().to_owned()));
        }
    }

    #[test]
    fn any_query_joined_twice_is_joined_once(base in matching("(https://host/v1)(\\?[a-c=&%]{0,8})?"), extra in matching("\\PC{0,20}|[a-c=&?%]{0,10}")) {
        let Ok(endpoint) = normalize(&base) else { return Ok(()) };
        if let Ok(once) = endpoint.with_query(&extra) {
            let twice = once.with_query(&extra).unwrap();
            prop_assert_eq!(&twice, &once);
            prop_assert_eq!(normalize(once.base()), Ok(once.clone()));
        }
    }

    #[test]
    fn no_text_panics(typed in any_text()) {
        if let Ok(once) = normalize(&typed) {
            prop_assert_eq!(normalize(once.base()), Ok(once.clone()));
        }
    }
}
