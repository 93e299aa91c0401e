//! Parses the command line. Every error is one sentence.

use std::path::PathBuf;

pub const USAGE: &str =
    "usage: devhost --manifest manifest.json --library FILE --data-dir DIR --origin URL [--origin URL …] \
                         [--port 0] [--error-shape display|serde] [--pick-file PATH] [--save-file PATH]";

/// The form of a rejection in the page. It is unknown which one HaloForge uses, so both are tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorShape {
    Display,
    Serde,
}

#[derive(Debug, Clone)]
pub struct Args {
    pub manifest: PathBuf,
    pub library: PathBuf,
    pub data_dir: PathBuf,
    pub origins: Vec<String>,
    pub port: u16,
    pub error_shape: ErrorShape,
    pub pick_file: Option<String>,
    pub save_file: Option<String>,
}

pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Args, String> {
    let (mut manifest, mut library, mut data_dir) = (None, None, None);
    let (mut pick_file, mut save_file) = (None, None);
    let mut origins = Vec::new();
    let mut port = 0;
    let mut error_shape = ErrorShape::Display;
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{flag} needs a value; {USAGE}"))?;
        match flag.as_str() {
            "--manifest" => manifest = Some(PathBuf::from(value)),
            "--library" => library = Some(PathBuf::from(value)),
            "--data-dir" => data_dir = Some(PathBuf::from(value)),
            "--origin" => origins.push(value.trim_end_matches('/').to_owned()),
            "--port" => port = value.parse().map_err(|_| format!("--port {value} is not a port."))?,
            "--pick-file" => pick_file = Some(value),
            "--save-file" => save_file = Some(value),
            "--error-shape" => {
                error_shape = match value.as_str() {
                    "display" => ErrorShape::Display,
                    "serde" => ErrorShape::Serde,
                    _ => return Err(format!("--error-shape must be display or serde; {USAGE}")),
                }
            }
            _ => return Err(format!("{flag} is not known; {USAGE}")),
        }
    }
    let missing = |name: &str| format!("{name} is missing; {USAGE}");
    if origins.is_empty() {
        return Err(missing("--origin"));
    }
    Ok(Args {
        manifest: manifest.ok_or_else(|| missing("--manifest"))?,
        library: library.ok_or_else(|| missing("--library"))?,
        data_dir: data_dir.ok_or_else(|| missing("--data-dir"))?,
        origins,
        port,
        error_shape,
        pick_file,
        save_file,
    })
}
