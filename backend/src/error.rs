//! Errors that cross to the page: a code that the page has words for, and details that are safe to show and log. An error
//! never holds a prompt, a key or image bytes; the words of a provider pass `redact` first.

use std::collections::BTreeMap;
use std::io;

use haloforge_plugin_api::PluginError;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use strum::{EnumIter, IntoStaticStr};
use ts_rs::TS;

/// Every error code; `src/i18n` has a phrase in both languages for each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Code {
    /// A field of the command is missing or wrong; details.field names it.
    FieldInvalid,
    /// The base URL cannot be used (credentials in it, no host, another scheme …); details.reason.
    EndpointInvalid,
    /// The profile's address is no longer the one that the request was made for; nothing was sent.
    EndpointChanged,
    /// A key is set, but the keychain that stores it is locked or does not answer; nothing was sent.
    KeyUnavailable,
    /// A key stands in a field where it does not belong and would be stored, logged or sent in the open; details.field.
    KeyMisplaced,
    /// The named file cannot be read as a picture file; details.reason: missing, folder, special, denied, network,
    /// changed, slow, io.
    FileUnreadable,
    /// A file of this name exists already, and `allow_overwrite` is not set.
    FileExists,
    /// A file cannot be written where it was named; details.reason: missing, folder, special, denied, network,
    /// full, slow, io.
    FileUnwritable,
    /// No picture with this hash has been uploaded; details.sha256.
    BlobMissing,
    /// The uploaded bytes do not have the promised hash; the upload was dropped and must start again.
    BlobHashMismatch,
    /// No job has this id: it was acknowledged, or never existed.
    JobUnknown,
    /// The file has zero bytes.
    ImageEmpty,
    /// The file is not a PNG, JPEG or WebP.
    ImageNotAnImage,
    /// The file ends too early.
    ImageTruncated,
    /// The file is complete but cannot be decoded.
    ImageDamaged,
    /// The declared type is not the type of the bytes; details.declared, details.actual.
    ImageTypeMismatch,
    /// More bytes or pixels than allowed; details.limit_bytes, or details.limit_pixels and limit_edge.
    ImageTooLarge,
    /// The mask is not a PNG with an alpha channel.
    MaskNoAlpha,
    /// Mask and first image differ in size; details has both, as displayed (EXIF applied).
    MaskSizeMismatch,
    /// No pixel of the mask is fully transparent: nothing would be edited.
    MaskNothing,
    /// Every pixel would be edited, and the user has not confirmed that.
    MaskEverything,
    /// The mask file is not under 4 MB; details.size_bytes, details.limit_bytes.
    MaskTooLarge,
    /// HTTP 401: the provider does not accept the key (details.key_sent says whether one was sent).
    KeyRejected,
    /// The provider refuses the request (4xx, a redirect, or 200 with an error inside); details.status.
    ProviderRejected,
    /// The provider's safety system stopped it; details.stage where it says so.
    ModerationBlocked,
    /// The organization must be verified before this model may be used.
    OrgUnverified,
    /// The provider's quota or credit is used up.
    QuotaExhausted,
    /// Too many requests; details.retry_after_ms where the provider says how long to wait.
    RateLimited,
    /// The provider does not know the model.
    ModelUnknown,
    /// A parameter that this provider or model does not take; details.param.
    ParamRefused,
    /// A size that this provider or model does not make.
    SizeRefused,
    /// The provider does not accept the mask.
    MaskRefused,
    /// 404 or 405: the base URL or its mode is not what this server has.
    PathUnknown,
    /// The provider failed (5xx); details.status.
    ProviderFailed,
    /// 502, 503, 504, 524 or a web page: something before the provider gave up.
    GatewayFailed,
    /// The answer is not one that this API gives: HTML, broken JSON, no image in it.
    ProviderUnreadable,
    /// The answer has more bytes than this program reads; details.limit_bytes.
    ReplyTooLarge,
    /// A stream ended without its finished picture; details.partials.
    StreamBroken,
    /// A relay answers with a task to ask for later.
    AsyncUnsupported,
    /// The pictures were made but cannot be fetched from their addresses; details.reason.
    ResultUnfetched,
    /// The endpoint's host name cannot be resolved.
    DnsFailed,
    /// The endpoint's certificate or encryption is not accepted.
    TlsFailed,
    /// The proxy of the environment refuses or cannot be reached.
    ProxyFailed,
    /// There is no way to the network.
    Offline,
    /// No connection, or it broke before the whole answer was there; details.sent says whether it may have been billed.
    ConnectFailed,
    /// No complete answer within the time limit; details.timeout_ms, details.phase (connect, first_byte, body).
    Timeout,
    /// The disk has no space left; what was not stored is held in memory, and nothing new is started meanwhile.
    DiskFull,
    /// It needs more memory than the budget in the settings; details.needed_mb, budget_mb, sent.
    MemoryBudget,
    /// A segmentation model file cannot be read; details.file (encoder, decoder), details.reason: missing, denied, special, io.
    SegmentationFileUnreadable,
    /// A segmentation model file is not a graph that can be used; details.file, details.reason: not_onnx, too_large, inputs,
    /// shape, outputs, unsupported; details.names where inputs or outputs are meant.
    SegmentationModelRefused,
    /// The segmentation model stopped with an error; details.file.
    SegmentationFailed,
    /// Too many finished results wait to be collected; nothing new is started.
    JournalFull,
    /// The job was cancelled.
    Cancelled,
    /// A fault of this program or of the disk.
    Internal,
}

