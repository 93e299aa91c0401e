//! Keeps what the next click can use: the prepared decoder of one model and the embeddings of two pictures. The encoder is
//! dropped after each picture, because its weights are most of the memory.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use image::RgbImage;

use super::decoder::Decoder;
use super::encoder::{encode, Embedding};
use super::graph::{Cancelled, Graph, Role};
use super::masks::CoverageMask;
use super::model_files::{ModelFiles, ModelVersion};
use super::signature::{DecoderSignature, EncoderSignature, Prompt, SegmentationModel};
use crate::error::Outcome;
use crate::mutex::lock;

const MAX_EMBEDDINGS: usize = 2;
/// Activations of an encoder while it runs.
const RUN_BYTES: u64 = 160 * 1024 * 1024;

#[derive(Default)]
pub struct Segmenter {
    cache: Mutex<Cache>,
}

#[derive(Default)]
struct Cache {
    version: Option<ModelVersion>,
    decoder: Option<Arc<Decoder>>,
    /// By the SHA-256 of the sent picture, the latest last.
    embeddings: VecDeque<(String, Arc<Embedding>)>,
}

impl Segmenter {
    /// Bytes in memory while a picture is encoded: the file, and its weights as tensors.
    pub fn bytes_needed(files: &ModelFiles) -> Outcome<u64> {
        Ok(ModelVersion::of(files)?.bytes().saturating_mul(2).saturating_add(RUN_BYTES))
    }

    /// Reads both graphs and prepares the decoder for the encoder's declared outputs as far as they are known.
    pub fn check(files: &ModelFiles, cancelled: &Cancelled) -> Outcome<SegmentationModel> {
        let version = ModelVersion::of(files)?;
        let encoder = Graph::read(Role::Encoder, &version.encoder.read(Role::Encoder)?)?;
        let frame = EncoderSignature::of(&encoder)?;
        cancelled.check()?;
        let decoder = Graph::read(Role::Decoder, &version.decoder.read(Role::Decoder)?)?;
        let outputs: Vec<_> = encoder.outputs.iter().map(|name| (name.clone(), Vec::new())).collect();
        let (signature, _) = DecoderSignature::of(&decoder, (frame.width, frame.height), &outputs)?;
        Ok(SegmentationModel {
            width: frame.width,
            height: frame.height,
            takes_boxes: signature.takes_boxes && signature.points >= 2,
            decoder_inputs: decoder.inputs.into_iter().map(|port| port.name).collect(),
        })
    }

    /// `picture` is read only where its embedding is not kept.
    pub fn segment(
        &self,
        files: &ModelFiles,
        sha256: &str,
        picture: impl FnOnce() -> Outcome<RgbImage>,
        prompt: Prompt,
        cancelled: &Cancelled,
    ) -> Outcome<Vec<CoverageMask>> {
        let version = ModelVersion::of(files)?;
        if lock(&self.cache).version.as_ref() != Some(&version) {
            *lock(&self.cache) = Cache { version: Some(version.clone()), ..Cache::default() };
        }
        let embedding = match self.kept_embedding(sha256) {
            Some(embedding) => embedding,
            None => self.add_embedding(&version, sha256, &picture()?, cancelled)?,
        };
        let decoder = self.decoder(&version, &embedding)?;
        decoder.decode(&embedding, prompt, cancelled)
    }

    fn kept_embedding(&self, sha256: &str) -> Option<Arc<Embedding>> {
        let mut cache = lock(&self.cache);
        let at = cache.embeddings.iter().position(|(kept, _)| kept == sha256)?;
        let found = cache.embeddings.remove(at)?;
        let embedding = found.1.clone();
        cache.embeddings.push_back(found);
        Some(embedding)
    }

    fn add_embedding(
        &self,
        version: &ModelVersion,
        sha256: &str,
        picture: &RgbImage,
        cancelled: &Cancelled,
    ) -> Outcome<Arc<Embedding>> {
        let graph = Graph::read(Role::Encoder, &version.encoder.read(Role::Encoder)?)?;
        cancelled.check()?;
        let embedding = Arc::new(encode(graph, picture, cancelled)?);
        let mut cache = lock(&self.cache);
        cache.embeddings.push_back((sha256.to_owned(), embedding.clone()));
        while cache.embeddings.len() > MAX_EMBEDDINGS {
            cache.embeddings.pop_front();
        }
        Ok(embedding)
    }

    fn decoder(&self, version: &ModelVersion, embedding: &Embedding) -> Outcome<Arc<Decoder>> {
        if let Some(decoder) = lock(&self.cache).decoder.clone() {
            return Ok(decoder);
        }
        let graph = Graph::read(Role::Decoder, &version.decoder.read(Role::Decoder)?)?;
        let shapes: Vec<_> =
            embedding.outputs.iter().map(|(name, values)| (name.clone(), values.shape.clone())).collect();
        let decoder =
            Arc::new(Decoder::prepare(graph, (embedding.placed.frame_width, embedding.placed.frame_height), &shapes)?);
        lock(&self.cache).decoder = Some(decoder.clone());
        Ok(decoder)
    }
}
