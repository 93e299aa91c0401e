//! Writes a tiny pair of graphs in ONNX's protobuf format, for tests: an encoder that averages the channels, and a decoder
//! whose three masks are the pixels that are about as bright as the prompt's middle, within three tolerances.

const FLOAT: u64 = 1;
const INT64: u64 = 7;

fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// A field of length-delimited bytes.
fn field(number: u64, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    varint(number << 3 | 2, &mut out);
    varint(bytes.len() as u64, &mut out);
    out.extend_from_slice(bytes);
    out
}

fn number(field: u64, value: u64) -> Vec<u8> {
    let mut out = Vec::new();
    varint(field << 3, &mut out);
    varint(value, &mut out);
    out
}

/// -1: a size of any length.
fn value_info(name: &str, shape: &[i64]) -> Vec<u8> {
    let dims = shape.iter().map(|dim| match u64::try_from(*dim) {
        Ok(size) => field(1, &number(1, size)),
        Err(_) => field(1, &field(2, b"n")),
    });
    let shape: Vec<u8> = dims.flatten().collect();
    let tensor = [number(1, FLOAT), field(2, &shape)].concat();
    [field(1, name.as_bytes()), field(2, &field(1, &tensor))].concat()
}

pub fn floats(name: &str, shape: &[u64], values: &[f32]) -> Vec<u8> {
    let raw: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    tensor(name, shape, FLOAT, &raw)
}

fn integers(name: &str, shape: &[u64], values: &[i64]) -> Vec<u8> {
    let raw: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    tensor(name, shape, INT64, &raw)
}

fn tensor(name: &str, shape: &[u64], kind: u64, raw: &[u8]) -> Vec<u8> {
    let dims: Vec<u8> = shape.iter().flat_map(|dim| number(1, *dim)).collect();
    [dims, number(2, kind), field(8, name.as_bytes()), field(9, raw)].concat()
}

/// An attribute of a list of integers, or of one.
fn axes(name: &str, values: &[u64]) -> Vec<u8> {
    let values: Vec<u8> = values.iter().flat_map(|value| number(8, *value)).collect();
    field(5, &[field(1, name.as_bytes()), values, number(20, 7)].concat())
}

fn integer(name: &str, value: u64) -> Vec<u8> {
    field(5, &[field(1, name.as_bytes()), number(3, value), number(20, 2)].concat())
}

pub fn node(op: &str, inputs: &[&str], output: &str, attributes: &[Vec<u8>]) -> Vec<u8> {
    let inputs: Vec<u8> = inputs.iter().flat_map(|name| field(1, name.as_bytes())).collect();
    [inputs, field(2, output.as_bytes()), field(3, output.as_bytes()), field(4, op.as_bytes()), attributes.concat()]
        .concat()
}

pub struct TinyGraph {
    pub nodes: Vec<Vec<u8>>,
    pub constants: Vec<Vec<u8>>,
    pub inputs: Vec<Vec<u8>>,
    pub outputs: Vec<Vec<u8>>,
}

impl TinyGraph {
    pub fn bytes(&self) -> Vec<u8> {
        let all =
            |number: u64, parts: &[Vec<u8>]| parts.iter().flat_map(|part| field(number, part)).collect::<Vec<_>>();
        let graph = [
            all(1, &self.nodes),
            field(2, b"tiny"),
            all(5, &self.constants),
            all(11, &self.inputs),
            all(12, &self.outputs),
        ]
        .concat();
        // IR version 7, operator set 12.
        [number(1, 7), field(7, &graph), field(8, &[field(1, b""), number(2, 12)].concat())].concat()
    }
}

/// 1×3×64×64 to its mean over the channels, 1×1×64×64.
pub fn encoder() -> TinyGraph {
    TinyGraph {
        nodes: vec![node("ReduceMean", &["image"], "image_embeddings", &[axes("axes", &[1]), integer("keepdims", 1)])],
        constants: vec![],
        inputs: vec![value_info("image", &[1, 3, 64, 64])],
        outputs: vec![value_info("image_embeddings", &[1, 1, 64, 64])],
    }
}

/// With SAM's input names.
pub fn decoder() -> TinyGraph {
    let zero = integer("axis", 0);
    let one = integer("axis", 1);
    TinyGraph {
        nodes: vec![
            // The mean of the points that are not padding.
            node("Greater", &["point_labels", "minus_half"], "is_real", &[]),
            node("Cast", &["is_real"], "weights", &[integer("to", FLOAT)]),
            node("Unsqueeze", &["weights"], "weights_2", &[axes("axes", &[2])]),
            node("Mul", &["point_coords", "weights_2"], "weighted", &[]),
            node("ReduceSum", &["weighted"], "sum", &[axes("axes", &[1]), integer("keepdims", 0)]),
            node("ReduceSum", &["weights_2"], "count", &[axes("axes", &[1]), integer("keepdims", 0)]),
            node("Div", &["sum", "count"], "middle", &[]),
            node("Cast", &["middle"], "index_xy", &[integer("to", INT64)]),
            node("Gather", &["index_xy", "y_then_x"], "index_yx", &[one]),
            node("Gather", &["image_embeddings", "first"], "plane_3", std::slice::from_ref(&zero)),
            node("Gather", &["plane_3", "first"], "plane", &[zero]),
            node("GatherND", &["plane", "index_yx"], "brightness", &[]),
            node("Sub", &["image_embeddings", "brightness"], "difference", &[]),
            node("Abs", &["difference"], "distance", &[]),
            node("Sub", &["tolerances", "distance"], "margin", &[]),
            node("Mul", &["margin", "steepness"], "low_res_masks", &[]),
            node("Mul", &["count", "zero"], "nothing", &[]),
            node("Add", &["nothing", "scores"], "iou_predictions", &[]),
        ],
        constants: vec![
            floats("minus_half", &[1], &[-0.5]),
            integers("y_then_x", &[2], &[1, 0]),
            integers("first", &[], &[0]),
            floats("tolerances", &[1, 3, 1, 1], &[0.1, 0.6, 9.0]),
            floats("steepness", &[1], &[100.0]),
            floats("zero", &[1], &[0.0]),
            floats("scores", &[1, 3], &[0.7, 0.9, 0.2]),
        ],
        inputs: vec![
            value_info("image_embeddings", &[1, 1, 64, 64]),
            value_info("point_coords", &[1, -1, 2]),
            value_info("point_labels", &[1, -1]),
            value_info("mask_input", &[1, 1, 64, 64]),
            value_info("has_mask_input", &[1]),
            value_info("orig_im_size", &[2]),
        ],
        outputs: vec![value_info("iou_predictions", &[1, 3]), value_info("low_res_masks", &[1, 3, 64, 64])],
    }
}
