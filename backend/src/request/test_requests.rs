//! Requests and prepared inputs for tests.

use serde_json::{json, Value};

use super::arguments::JobRequestArguments;
use super::body::ImageContent;
use super::job_request::{JobRequest, PreparedImage, PreparedInputs};
use crate::arguments;
use crate::error::Outcome;
use crate::image_file::ImageType;

/// Reads `value` as the `request` argument of submit.
pub fn parse_request(value: &Value) -> Outcome<JobRequest> {
    arguments::read_at::<JobRequestArguments>("request", value)?.try_into()
}

/// An edit of two JPEGs without a mask, with `params` added.
pub fn edit_of(model: &str, params: &Value) -> JobRequest {
    let image = |name: &str| json!({ "sha256": "a".repeat(64), "content_type": "image/jpeg", "file_name": name });
    let mut value = json!({
        "request_id": "hfis-1", "task_id": "t", "operation": "edit", "base_url": "https://host/v1",
        "prompt": "a fox", "params": { "model": model }, "images": [image("C:\\pics\\my cat.PNG"), image("猫")],
    });
    for (key, param) in params.as_object().unwrap() {
        value["params"][key] = param.clone();
    }
    parse_request(&value).unwrap()
}

pub fn prepared_inputs(images: &[&[u8]], mask: Option<&[u8]>) -> PreparedInputs {
    let content = |bytes: &[u8]| ImageContent::Memory(bytes.into());
    let image = |bytes: &&[u8]| PreparedImage {
        image_type: ImageType::Jpeg,
        file_name: "a.jpg".into(),
        content: content(bytes),
    };
    PreparedInputs { images: images.iter().map(image).collect(), mask: mask.map(content), markup: None }
}
