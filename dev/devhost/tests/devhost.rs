//! The real binary with the real library: access control, replies, start, reload and exit.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::process::Command;

use serde_json::{json, Value};
use support::{command, library, start_and_fail, Devhost, ORIGIN};

const ID: &str = "dev.haloforge.image-studio";

#[test]
fn requests_need_an_allowed_origin_the_token_and_the_host_header() {
    let devhost = Devhost::start(&[]);
    let (host, token) = (devhost.host.as_str(), devhost.token.as_str());
    let body = r#"{"cmd":"nothing","args":{}}"#;
    let good = [("host", host), ("origin", ORIGIN), ("x-devhost-token", token), ("content-type", "application/json")];
    assert_eq!(devhost.raw("POST", "/ipc", &good, body).0, 200);
    let with = |name: &str, value: Option<&'static str>| {
        let others = good.iter().filter(|(n, _)| *n != name).copied();
        others
            .chain(value.map(|value| {
                (
                    if name == "host" {
                        "host"
                    } else if name == "origin" {
                        "origin"
                    } else {
                        "x-devhost-token"
                    },
                    value,
                )
            }))
            .collect::<Vec<_>>()
    };
    let table = [
        ("x-devhost-token", None),
        ("x-devhost-token", Some("0123")),
        ("origin", None),
        ("origin", Some("http://evil.example")),
        ("origin", Some("null")),
        ("host", Some("evil.example")),
        ("host", Some("localhost:5176")),
    ];
    for (name, value) in table {
        for (method, path) in [("POST", "/ipc"), ("GET", "/log?after=0"), ("POST", "/reload")] {
            let (status, head, text) = devhost.raw(method, path, &with(name, value), body);
            assert_eq!(status, 403, "{method} {path} {name} {value:?}");
            assert!(text.ends_with('.') && text.len() < 80, "{text}");
            if name == "origin" {
                assert!(!head.contains("access-control-allow-origin"), "{head}");
            }
        }
    }
}

#[test]
fn preflights_are_answered_for_allowed_origins_only() {
    let devhost = Devhost::start(&["--origin", "http://localhost:5176"]);
    let ask = |origin: &str| {
        let headers = [("host", devhost.host.as_str()), ("origin", origin), ("access-control-request-method", "POST")];
        devhost.raw("OPTIONS", "/ipc", &headers, "")
    };
    for origin in [ORIGIN, "http://localhost:5176"] {
        let (status, head, _) = ask(origin);
        assert_eq!(status, 204);
        assert!(head.contains(&format!("access-control-allow-origin: {origin}")), "{head}");
        assert!(head.contains("x-devhost-token"), "{head}");
    }
    assert_eq!(ask("http://evil.example").0, 403);
}

#[test]
fn ready_line_matches_health() {
    let devhost = Devhost::start(&[]);
    assert_eq!(devhost.ready["ready"], true);
    assert_eq!(devhost.ready["abi"], 1);
    assert_eq!(devhost.ready["plugin"]["id"], ID);
    let health = devhost.invoke("health", &json!({}));
    assert_eq!(health, json!({ "ok": { "version": devhost.ready["plugin"]["version"], "abi": 1, "protocol": 1 } }));
}

#[test]
fn a_panic_in_a_handler_becomes_an_error_and_the_host_keeps_running() {
    let devhost = Devhost::start(&[]);
    let answer = devhost.invoke("debug_panic", &json!({}));
    let error: Value = serde_json::from_str(answer["err"].as_str().unwrap()).unwrap();
    assert_eq!(error["code"], "internal");
    assert_eq!(error["details"]["command"], "debug_panic");
    assert_eq!(devhost.invoke("health", &json!({}))["ok"]["protocol"], 1);
    assert!(devhost.log().contains("command panicked command=debug_panic"));
}

#[test]
fn rejections_have_the_chosen_error_shape() {
    let devhost = Devhost::start(&["--error-shape", "serde"]);
    let answer = devhost.invoke("put", &json!({ "sha256": "x" }));
    let error: Value = serde_json::from_str(answer["err"]["Custom"].as_str().unwrap()).unwrap();
    assert_eq!(error["code"], "field_invalid");
    assert_eq!(devhost.invoke("no_such", &json!({}))["err"]["NotFound"], "plugin_dev_haloforge_image_studio_no_such");
}

