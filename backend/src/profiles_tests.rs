//! Fields of a profile: defaults, refused values, and settings that were edited by hand.

use proptest::prelude::*;

use super::*;
use crate::error::Code;
use crate::texts::any_text;

fn changed(change: &Value) -> Outcome<Profile> {
    Profile::new("p").changed(change.as_object().unwrap(), "")
}

#[test]
fn absent_fields_are_unchanged() {
    let profile = changed(&json!({ "name": " Home ", "timeout_s": 30, "stream": true })).unwrap();
    assert_eq!(
        (profile.get("name"), profile.get("timeout_s"), profile.get("auth")),
        (json!("Home"), json!(30), json!("bearer"))
    );
    let again = profile.changed(json!({ "name": "" }).as_object().unwrap(), "").unwrap();
    assert_eq!((again.get("name"), again.get("timeout_s"), again.get("stream")), (json!(""), json!(30), json!(true)));
    assert_eq!(Profile::read(&again.to_value()), Some(again));
}

#[test]
fn each_wrong_field_is_named_and_its_value_is_not_repeated() {
    let planted = json!("planted\nsecret");
    let table = [
        ("name", json!(5)),
        ("name", planted.clone()),
        ("name", json!("x".repeat(101))),
        ("base_url", json!([])),
        ("base_url", json!("x".repeat(2_001))),
        ("api_mode", planted.clone()),
        ("api_mode", json!(1)),
        ("default_model", planted.clone()),
        ("responses_model", json!(" ")),
        ("timeout_s", json!(9)),
        ("timeout_s", json!(3_601)),
        ("timeout_s", json!(60.5)),
        ("timeout_s", json!("60")),
        ("first_byte_s", json!(3_601)),
        ("auth", json!("planted")),
        ("query", json!("key=planted")),
        ("query", json!("a b")),
        ("query", json!(7)),
        ("codex_compat", json!("yes")),
        ("prompt_guard", json!(1)),
        ("response_format_b64", json!("planted")),
        ("stream", json!({})),
        ("partial_images", json!(4)),
        ("partial_images", json!(-1)),
        ("image_field", json!("images")),
        ("mask_field", json!("planted")),
        ("mask_polarity", json!("black")),
        ("edits_path", json!("../planted")),
        ("concurrency", json!(0)),
        ("concurrency", json!(9)),
        ("planted", json!(1)),
    ];
    for (name, value) in table {
        let error = changed(&json!({ name: value, "id": "p" })).unwrap_err();
        assert_eq!((error.code, &error.details["field"]), (Code::FieldInvalid, &json!(format!("profile.{name}"))));
        let told = error.message.strip_prefix(&format!("profile.{name} ")).unwrap();
        assert!(told.ends_with('.') && !told.contains("planted") && !told.contains('\n'), "{told}");
    }
    let error = changed(&json!({ "base_url": "https://u:planted@h" })).unwrap_err();
    assert_eq!(error.code, Code::EndpointInvalid);
    assert!(!format!("{error:?}").contains("planted"));
}

#[test]
fn unusable_values_in_the_settings_file_count_as_absent() {
    let stored =
        json!({ "id": "x", "timeout_s": "long", "concurrency": 99, "name": "Mine", "color": "red", "auth": null });
    let profile = Profile::read(&stored).unwrap();
    assert_eq!((profile.get("timeout_s"), profile.get("concurrency")), (json!(600), json!(4)));
    assert_eq!(profile.to_value()["color"], "red");
    assert!(profile.shown().get("color").is_none());
    for bad in [json!(null), json!([]), json!({}), json!({ "id": "" }), json!({ "id": "a b" }), json!({ "id": 5 })] {
        assert!(Profile::read(&bad).is_none());
    }
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|n| json!(n)),
        any_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| prop::collection::vec(inner, 0..3).prop_map(Value::from))
}

fn field_names() -> Vec<String> {
    let mut fields = EndpointProfile::new("p").to_map();
    fields.remove("id");
    fields.into_iter().map(|(name, _)| name).collect()
}

proptest! {
    #[test]
    fn no_value_makes_a_profile_panic(values in prop::collection::vec((prop::sample::select(field_names()), anything()), 0..5)) {
        let map: Map<String, Value> = values.into_iter().collect();
        let mut stored = map.clone();
        stored.insert("id".into(), json!("x"));
        let profile = Profile::read(&Value::Object(stored)).unwrap();
        prop_assert_eq!(Profile::read(&profile.to_value()), Some(profile));
        if let Err(error) = changed(&Value::Object(map)) {
            prop_assert!(error.details.contains_key("field"));
        }
    }
}
