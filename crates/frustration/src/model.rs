use std::collections::BTreeMap;

use tract_onnx::pb::ModelProto;
use tract_onnx::tract_hir::internal::*;

use crate::{CORE, FURTHER, ModelError, TOKENISER_VERSION, operators, seal, tokenise};

/// A loaded model, ready to score messages.
///
/// The score is the graph's output and nothing else: no word list, no rule, no exception is added to it.
pub struct Model {
    plan: Arc<TypedRunnableModel>,
    threshold: f32,
    /// Share of calm messages flagged → the threshold that does it, ascending by share.
    sensitivity: Vec<(f32, f32)>,
    /// The names of what a message can be frustrated about, as the graph numbers them.
    reasons: Vec<String>,
}

/// One message, read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading<'a> {
    /// The probability that a person reading it would call its writer frustrated, 0 to 1, calibrated.
    pub score: f32,
    /// What it is likeliest about, if it is frustrated at all, for example `sarcasm`.
    pub reason: &'a str,
}

impl Model {
    /// Reads the bytes of a `frustration.onnx`. Takes milliseconds: load once, score often.
    ///
    /// # Errors
    /// When the file is damaged, was trained for another tokeniser, or holds a graph this engine does not run.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        seal::check(bytes)?;
        let reader = operators::reader();
        let proto = reader.proto_model_for_read(&mut &bytes[..]).map_err(|_| ModelError::Corrupt)?;
        let metadata: BTreeMap<&str, &str> =
            proto.metadata_props.iter().map(|entry| (&*entry.key, &*entry.value)).collect();
        let version = metadata.get("tokeniser").and_then(|value| value.parse().ok());
        if version != Some(TOKENISER_VERSION) {
            return Err(ModelError::Tokeniser { model: version });
        }
        let threshold = metadata
            .get("threshold")
            .and_then(|value| value.parse().ok())
            .filter(|threshold| (0.0..=1.0).contains(threshold))
            .ok_or(ModelError::Metadata("threshold"))?;
        let sensitivity = metadata
            .get("false_alarms")
            .and_then(|value| sensitivity(value))
            .ok_or(ModelError::Metadata("false_alarms"))?;
        let reasons = metadata.get("reasons").ok_or(ModelError::Metadata("reasons"))?;
        let reasons = reasons.split(',').map(str::to_owned).collect();
        let plan = plan(&reader, &proto).map_err(|cause| ModelError::Graph(cause.into()))?;
        let model = Self { plan, threshold, sensitivity, reasons };
        // A graph may load and still not run; better to know now than at the shopper's first message.
        model.run("?").map_err(|cause| ModelError::Graph(cause.into()))?;
        Ok(model)
    }

    /// The probability that a person reading this message would call its writer frustrated, and what about.
    pub fn read(&self, text: &str) -> Reading<'_> {
        // `load` has run the graph once and its shape does not depend on the text: what is left cannot fail.
        let (score, reason) = self.run(text).unwrap_or_default();
        let reason = self.reasons.get(reason).map_or("", String::as_str);
        Reading { score: score.clamp(0.0, 1.0), reason }
    }

    /// The probability alone.
    pub fn score(&self, text: &str) -> f32 {
        self.read(text).score
    }

    /// The shipped threshold: a message that scores at least this is flagged.
    pub fn threshold(&self) -> f32 {
        self.threshold
    }

    /// The threshold at which about this share of calm messages is flagged (0.03 is three in a hundred), read from
    /// what training measured on held-out calm messages; between two measured shares it is interpolated.
    pub fn threshold_for(&self, false_alarms: f32) -> f32 {
        let above = self.sensitivity.partition_point(|&(share, _)| share < false_alarms);
        match (above.checked_sub(1).map(|below| self.sensitivity[below]), self.sensitivity.get(above)) {
            (Some((low, from)), Some(&(high, to))) => to + (from - to) * (high - false_alarms) / (high - low),
            (Some((_, only)), None) | (None, Some(&(_, only))) => only,
            (None, None) => self.threshold,
        }
    }

    /// The score, and the number of the likeliest reason.
    fn run(&self, text: &str) -> TractResult<(f32, usize)> {
        let tokens = tokenise(text);
        let core = Tensor::from_shape(&[tokens.positions(), CORE], tokens.core())?;
        let further = Tensor::from_shape(&[tokens.positions(), FURTHER], tokens.further())?;
        let outputs = self.plan.run(tvec!(core.into_tvalue(), further.into_tvalue()))?;
        let score = *outputs[0].try_as_plain_ram()?.to_scalar::<f32>()?;
        let logits = outputs[1].try_as_plain_ram()?.as_slice::<f32>()?;
        let reason = (0..logits.len()).max_by(|a, b| logits[*a].total_cmp(&logits[*b])).unwrap_or_default();
        Ok((score, reason))
    }
}