#[test]
fn unknown_commands_are_rejected_and_file_dialogs_are_answered() {
    let devhost = Devhost::start(&["--pick-file", "/pics/cat.png"]);
    assert!(devhost.ipc("no_such_command", &json!({}))["err"].is_string());
    assert!(devhost.ipc("plugin_invoke", &json!({}))["err"].is_string());
    assert_eq!(devhost.ipc("devkit_pick_file", &json!({ "title": null })), json!({ "ok": "/pics/cat.png" }));
    assert_eq!(devhost.ipc("devkit_pick_directory", &json!({})), json!({ "ok": "/pics" }));
    assert!(devhost.ipc("devkit_save_file", &json!({}))["err"].is_string());
}

#[test]
fn lines_of_page_and_plugin_are_in_the_log_and_in_the_file() {
    let devhost = Devhost::start(&[]);
    let event = json!({ "level": "warn", "scope": "plugin:x", "message": "hello\nthere", "details": { "a": 1 } });
    assert_eq!(devhost.ipc("frontend_log_event", &event), json!({ "ok": null }));
    let log = devhost.log();
    assert!(log.contains("plugin:x hello there {\"a\":1}\n"), "{log}");
    assert!(log.contains("plugin:dev.haloforge.image-studio plugin loaded version="), "{log}");
    let all = devhost.request("GET", "/log?after=0", &Value::Null);
    let none = devhost.request("GET", &format!("/log?after={}", all["last"]), &Value::Null);
    assert_eq!(none, json!({ "lines": [], "last": all["last"] }));
    let files: Vec<_> = std::fs::read_dir(devhost.folder.path().join("logs")).unwrap().flatten().collect();
    let text = std::fs::read_to_string(files[0].path()).unwrap();
    assert!(
        files[0].file_name().to_str().unwrap().starts_with("haloforge.log.20")
            && text.contains("WARN  [plugin:x] hello there")
    );
}

#[test]
fn saved_settings_are_read_back_and_sent_to_the_plugin() {
    let devhost = Devhost::start(&[]);
    let plugin_id = json!({ "pluginId": ID });
    assert_eq!(devhost.ipc("plugin_get_settings", &plugin_id)["ok"]["default_model"], "gpt-image-2");
    let save = json!({ "pluginId": ID, "settings": { "default_model": "other" } });
    assert_eq!(devhost.ipc("plugin_save_settings", &save), json!({ "ok": null }));
    let settings = devhost.ipc("plugin_get_settings", &plugin_id);
    assert_eq!(
        (&settings["ok"]["default_model"], &settings["ok"]["default_size"]),
        (&json!("other"), &json!("1024x1024"))
    );
    devhost.invoke("health", &json!({}));
    assert!(devhost.log().contains("settings changed keys="), "{}", devhost.log());
    assert!(devhost.ipc("plugin_get_settings", &json!({ "pluginId": "other" }))["err"].is_string());
    assert!(devhost.folder.path().join("settings.json").exists());
}

#[test]
fn reload_keeps_stored_profiles() {
    let devhost = Devhost::start(&[]);
    let set = json!({ "profile": { "id": "a", "base_url": "localhost:9/v1" }, "key": "sk-planted" });
    let state = devhost.invoke("profile_set", &set);
    assert_eq!((&state["ok"]["normalized"], &state["ok"]["key_set"]), (&json!("http://localhost:9/v1"), &json!(true)));
    for _ in 0..5 {
        assert_eq!(devhost.request("POST", "/reload", &Value::Null), json!({ "ok": true }));
        assert_eq!(devhost.invoke("profiles_get", &json!({}))["ok"]["profiles"], json!([state["ok"]]));
    }
    assert!(!devhost.log().contains("sk-planted"));
}

#[test]
fn devhost_exits_with_its_parent_and_on_a_signal() {
    let mut devhost = Devhost::start(&[]);
    drop(devhost.child.stdin.take());
    assert_eq!(devhost.child.wait().unwrap().code(), Some(0));
    #[cfg(unix)]
    for signal in ["-TERM", "-INT"] {
        let mut devhost = Devhost::start(&[]);
        devhost.invoke("health", &json!({}));
        let id = devhost.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert_eq!(devhost.child.wait().unwrap().code(), Some(0), "{signal}");
    }
}

