//! The reference to an uploaded image in a request.

use serde::de::{Deserializer, Error};
use serde::Deserialize;
use ts_rs::TS;

use crate::checked_text::Sha256Hex;
use crate::image_file::ImageType;

const MAX_FILE_NAME_CHARS: usize = 255;
const MAX_FILE_STEM_CHARS: usize = 80;

/// An image that has been uploaded.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ImageRef {
    #[serde(deserialize_with = "sha256_hex")]
    pub sha256: String,
    /// "image/png", "image/jpeg" or "image/webp".
    #[serde(rename = "content_type")]
    #[ts(type = "string")]
    pub image_type: ImageType,
    #[serde(default, deserialize_with = "short_file_name")]
    pub file_name: String,
}

impl ImageRef {
    /// The file name to send: the user's name reduced to plain characters, with the extension of `image_type`. `index`
    /// is the image's position in the request and names files whose own name has no plain letter.
    pub fn upload_name(&self, image_type: ImageType, index: usize) -> String {
        let last = self.file_name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        let plain: String = stem
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' })
            .take(MAX_FILE_STEM_CHARS)
            .collect();
        let has_letters = plain.chars().any(|c| c.is_ascii_alphanumeric());
        let stem = if has_letters { plain } else { format!("image-{}", index + 1) };
        format!("{stem}.{}", image_type.extension())
    }
}

fn sha256_hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Sha256Hex::deserialize(deserializer).map(String::from)
}

fn short_file_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let name = String::deserialize(deserializer)?;
    if name.chars().count() > MAX_FILE_NAME_CHARS {
        return Err(D::Error::custom("must have at most 255 characters"));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::request::test_requests::edit_of;

    #[test]
    fn upload_names_are_plain_and_have_the_extension_of_the_sent_type() {
        let request = edit_of("m", &json!({}));
        assert_eq!(request.images[0].upload_name(ImageType::Png, 0), "my_cat.png");
        assert_eq!(request.images[1].upload_name(ImageType::Jpeg, 1), "image-2.jpg");
    }
}
