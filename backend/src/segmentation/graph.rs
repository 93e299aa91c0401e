//! An ONNX graph in tract: reading it, its inputs and outputs by name, and running it. The only file that knows tract.

use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

use tract_onnx::prelude::*;
use tract_onnx::tract_core::ops::konst::Const;
use tract_onnx::tract_core::plan::{eval, SimpleState};
use tract_onnx::tract_hir::infer::Factoid;
use tract_onnx::tract_hir::internal::DimLike;

use crate::error::{BackendError, Code, Outcome};

/// Set when the caller no longer wants the answer; read between the nodes of a graph.
#[derive(Clone, Default)]
pub struct Cancelled(Arc<AtomicBool>);

impl Cancelled {
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn check(&self) -> Outcome<()> {
        if self.0.load(Ordering::Relaxed) {
            return Err(BackendError::new(Code::Cancelled, "The selection was cancelled."));
        }
        Ok(())
    }
}

/// The one of the two files that an error is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Role {
    Encoder,
    Decoder,
}

/// A tensor that an input or output carries, as the file declares it. None: any size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    pub name: String,
    pub shape: Vec<Option<usize>>,
}

/// Values of an input. Labels of points are whole numbers in some exports: the graph's own type is used.
#[derive(Debug, Clone)]
pub struct Values {
    pub shape: Vec<usize>,
    pub values: Arc<[f32]>,
}

impl Values {
    pub fn new(shape: Vec<usize>, values: Vec<f32>) -> Self {
        Self { shape, values: values.into() }
    }
}

/// A use of an input: given at each run, or the same at all runs, so that tract folds it into the graph.
pub enum Given {
    AtRun(Vec<usize>),
    Always(Values),
}

/// A file that has been read, before its inputs are fixed.
pub struct Graph {
    role: Role,
    model: InferenceModel,
    pub inputs: Vec<Port>,
    pub outputs: Vec<String>,
}

/// A graph that runs.
pub struct Runnable {
    role: Role,
    plan: TypedSimplePlan<TypedModel>,
    /// Of the inputs in the order of the run.
    types: Vec<DatumType>,
}

pub fn refused(role: Role, reason: &str, sentence: &str) -> BackendError {
    BackendError::new(Code::SegmentationModelRefused, sentence).with("file", <&str>::from(role)).with("reason", reason)
}

impl Graph {
    pub fn read(role: Role, bytes: &[u8]) -> Outcome<Self> {
        let not_onnx = || refused(role, "not_onnx", "The file is not an ONNX graph that can be read.");
        let model = guarded(|| tract_onnx::onnx().model_for_read(&mut &*bytes)).map_err(|_| not_onnx())?;
        let ports = model.input_outlets().and_then(|outlets| outlets.iter().map(|at| port(&model, *at)).collect());
        let inputs: Vec<Port> = ports.map_err(|_| not_onnx())?;
        let outlets = model.output_outlets().map_err(|_| not_onnx())?;
        let outputs: Vec<String> = outlets.iter().map(|at| name_of(&model, *at)).collect();
        if inputs.is_empty() || outputs.is_empty() {
            return Err(not_onnx());
        }
        Ok(Self { role, model, inputs, outputs })
    }

    /// Fixes the inputs and prepares the graph for these outputs; parts that no output needs are dropped.
    pub fn prepare(self, given: Vec<Given>, outputs: &[&str]) -> Outcome<Runnable> {
        let role = self.role;
        guarded(move || self.optimised(given, outputs)).map_err(|problem| {
            refused(role, "unsupported", "The graph uses something that cannot be run here.").with("problem", problem)
        })
    }

    fn optimised(self, given: Vec<Given>, outputs: &[&str]) -> TractResult<Runnable> {
        let Self { role, mut model, .. } = self;
        let all_inputs = model.input_outlets()?.to_vec();
        let mut inputs = Vec::new();
        let mut types = Vec::new();
        for (at, given) in all_inputs.into_iter().zip(given) {
            let datum_type = model.outlet_fact(at)?.datum_type.concretize().unwrap_or(f32::datum_type());
            match given {
                Given::AtRun(shape) => {
                    model.set_outlet_fact(at, InferenceFact::dt_shape(datum_type, shape))?;
                    inputs.push(at);
                    types.push(datum_type);
                }
                Given::Always(values) => {
                    let tensor = tensor_of(&values, datum_type)?.into_arc_tensor();
                    model.set_outlet_fact(at, InferenceFact::from(&tensor))?;
                    model.node_mut(at.node).op = Box::new(Const::new(tensor)?);
                }
            }
        }
        model.set_input_outlets(&inputs)?;
        let wanted: Vec<OutletId> = outputs
            .iter()
            .filter_map(|name| model.output_outlets().ok()?.iter().copied().find(|at| name_of(&model, *at) == *name))
            .collect();
        model.set_output_outlets(&wanted)?;
        Ok(Runnable { role, plan: model.into_optimized()?.into_runnable()?, types })
    }
}

impl Runnable {
    /// Returns the outputs in the order of `prepare`.
    pub fn run(&self, inputs: &[Values], cancelled: &Cancelled) -> Outcome<Vec<Values>> {
        let outputs = guarded(|| {
            let tensors = inputs.iter().zip(&self.types).map(|(values, kind)| Ok(tensor_of(values, *kind)?.into()));
            let tensors: TVec<TValue> = tensors.collect::<TractResult<_>>()?;
            let mut state = SimpleState::new(&self.plan)?;
            let outputs = state.run_plan_with_eval(tensors, |session, op, node, inputs| -> TractResult<_> {
                cancelled.check()?;
                eval(session, op, node, inputs)
            })?;
            outputs.iter().map(|output| values_of(output)).collect::<TractResult<Vec<_>>>()
        });
        cancelled.check()?;
        outputs.map_err(|problem| {
            BackendError::new(Code::SegmentationFailed, "The model stopped with an error.")
                .with("file", <&str>::from(self.role))
                .with("problem", problem)
        })
    }
}

/// A graph is made by others: tract may fail or panic on it. The error is tract's own, which names nodes and shapes.
fn guarded<T>(work: impl FnOnce() -> TractResult<T>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| error.root_cause().to_string().chars().take(200).collect()),
        Err(_) => Err("panic".into()),
    }
}

fn name_of(model: &InferenceModel, at: OutletId) -> String {
    model.outlet_label(at).unwrap_or(&model.node(at.node).name).to_owned()
}

fn port(model: &InferenceModel, at: OutletId) -> TractResult<Port> {
    let dims = model.outlet_fact(at)?.shape.dims().map(|dim| dim.concretize()?.to_usize().ok()).collect();
    Ok(Port { name: model.node(at.node).name.clone(), shape: dims })
}

fn tensor_of(Values { shape, values }: &Values, datum_type: DatumType) -> TractResult<Tensor> {
    Ok(Tensor::from_shape(shape, values)?.cast_to_dt(datum_type)?.into_owned())
}

fn values_of(tensor: &Tensor) -> TractResult<Values> {
    let floats = tensor.cast_to::<f32>()?;
    Ok(Values { shape: tensor.shape().to_vec(), values: floats.as_slice::<f32>()?.into() })
}