fn plan(reader: &tract_onnx::Onnx, proto: &ModelProto) -> TractResult<Arc<TypedRunnableModel>> {
    reader.model_for_proto_model(proto)?.into_optimized()?.into_runnable()
}

/// `0.01:0.93,0.02:0.87` → pairs, ascending.
fn sensitivity(value: &str) -> Option<Vec<(f32, f32)>> {
    let pairs: Option<Vec<(f32, f32)>> = value
        .split(',')
        .map(|pair| {
            let (share, threshold) = pair.split_once(':')?;
            Some((share.parse().ok()?, threshold.parse().ok()?))
        })
        .collect();
    pairs.filter(|pairs| pairs.is_sorted_by(|a, b| a.0 < b.0))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use prost::Message;

    use super::*;

    /// The shipped model with some of it changed, and a checksum that fits again.
    fn altered(change: impl FnOnce(&mut ModelProto)) -> Vec<u8> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/frustration/frustration.onnx");
        let mut proto = ModelProto::decode(&*std::fs::read(path).unwrap()).unwrap();
        proto.metadata_props.retain(|entry| entry.key != "fnv1a");
        change(&mut proto);
        seal::seal(proto.encode_to_vec())
    }

    fn entry<'a>(proto: &'a mut ModelProto, key: &str) -> &'a mut String {
        &mut proto.metadata_props.iter_mut().find(|entry| entry.key == key).unwrap().value
    }

    #[test]
    fn with_a_constant_model_the_score_is_constant() {
        let file = altered(|proto| {
            let graph = proto.graph.as_mut().unwrap();
            graph.initializer.iter_mut().find(|tensor| tensor.name == "mix").unwrap().raw_data.fill(0);
        });
        let model = Model::load(&file).unwrap();
        let expected = model.score("");
        for text in
            ["THIS IS A DISGRACE!!!", "thanks, all good", "气死我了", "😡😡😡", "a chargeback it is, then"]
        {
            assert_eq!(model.score(text), expected, "{text}");
        }
    }

    #[test]
    fn a_model_for_another_tokeniser_is_refused() {
        let refused = Model::load(&altered(|proto| *entry(proto, "tokeniser") = "1".into()));
        assert!(matches!(refused, Err(ModelError::Tokeniser { model: Some(1) })));
    }

    #[test]
    fn a_model_without_a_usable_threshold_is_refused() {
        let refused = Model::load(&altered(|proto| *entry(proto, "threshold") = "1.5".into()));
        assert!(matches!(refused, Err(ModelError::Metadata("threshold"))));
        let refused =
            Model::load(&altered(|proto| *entry(proto, "false_alarms") = "0.1:0.3,0.05:0.5".into()));
        assert!(matches!(refused, Err(ModelError::Metadata("false_alarms"))));
    }

    #[test]
    fn a_graph_with_an_operator_nobody_registered_is_refused() {
        let refused = Model::load(&altered(|proto| {
            proto.graph.as_mut().unwrap().node.last_mut().unwrap().op_type = "Erf".into();
        }));
        assert!(matches!(refused, Err(ModelError::Graph(_))));
    }
}