#[test]
fn failed_starts_print_one_sentence_and_exit_with_code_2() {
    let folder = tempfile::tempdir().unwrap();
    let start_error = |command: Command| {
        let output = start_and_fail(command);
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(output.stdout.is_empty());
        assert_eq!(text.lines().count(), 1, "{text}");
        text
    };
    assert!(start_error(command(&folder.path().join("none.so"), folder.path())).contains("none.so does not exist"));

    let text_file = folder.path().join("text.so");
    std::fs::write(&text_file, "no library").unwrap();
    assert!(start_error(command(&text_file, folder.path())).contains("text.so cannot be loaded"));

    let wrong =
        compile(folder.path(), "wrong", "#[no_mangle] pub extern \"C\" fn _haloforge_abi_version() -> u32 { 99 }");
    assert!(start_error(command(&wrong, folder.path())).contains("was built for plugin ABI 99, this host speaks 1."));
    let foreign = compile(folder.path(), "foreign", "#[no_mangle] pub extern \"C\" fn other() {}");
    assert!(start_error(command(&foreign, folder.path())).contains("is not a HaloForge plugin"));

    let mut taken = command(library(), folder.path());
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    taken.args(["--port", &listener.local_addr().unwrap().port().to_string()]);
    assert!(start_error(taken).contains("cannot be listened on"));

    let mut unknown = command(library(), folder.path());
    unknown.args(["--nonsense", "1"]);
    assert!(start_error(unknown).contains("--nonsense is not known"));

    let mut manifest = command(library(), folder.path());
    std::fs::write(folder.path().join("m.json"), "{}").unwrap();
    manifest.arg("--manifest").arg(folder.path().join("m.json"));
    assert!(start_error(manifest).contains("is not a plugin manifest"));
}

/// Compiles a library with one function.
fn compile(folder: &std::path::Path, name: &str, source: &str) -> std::path::PathBuf {
    let (file, out) = (folder.join(format!("{name}.rs")), folder.join(format!("{name}.so")));
    std::fs::write(&file, source).unwrap();
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let status =
        Command::new(rustc).args(["--crate-type", "cdylib", "--edition", "2021", "-o"]).arg(&out).arg(&file).status();
    assert!(status.unwrap().success());
    out
}

#[test]
fn a_running_job_is_interrupted_when_the_host_is_killed() {
    // Accepts the connection and never answers.
    let provider = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}/v1", provider.local_addr().unwrap());
    let mut devhost = Devhost::start(&[]);
    let request = json!({
        "request_id": "hfis-1", "task_id": "t-1", "operation": "generate", "base_url": base_url,
        "prompt": "a fox", "params": { "model": "gpt-image-2" }, "images": [],
    });
    let submitted = devhost.invoke("submit", &json!({ "request": request }));
    let job_id = submitted["ok"]["job_id"].clone();
    let _connection = provider.accept().unwrap();
    devhost.child.kill().unwrap();
    devhost.child.wait().unwrap();

    let restarted = devhost.restart();
    let jobs = restarted.invoke("list", &json!({}))["ok"]["jobs"].clone();
    assert_eq!((&jobs[0]["job_id"], &jobs[0]["state"]), (&job_id, &json!("interrupted")));
    let poll = restarted.invoke("poll", &json!({ "job_id": job_id, "after": 0 }));
    assert_eq!(poll["ok"]["state"], "interrupted");
}

#[test]
fn concurrent_calls_and_reloads_do_not_interfere() {
    let devhost = Devhost::start(&[]);
    std::thread::scope(|scope| {
        for n in 0..4 {
            let devhost = &devhost;
            scope.spawn(move || {
                for _ in 0..20 {
                    if n == 0 {
                        assert_eq!(devhost.request("POST", "/reload", &Value::Null), json!({ "ok": true }));
                    } else {
                        assert_eq!(devhost.invoke("health", &json!({}))["ok"]["protocol"], 1);
                    }
                }
            });
        }
    });
}
