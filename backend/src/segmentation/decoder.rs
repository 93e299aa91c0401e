//! The decoder's side: prompts become masks, on the embedding of a picture. A decoder is prepared once for its file and
//! the sizes of the encoder's outputs.

use super::encoder::Embedding;
use super::graph::{refused, Cancelled, Graph, Role, Runnable, Values};
use super::masks::{masks_of, CoverageMask};
use super::signature::{DecoderSignature, Prompt, RunInput};
use crate::error::{BackendError, Outcome};

pub struct Decoder {
    signature: DecoderSignature,
    runnable: Runnable,
}

impl Decoder {
    pub fn prepare(graph: Graph, frame: (usize, usize), embeddings: &[(String, Vec<usize>)]) -> Outcome<Self> {
        let (signature, given) = DecoderSignature::of(&graph, frame, embeddings)?;
        let outputs: Vec<&str> =
            std::iter::once(&signature.masks).chain(&signature.scores).map(String::as_str).collect();
        let runnable = graph.prepare(given, &outputs)?;
        Ok(Self { signature, runnable })
    }

    /// Candidates, the best first; empty masks are left out.
    pub fn decode(&self, embedding: &Embedding, prompt: Prompt, cancelled: &Cancelled) -> Outcome<Vec<CoverageMask>> {
        let placed = &embedding.placed;
        let (points, labels) = self.signature.prompt_values(scaled(prompt, placed.scale_x, placed.scale_y));
        let mut inputs = Vec::new();
        for input in &self.signature.run_inputs {
            inputs.push(match input {
                RunInput::Points => points.clone(),
                RunInput::Labels => labels.clone(),
                RunInput::Embedding(index) => embedding_values(embedding, *index)?,
            });
        }
        let outputs = self.runnable.run(&inputs, cancelled)?;
        let [masks, scores @ ..] = &outputs[..] else { return Err(no_masks()) };
        masks_of(masks, scores.first(), placed).ok_or_else(no_masks)
    }
}

fn embedding_values(embedding: &Embedding, index: usize) -> Outcome<Values> {
    let output = embedding.outputs.get(index).map(|(_, values)| values.clone());
    output.ok_or_else(|| BackendError::internal("The embedding lacks an output of its encoder."))
}

fn no_masks() -> BackendError {
    refused(Role::Decoder, "outputs", "The decoder's output is not a list of masks.")
}

fn scaled(prompt: Prompt, by_x: f32, by_y: f32) -> Prompt {
    match prompt {
        Prompt::Point { x, y } => Prompt::Point { x: x * by_x, y: y * by_y },
        Prompt::Box { left, top, right, bottom } => {
            Prompt::Box { left: left * by_x, top: top * by_y, right: right * by_x, bottom: bottom * by_y }
        }
    }
}
