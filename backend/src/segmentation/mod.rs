//! Click to select by a model: runs a SAM-family pair of ONNX graphs, an image encoder and a mask decoder, which the user
//! names as files. Knows pictures and prompts as numbers; nothing of jobs or IPC.

mod decoder;
mod encoder;
mod graph;
mod masks;
mod model_files;
mod segmenter;
mod signature;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tiny_onnx;

pub use graph::Cancelled;
pub use masks::CoverageMask;
pub use model_files::ModelFiles;
pub use segmenter::Segmenter;
pub use signature::{Prompt, SegmentationModel};
