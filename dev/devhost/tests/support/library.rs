//! The plugin's library as the tests of this build load it. Also used by the backend's tests.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const RELEASE: &[&str] = &["--release", "--features", "hf-image-studio/debug-commands"];

/// The library of the tests' profile, built if it is missing or outdated: `cargo test` alone does not guarantee that it exists.
pub fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let mut cargo = Command::new(env!("CARGO"));
        // `cargo test` sets these; for ring's build script they are a change, which would compile all that is built on it again.
        for (name, _) in std::env::vars_os() {
            if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|start| name.to_string_lossy().starts_with(start)) {
                cargo.env_remove(name);
            }
        }
        // All workspace members at once, so that shared dependencies are built with the same features as before.
        let built = cargo
            .args(["build", "--workspace", "--locked", "--quiet"])
            .args(if cfg!(debug_assertions) { &[][..] } else { RELEASE })
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
            .status();
        assert!(built.unwrap().success(), "cargo build failed");
        let name = format!("{}hf_image_studio{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        // Tests are in the folder "deps" of the profile's folder.
        let test = std::env::current_exe().unwrap();
        test.parent().unwrap().parent().unwrap().join(name)
    })
}
