//! The signatures of SAM-family graphs: recognises an encoder and a decoder by the names and shapes of their inputs, and
//! decides what each input is given. Refuses others and names what is unknown.
//!
//! | export | encoder input | decoder inputs besides the encoder's outputs |
//! | --- | --- | --- |
//! | SAM, MobileSAM, SAM-HQ | any name, 1×3×H×W or H×W×3 | point_coords, point_labels, mask_input, has_mask_input, orig_im_size |
//! | EdgeSAM | image, 1×3×H×W | point_coords, point_labels |
//! | SAM 2 | image, 1×3×H×W | point_coords, point_labels, mask_input, has_mask_input |
//! | Transformers (SlimSAM) | pixel_values, 1×3×H×W | input_points, input_labels |

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::graph::{refused, Given, Graph, Port, Role, Values};
use crate::error::Outcome;

/// The side of the square that SAM's encoders see.
const DEFAULT_SIDE: usize = 1024;
const MAX_SIDE: usize = 2048;
const MASKS: &[&str] = &["low_res_masks", "pred_masks", "masks"];
const SCORES: &[&str] = &["iou_predictions", "iou_scores", "iou_pred", "scores"];

/// A point or a box, in pixels of the picture that is sent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Prompt {
    Point { x: f32, y: f32 },
    Box { left: f32, top: f32, right: f32, bottom: f32 },
}

/// A pair of graphs that can be run, as the settings describe it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SegmentationModel {
    /// Width and height in which the encoder sees a picture.
    pub width: usize,
    pub height: usize,
    /// Both corners of a box are used; otherwise its centre.
    pub takes_boxes: bool,
    /// Names of the decoder's inputs.
    pub decoder_inputs: Vec<String>,
}

/// The order of the samples that an encoder takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// 1×3×H×W, normalised by SAM's mean and deviation, padded at the right and the bottom.
    Planes,
    /// H×W×3, from 0 to 255: the graph normalises and pads by itself.
    Pixels,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncoderSignature {
    pub layout: Layout,
    pub width: usize,
    pub height: usize,
    /// Layout::Pixels: the size of the input is that of the scaled picture.
    pub is_sized_by_picture: bool,
}

impl EncoderSignature {
    pub fn of(graph: &Graph) -> Outcome<Self> {
        let [input] = &graph.inputs[..] else {
            let names = names_of(&graph.inputs);
            return Err(
                refused(Role::Encoder, "inputs", "The encoder must have one input, the picture.").with("names", names)
            );
        };
        let (layout, height, width) = match input.shape[..] {
            [_, Some(3) | None, height, width] => (Layout::Planes, height, width),
            [height, width, Some(3) | None] => (Layout::Pixels, height, width),
            _ => {
                return Err(refused(Role::Encoder, "shape", "The encoder's input is not a picture of three channels.")
                    .with("names", names_of(&graph.inputs)))
            }
        };
        let is_sized_by_picture = layout == Layout::Pixels && (height.is_none() || width.is_none());
        let side = |given: Option<usize>| given.unwrap_or(DEFAULT_SIDE);
        let (width, height) = (side(width), side(height));
        if !(1..=MAX_SIDE).contains(&width) || !(1..=MAX_SIDE).contains(&height) {
            return Err(refused(Role::Encoder, "shape", "The encoder's picture has an edge over 2048 pixels."));
        }
        Ok(Self { layout, width, height, is_sized_by_picture })
    }
}

/// The value that an input of the decoder is given in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunInput {
    Points,
    Labels,
    /// An output of the encoder, by its index.
    Embedding(usize),
}

#[derive(Debug, Clone)]
pub struct DecoderSignature {
    pub run_inputs: Vec<RunInput>,
    pub masks: String,
    pub scores: Option<String>,
    /// The number of points of each run: a click is padded, a box needs two.
    pub points: usize,
    /// The labels 2 and 3 mean the corners of a box.
    pub takes_boxes: bool,
    /// Coordinates have a dimension more, for several objects.
    pub has_object_dimension: bool,
}

