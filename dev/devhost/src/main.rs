//! devhost plays the role of HaloForge for the plugin in development and tests. It is never shipped.
//! It loads the real library, prints one JSON line when it is ready, and ends with its parent, on a signal, or when its
//! stdin closes.

mod access;
mod args;
mod context;
mod ipc;
mod log;
mod misbehaviour;
mod plugin_slot;
mod routes;
mod settings;

use std::io::{Read, Write};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use haloforge_plugin_api::PLUGIN_ABI_VERSION;
use serde_json::json;
use tokio::sync::oneshot;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "devhost: {message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let args = args::parse(std::env::args().skip(1))?;
    let runtime = tokio::runtime::Runtime::new().map_err(|e| format!("no runtime: {e}"))?;
    let host = Arc::new(context::HostContext::open(&args)?);
    let plugin = plugin_slot::PluginSlot::open(&args.library, host.clone())?;
    host.notify_inside_save(plugin.clone());
    let served = runtime.block_on(serve(args, host.clone(), &plugin));
    // Even if serving failed, because the plugin has threads.
    plugin.unload();
    host.forget_plugin();
    host.log.line("info", "devhost", "stopped");
    runtime.shutdown_background();
    served
}

async fn serve(
    args: args::Args,
    host: Arc<context::HostContext>,
    plugin: &plugin_slot::PluginSlot,
) -> Result<(), String> {
    let address = format!("127.0.0.1:{}", args.port);
    let listener = tokio::net::TcpListener::bind(&address).await;
    let listener = listener.map_err(|e| format!("{address} cannot be listened on: {e}."))?;
    let bound = listener.local_addr().map_err(|e| format!("the bound address is unknown: {e}."))?;
    let access = access::AccessControl::new(bound.to_string(), args.origins.clone())?;
    let ready = json!({
        "ready": true,
        "url": format!("http://{bound}"),
        "token": access.token(),
        "abi": PLUGIN_ABI_VERSION,
        "plugin": { "id": host.manifest.id, "version": host.manifest.version },
    });
    let router = routes::router(access, ipc::Ipc::new(args, host, plugin.clone()));
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let stop = stop_signal()?;
    let mut out = std::io::stdout();
    writeln!(out, "{ready}").and_then(|()| out.flush()).map_err(|e| format!("stdout cannot be written: {e}."))?;
    let _ = stop.await;
    server.abort();
    Ok(())
}

/// Fires on SIGTERM, SIGINT (Ctrl+C), or the end of stdin, which means that the parent has died.
fn stop_signal() -> Result<oneshot::Receiver<()>, String> {
    let (ended, stdin_end) = oneshot::channel();
    if is_stdin_watched() {
        // A plain thread, because a blocked read must not delay the exit.
        std::thread::spawn(move || {
            let mut buffer = [0u8; 256];
            while matches!(std::io::stdin().read(&mut buffer), Ok(count) if count > 0) {}
            let _ = ended.send(());
        });
    } else {
        std::mem::forget(ended);
    }
    let (terminate, terminated) = oneshot::channel();
    let terminate = Mutex::new(Some(terminate));
    let on_signal = move || {
        if let Ok(Some(terminate)) = terminate.lock().map(|mut terminate| terminate.take()) {
            let _ = terminate.send(());
        }
    };
    ctrlc::set_handler(on_signal).map_err(|e| format!("signals cannot be watched: {e}."))?;
    let (stop, stopped) = oneshot::channel();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminated => {}
            _ = stdin_end => {}
        }
        let _ = stop.send(());
    });
    Ok(stopped)
}

/// With stdin from /dev/null (a background job of a shell) there is no parent to watch.
fn is_stdin_watched() -> bool {
    std::fs::read_link("/proc/self/fd/0").map_or(true, |target| target != std::path::Path::new("/dev/null"))
}
