//! The table of endpoint.rs: what is typed, what is used.

use proptest::prelude::*;

use super::normalize;

#[test]
fn typed_forms() {
    let table = [
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
        ("https://host/images/edits", "https://host/v1"),
        ("https://host/images/edits/images/edits", "https://host/v1"),
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
    ];
    for (typed, used) in table {
        assert_eq!(normalize(typed).map(|e| e.base().to_owned()), Ok(used.to_owned()), "{typed}");
    }
}

#[test]
fn refused_forms() {
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
        ("::1", "unreadable"),
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

proptest! {
    #[test]
    fn normalizing_twice_changes_nothing(typed in r"(https?://|//|)[a-z0-9.\[\]:-]{0,20}(/[A-Za-z0-9%.~/_-]{0,12}|/images/edits|/images){0,4}/{0,2}(\?[a-z0-9=&%]{0,10})?(#x)?") {
        if let Ok(once) = normalize(&typed) {
            prop_assert_eq!(normalize(once.base()), Ok(once.clone()));
        }
    }

    #[test]
    fn any_text_is_answered(typed in any::<String>()) {
        if let Ok(once) = normalize(&typed) {
            prop_assert_eq!(normalize(once.base()), Ok(once.clone()));
        }
    }
}
