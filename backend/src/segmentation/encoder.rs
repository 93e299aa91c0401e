//! The encoder's side: a picture becomes the tensor that an encoder takes, and the embedding that is kept of it.

use image::imageops::{self, FilterType};
use image::RgbImage;

use super::graph::{refused, Cancelled, Given, Graph, Role, Values};
use super::signature::{EncoderSignature, Layout};
use crate::error::Outcome;

/// SAM's mean and standard deviation of red, green and blue, in levels.
const MEAN: [f32; 3] = [123.675, 116.28, 103.53];
const DEVIATION: [f32; 3] = [58.395, 57.12, 57.375];
/// Of all outputs of an encoder together: SAM 2 has 16 MB.
const MAX_EMBEDDING_VALUES: usize = 16 * 1024 * 1024;

/// A picture as the decoder needs it.
pub struct Embedding {
    /// The encoder's outputs by name.
    pub outputs: Vec<(String, Values)>,
    pub placed: PlacedPicture,
}

/// The picture in the encoder's frame: scaled, at the top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedPicture {
    /// Pixels of the frame in a pixel of the sent picture.
    pub scale_x: f32,
    pub scale_y: f32,
    pub width: usize,
    pub height: usize,
    pub frame_width: usize,
    pub frame_height: usize,
}

impl PlacedPicture {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn in_frame(frame: &EncoderSignature, (width, height): (u32, u32)) -> Self {
        let scale = (frame.width as f64 / f64::from(width)).min(frame.height as f64 / f64::from(height));
        let fit = |length: u32, most: usize| ((f64::from(length) * scale).round() as usize).clamp(1, most);
        let (fitted_width, fitted_height) = (fit(width, frame.width), fit(height, frame.height));
        Self {
            scale_x: fitted_width as f32 / width as f32,
            scale_y: fitted_height as f32 / height as f32,
            width: fitted_width,
            height: fitted_height,
            frame_width: frame.width,
            frame_height: frame.height,
        }
    }
}

pub fn encode(graph: Graph, picture: &RgbImage, cancelled: &Cancelled) -> Outcome<Embedding> {
    let signature = EncoderSignature::of(&graph)?;
    let placed = PlacedPicture::in_frame(&signature, picture.dimensions());
    let names = graph.outputs.clone();
    let values = picture_values(picture, &signature, &placed);
    let outputs: Vec<&str> = names.iter().map(String::as_str).collect();
    let runnable = graph.prepare(vec![Given::AtRun(values.shape.clone())], &outputs)?;
    cancelled.check()?;
    let values = runnable.run(&[values], cancelled)?;
    if values.iter().map(|output| output.values.len()).sum::<usize>() > MAX_EMBEDDING_VALUES {
        return Err(refused(Role::Encoder, "outputs", "The encoder's outputs are larger than those of a SAM encoder."));
    }
    Ok(Embedding { outputs: names.into_iter().zip(values).collect(), placed })
}

fn picture_values(picture: &RgbImage, signature: &EncoderSignature, placed: &PlacedPicture) -> Values {
    let (width, height) = (placed.width, placed.height);
    let to_u32 = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let scaled = imageops::resize(picture, to_u32(width), to_u32(height), FilterType::Triangle);
    let (frame_width, frame_height) =
        if signature.is_sized_by_picture { (width, height) } else { (signature.width, signature.height) };
    let mut values = vec![0.0; frame_width * frame_height * 3];
    for (x, y, pixel) in scaled.enumerate_pixels() {
        let at = y as usize * frame_width + x as usize;
        for (channel, ((level, mean), deviation)) in pixel.0.iter().zip(MEAN).zip(DEVIATION).enumerate() {
            let level = f32::from(*level);
            let (to, value) = match signature.layout {
                Layout::Planes => (channel * frame_width * frame_height + at, (level - mean) / deviation),
                Layout::Pixels => (at * 3 + channel, level),
            };
            if let Some(place) = values.get_mut(to) {
                *place = value;
            }
        }
    }
    let shape = match signature.layout {
        Layout::Planes => vec![1, 3, frame_height, frame_width],
        Layout::Pixels => vec![frame_height, frame_width, 3],
    };
    Values::new(shape, values)
}
