//! devhost: what HaloForge is to the plugin, for development and tests. Never shipped.
//! Loads the real library, prints one JSON line when ready, and ends with its parent, a signal, or its stdin.

mod args;
mod clock;
mod context;
mod door;
mod ipc;
mod log;
mod plugin;
mod routes;
mod settings;

use std::io::{Read, Write};
use std::process::ExitCode;
use std::sync::Arc;

use haloforge_plugin_api::PLUGIN_ABI_VERSION;
use serde_json::json;
use tokio::sync::oneshot;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            let _ = writeln!(std::io::stderr(), "devhost: {sentence}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let args = args::parse(std::env::args().skip(1))?;
    let runtime = tokio::runtime::Runtime::new().map_err(|e| format!("no runtime: {e}"))?;
    let host = Arc::new(context::Host::open(&args)?);
    let plugin = plugin::Slot::open(&args.library, host.clone())?;
    let served = runtime.block_on(serve(args, host.clone(), &plugin));
    // Also when serving failed: the plugin has threads.
    plugin.unload();
    host.log.line("info", "devhost", "stopped");
    runtime.shutdown_background();
    served
}

async fn serve(args: args::Args, host: Arc<context::Host>, plugin: &plugin::Slot) -> Result<(), String> {
    let address = format!("127.0.0.1:{}", args.port);
    let listener = tokio::net::TcpListener::bind(&address).await;
    let listener = listener.map_err(|e| format!("{address} cannot be listened on: {e}."))?;
    let bound = listener.local_addr().map_err(|e| format!("the bound address is unknown: {e}."))?;
    let door = door::Door::new(bound.to_string(), args.origins.clone())?;
    let ready = json!({
        "ready": true,
        "url": format!("http://{bound}"),
        "token": door.token(),
        "abi": PLUGIN_ABI_VERSION,
        "plugin": { "id": host.manifest.id, "version": host.manifest.version },
    });
    let router = routes::router(door, ipc::Ipc::new(args, host, plugin.clone()));
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let stop = stop_signal()?;
    let mut out = std::io::stdout();
    writeln!(out, "{ready}").and_then(|()| out.flush()).map_err(|e| format!("stdout is gone: {e}."))?;
    let _ = stop.await;
    server.abort();
    Ok(())
}

/// Fires on SIGTERM, SIGINT (Ctrl+C), or the end of stdin, which is the death of the parent.
fn stop_signal() -> Result<oneshot::Receiver<()>, String> {
    let (ended, stdin_end) = oneshot::channel();
    if is_stdin_watched() {
        // A plain thread: a blocked read must not hold up the exit.
        std::thread::spawn(move || {
            let mut buffer = [0u8; 256];
            while matches!(std::io::stdin().read(&mut buffer), Ok(count) if count > 0) {}
            let _ = ended.send(());
        });
    } else {
        std::mem::forget(ended);
    }
    let terminated = terminate_signal()?;
    let (stop, stopped) = oneshot::channel();
    tokio::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            () = terminated => {}
            _ = stdin_end => {}
        }
        let _ = stop.send(());
    });
    Ok(stopped)
}

/// Started with `< /dev/null` (a background job of a shell), there is no parent to watch.
fn is_stdin_watched() -> bool {
    std::fs::read_link("/proc/self/fd/0").map_or(true, |target| target != std::path::Path::new("/dev/null"))
}

#[cfg(unix)]
fn terminate_signal() -> Result<impl std::future::Future<Output = ()>, String> {
    let kind = tokio::signal::unix::SignalKind::terminate();
    let mut signal = tokio::signal::unix::signal(kind).map_err(|e| format!("SIGTERM cannot be watched: {e}."))?;
    Ok(async move {
        signal.recv().await;
    })
}

#[cfg(not(unix))]
fn terminate_signal() -> Result<impl std::future::Future<Output = ()>, String> {
    Ok(std::future::pending())
}
