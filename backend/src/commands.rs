//! The commands of src/host/contract.ts: arguments in, JSON out. Each returns at once; work goes to the runtime.

pub mod endpoints;
pub mod errands;
pub mod files;

use std::sync::Arc;

use base64::prelude::{Engine, BASE64_STANDARD};
use haloforge_plugin_api::{LogLevel, PLUGIN_ABI_VERSION};
use serde_json::{json, Value};

use crate::args::Fields;
use crate::error::{BackendError, Code, Outcome};
use crate::jobs::record::{Record, What};
use crate::jobs::run::{self, in_background};
use crate::jobs::{errand, Added};
use crate::request::{self, wire::Wire, ImageRef};
use crate::store::{Progress, CHUNK_BYTES};
use crate::studio::Studio;
use crate::{mask, picture};

pub type Shared = Arc<Studio>;

pub fn health(_: &Shared, _: &Value) -> Outcome<Value> {
    Ok(json!({ "version": env!("CARGO_PKG_VERSION"), "abi": PLUGIN_ABI_VERSION, "protocol": 1 }))
}

pub fn put(studio: &Shared, args: &Value) -> Outcome<Value> {
    let fields = Fields::of(args, "")?;
    let (sha256, size) = (fields.hash("sha256")?, fields.number("size")?);
    let Progress { have, complete } = match fields.optional_text("b64")? {
        None => studio.store.progress(sha256, size)?,
        Some(b64) => {
            if b64.len() as u64 > CHUNK_BYTES.div_ceil(3) * 4 {
                return Err(fields.wrong("b64", "must hold at most 4 MiB"));
            }
            let chunk = BASE64_STANDARD.decode(b64).map_err(|_| fields.wrong("b64", "must be standard base64"))?;
            studio.store.put(sha256, size, fields.optional_number("offset")?.unwrap_or(0), &chunk)?
        }
    };
    Ok(json!({ "have": have, "complete": complete }))
}

pub fn get(studio: &Shared, args: &Value) -> Outcome<Value> {
    let fields = Fields::of(args, "")?;
    let (sha256, offset, length) = (fields.hash("sha256")?, fields.number("offset")?, fields.number("length")?);
    if !(1..=CHUNK_BYTES).contains(&length) {
        return Err(fields.wrong("length", "must be from 1 to 4194304"));
    }
    let (bytes, size) = studio.store.read_chunk(sha256, offset, length)?;
    Ok(json!({ "b64": BASE64_STANDARD.encode(bytes), "size": size }))
}

pub fn submit(studio: &Shared, args: &Value) -> Outcome<Value> {
    studio.ensure_open()?;
    let mut request = request::parse(Fields::of(args, "")?.required("request")?)?;
    request.gateway_mode = studio.gateway_mode();
    if let Some(profile) = endpoints::profile_of(studio, &request)? {
        request.wire = Wire::of_profile(&profile.shown());
    }
    for (index, image) in request.images.iter().enumerate() {
        let field = format!("request.images[{index}]");
        studio.store.touch(&image.sha256).map_err(|error| error.with("field", field))?;
    }
    if let Some(mask) = &request.mask {
        studio.store.touch(mask).map_err(|error| error.with("field", "request.mask"))?;
    }
    let Added { job, is_new } = studio.jobs.add(&request)?;
    let job_id = job.snapshot().job_id;
    if is_new {
        run::spawn(studio, job, request);
    }
    Ok(json!({ "job_id": job_id }))
}

pub fn poll(studio: &Shared, args: &Value) -> Outcome<Value> {
    let fields = Fields::of(args, "")?;
    let (job_id, after) = (fields.id("job_id")?, fields.number("after")?);
    let job = studio.jobs.get(job_id)?;
    let Record { state, events, .. } = job.snapshot();
    let fresh: Vec<_> = events.into_iter().filter(|event| event.seq > after).collect();
    Ok(json!({ "state": state, "events": fresh }))
}

pub fn cancel(studio: &Shared, args: &Value) -> Outcome<Value> {
    let job_id = Fields::of(args, "")?.id("job_id")?;
    let is_cancelled = studio.jobs.cancel(job_id);
    if is_cancelled {
        if let Some(line) = studio.jobs.get(job_id)?.cancelled_line() {
            studio.log.push(LogLevel::Info, line);
        }
    }
    Ok(json!({ "cancelled": is_cancelled }))
}

pub fn acknowledge(studio: &Shared, args: &Value) -> Outcome<Value> {
    let is_forgotten = studio.jobs.acknowledge(Fields::of(args, "")?.id("job_id")?);
    if is_forgotten {
        studio.collect_now_and_then();
    }
    Ok(json!({ "forgotten": is_forgotten }))
}

pub fn list(studio: &Shared, _: &Value) -> Outcome<Value> {
    let summary = |record: Record| {
        json!({
            "job_id": record.job_id,
            "task_id": record.task_id,
            "request_id": record.request_id,
            "state": record.state,
            "operation": record.operation,
            "received": record.outputs().count(),
        })
    };
    Ok(json!({ "jobs": studio.jobs.all().into_iter().map(summary).collect::<Vec<_>>() }))
}

/// Decoding takes its time: polled like a job, never listed.
pub fn check_mask(studio: &Shared, args: &Value) -> Outcome<Value> {
    studio.ensure_open()?;
    let fields = Fields::of(args, "")?;
    let image = request::image_ref(fields.required("image")?, "image")?;
    let mask = Fields::of(fields.required("mask")?, "mask")?.hash("sha256")?.to_owned();
    let is_everything_allowed = fields.flag("allow_everything")?;
    let shared = studio.clone();
    let work = move || checked(&shared, &image, &mask, is_everything_allowed);
    let checking = async { in_background(work).await?.map(Some) };
    Ok(json!({ "job_id": errand::spawn(studio, |_| checking) }))
}

fn checked(studio: &Studio, image: &ImageRef, mask: &str, is_everything_allowed: bool) -> Outcome<What> {
    // Sizes first: what is too large is not even read.
    if let Some(size) = studio.store.size(&image.sha256).filter(|size| *size > picture::MAX_BYTES) {
        return Err(picture::too_many_bytes(size));
    }
    let bytes = studio.store.read(&image.sha256).map_err(|error| error.with("field", "image"))?;
    let target = mask::check_image(&bytes, image.kind.content_type()).map_err(|error| error.with("field", "image"))?;
    let bytes = studio.store.read(mask).map_err(|error| error.with("field", "mask"))?;
    let verdict = mask::check_mask(&bytes, target, is_everything_allowed)?;
    let verdict = json!({
        "width": verdict.width,
        "height": verdict.height,
        "edit_pixels": verdict.edit_pixels,
        "total_pixels": verdict.total_pixels,
    });
    Ok(What::Checked { verdict })
}

#[cfg(debug_assertions)]
#[allow(clippy::panic)] // What it is for: the wrapper around every handler is tested with it.
pub fn debug_panic(_: &Shared, _: &Value) -> Outcome<Value> {
    panic!("debug_panic was called");
}

/// A panic, as the page hears it. Its text stays here: it might quote what nobody may read.
pub fn panicked(command: &str) -> BackendError {
    BackendError::new(Code::Internal, "The command broke off by a fault of this program.").with("command", command)
}