impl Code {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Travels as JSON inside PluginError::Custom, so that both forms in which a host may deliver it can be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error, TS)]
#[ts(optional_fields)]
#[error("{}: {message}", .code.name())]
pub struct BackendError {
    /// One of `ERROR_CODES`, or a code that only the page uses.
    #[ts(type = "string")]
    pub code: Code,
    /// English, for the log and the technical detail; the page has its own words for each code.
    pub message: String,
    /// Sizes, limits, field names, HTTP status … never a prompt, a key or image bytes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, type = "Record<string, string | number | boolean>")]
    pub details: BTreeMap<String, Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_request_id: Option<String>,
    /// The provider's own words, redacted and short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_message: Option<String>,
}

pub type Outcome<T> = Result<T, BackendError>;

impl BackendError {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            details: BTreeMap::new(),
            provider_request_id: None,
            provider_message: None,
        }
    }

    /// One sentence that names the field.
    pub fn field(field: impl Into<String>, what: &str) -> Self {
        let field = field.into();
        Self::new(Code::FieldInvalid, format!("{field} {what}.")).with("field", field)
    }

    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(Code::Internal, message)
    }

    /// A disk error without its path: data_dir may hold the user's name.
    pub fn disk(doing: &str, error: &io::Error) -> Self {
        let code = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Code::DiskFull,
            _ => Code::Internal,
        };
        Self::new(code, format!("{doing} failed: {}.", error.kind())).with("io", error.kind().to_string())
    }

    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.details.insert(key.into(), value.into());
        self
    }
}

/// JSON inside `Custom`, whose Display is the text itself: readable in both forms in which a host may deliver it.
impl From<BackendError> for PluginError {
    fn from(error: BackendError) -> Self {
        let json = serde_json::to_string(&error);
        PluginError::Custom(json.unwrap_or_else(|_| r#"{"code":"internal","message":"unreadable error"}"#.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn display_and_serde_forms_both_carry_the_json() {
        let error: PluginError = BackendError::field("request.prompt", "must not be empty").into();
        let shown: Value = serde_json::from_str(&error.to_string()).unwrap();
        assert_eq!(shown["code"], "field_invalid");
        assert_eq!(shown["message"], "request.prompt must not be empty.");
        assert_eq!(shown["details"]["field"], "request.prompt");
        let wire = serde_json::to_value(&error).unwrap();
        let inner: BackendError = serde_json::from_str(wire["Custom"].as_str().unwrap()).unwrap();
        assert_eq!(inner.code, Code::FieldInvalid);
    }

    #[test]
    fn each_code_has_the_same_name_in_serde_and_in_log_lines() {
        for code in Code::iter() {
            assert_eq!(serde_json::to_value(code).unwrap(), code.name());
            assert!(code.name().chars().all(|c| c.is_ascii_lowercase() || c == '_'));
        }
    }
}