impl DecoderSignature {
    /// `embeddings`: the encoder's outputs by name, with their sizes. Also returns what each input is given.
    pub fn of(
        graph: &Graph,
        (frame_width, frame_height): (usize, usize),
        embeddings: &[(String, Vec<usize>)],
    ) -> Outcome<(Self, Vec<Given>)> {
        let points = graph.inputs.iter().find(|port| is_points(&port.name)).ok_or_else(|| {
            refused(Role::Decoder, "inputs", "The decoder has no input point_coords or input_points.")
                .with("names", names_of(&graph.inputs))
        })?;
        let takes_boxes = points.name == "point_coords";
        let has_object_dimension = points.shape.len() == 4;
        let count = points.shape.iter().rev().nth(1).copied().flatten().unwrap_or(2).clamp(1, 64);
        let own = graph.inputs.iter().filter(|port| !is_prompt(&port.name)).count();
        let mut run_inputs = Vec::new();
        let mut given = Vec::new();
        for port in &graph.inputs {
            let objects = if has_object_dimension { vec![1, 1] } else { vec![1] };
            let at_run = |tail: &[usize]| Given::AtRun([&objects[..], tail].concat());
            match port.name.as_str() {
                name if is_points(name) => {
                    run_inputs.push(RunInput::Points);
                    given.push(at_run(&[count, 2]));
                }
                "point_labels" | "input_labels" => {
                    run_inputs.push(RunInput::Labels);
                    given.push(at_run(&[count]));
                }
                "mask_input" => given.push(Given::Always(zeros(port, &[1, 1, frame_height / 4, frame_width / 4]))),
                "has_mask_input" => given.push(Given::Always(zeros(port, &[1]))),
                // Masks in the encoder's own frame.
                #[allow(clippy::cast_precision_loss)]
                "orig_im_size" => {
                    given.push(Given::Always(Values::new(vec![2], vec![frame_height as f32, frame_width as f32])))
                }
                name => {
                    let named = embeddings.iter().position(|(output, _)| output == name);
                    let only = (own == 1 && embeddings.len() == 1).then_some(0);
                    let index = named.or(only).ok_or_else(|| {
                        refused(Role::Decoder, "inputs", "The decoder has an input that is unknown here.")
                            .with("names", printable(name))
                    })?;
                    let shape = embeddings.get(index).map(|(_, shape)| shape.clone()).unwrap_or_default();
                    run_inputs.push(RunInput::Embedding(index));
                    given.push(Given::AtRun(shape));
                }
            }
        }
        let output = |known: &'static [&'static str]| {
            known.iter().find(|name| graph.outputs.iter().any(|output| output == *name))
        };
        let masks = output(MASKS).ok_or_else(|| {
            refused(Role::Decoder, "outputs", "The decoder has no output low_res_masks, pred_masks or masks.")
                .with("names", printable(&graph.outputs.join(", ")))
        })?;
        let scores = output(SCORES).map(|name| (*name).to_owned());
        let masks = (*masks).to_owned();
        Ok((Self { run_inputs, masks, scores, points: count, takes_boxes, has_object_dimension }, given))
    }

    /// Coordinates and labels of a prompt in the encoder's frame. A click is a foreground point; label -1 pads.
    pub fn prompt_values(&self, prompt: Prompt) -> (Values, Values) {
        let mut points = match prompt {
            Prompt::Point { x, y } => vec![(x, y, 1.0)],
            Prompt::Box { left, top, right, bottom } if self.takes_boxes && self.points >= 2 => {
                vec![(left, top, 2.0), (right, bottom, 3.0)]
            }
            Prompt::Box { left, top, right, bottom } => {
                vec![(f32::midpoint(left, right), f32::midpoint(top, bottom), 1.0)]
            }
        };
        points.resize(self.points, (0.0, 0.0, -1.0));
        let objects = if self.has_object_dimension { vec![1, 1] } else { vec![1] };
        let coordinates = points.iter().flat_map(|(x, y, _)| [*x, *y]).collect();
        let labels = points.iter().map(|(_, _, label)| *label).collect();
        (
            Values::new([&objects[..], &[self.points, 2]].concat(), coordinates),
            Values::new([&objects[..], &[self.points]].concat(), labels),
        )
    }
}

fn is_points(name: &str) -> bool {
    matches!(name, "point_coords" | "input_points")
}

fn is_prompt(name: &str) -> bool {
    is_points(name)
        || matches!(name, "point_labels" | "input_labels" | "mask_input" | "has_mask_input" | "orig_im_size")
}

/// `shape` where the file leaves a size open.
fn zeros(port: &Port, shape: &[usize]) -> Values {
    let declared = port.shape.iter().zip(shape).map(|(declared, own)| declared.unwrap_or(*own));
    let shape: Vec<usize> = if port.shape.len() == shape.len() { declared.collect() } else { shape.to_vec() };
    let count = shape.iter().product();
    Values::new(shape, vec![0.0; count])
}

fn names_of(ports: &[Port]) -> String {
    printable(&ports.iter().map(|port| port.name.as_str()).collect::<Vec<_>>().join(", "))
}

/// Names come from a file of others.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}
