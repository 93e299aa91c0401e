//! Log lines reach the host's log even if no command runs after them.

use crate::support::load;
use serde_json::json;

#[test]
fn lines_that_are_queued_at_unload_reach_the_hosts_log_at_the_next_load() {
    let folder = tempfile::tempdir().unwrap();
    let mut studio = load(&folder);
    haloforge_plugin_api::HaloForgePlugin::on_settings_changed(&mut studio.plugin, json!({ "x": 1 })).unwrap();
    studio.unload();
    let studio = load(&folder);
    let lines = studio.log();
    assert!(
        lines.iter().any(|line| line.contains("settings changed") && line.contains("from_previous_run=true")),
        "{lines:?}"
    );
    studio.unload();
    let again = load(&folder).log();
    assert!(!again.iter().any(|line| line.contains("settings changed")), "once: {again:?}");
}
