//! The operators the model uses and no others: with tract's full registry the linker keeps every operator there is.

use tract_onnx::Onnx;
use tract_onnx::model::{OnnxOpRegister, ParsingContext};
use tract_onnx::pb::NodeProto;
use tract_onnx::tract_hir::internal::*;
use tract_onnx::tract_hir::ops;

type Built = TractResult<(Box<dyn InferenceOp>, Vec<String>)>;

/// tract's ONNX reader, able to read what `models/frustration/trainer/export.py` writes.
pub(crate) fn reader() -> Onnx {
    let mut register = OnnxOpRegister::default();
    register.insert("Add", |_, _| Ok((ops::math::Add.into_hir(), vec![])));
    register.insert("Mul", |_, _| Ok((ops::math::Mul.into_hir(), vec![])));
    register.insert("Div", |_, _| Ok((ops::math::Div.into_hir(), vec![])));
    register.insert("Sqrt", |_, _| Ok((ops::math::sqrt().into_hir(), vec![])));
    register.insert("Sign", |_, _| Ok((ops::math::sign().into_hir(), vec![])));
    register.insert("MatMul", |_, _| plain(expand(ops::matmul::MatMulInference::default())));
    register.insert("Sigmoid", |_, _| Ok((ops::nn::sigmoid().into_hir(), vec![])));
    register.insert("Relu", |_, _| plain(expand(ops::activations::Clip::new(Some(0.0), None))));
    register.insert("Softmax", |_, node| plain(expand(ops::nn::Softmax::new(node.get_attr("axis")?))));
    register.insert("Gather", |_, _| plain(expand(ops::array::Gather::new(0))));
    register.insert("Concat", |_, node| plain(expand(ops::array::Concat::new(node.get_attr("axis")?))));
    register.insert("Reshape", |_, _| plain(expand(ops::array::Reshape::new(false))));
    register.insert("Transpose", |_, node| {
        let order = node.get_attr_vec::<usize>("perm")?;
        plain(expand(ops::array::PermuteAxes::new(Some(order.into()))))
    });
    register
        .insert("Unsqueeze", |_, node| plain(expand(ops::array::AddDims::new(node.get_attr_vec("axes")?))));
    register.insert("Squeeze", |_, node| plain(expand(ops::array::RmDims::new(node.get_attr_vec("axes")?))));
    register.insert("ReduceSum", |_, node| reduce(node, ops::nn::Reducer::Sum));
    register.insert("ReduceMax", |_, node| reduce(node, ops::nn::Reducer::Max));
    register.insert("Cast", |_, node| plain(Box::new(ops::cast::cast(node.get_attr("to")?))));
    register.insert("Conv", convolution);
    Onnx { op_register: register, ..Onnx::default() }
}

fn plain(op: Box<dyn InferenceOp>) -> Built {
    Ok((op, vec![]))
}

fn reduce(node: &NodeProto, reducer: ops::nn::Reducer) -> Built {
    plain(expand(ops::nn::Reduce::new(Some(node.get_attr_vec("axes")?), false, reducer)))
}

/// One-dimensional with a bias, padded so that the length stays.
fn convolution(_: &ParsingContext, node: &NodeProto) -> Built {
    let padding = node.get_attr_vec::<usize>("pads")?;
    let dilations = node.get_attr_vec::<usize>("dilations")?;
    let [before, after] = padding[..] else { bail!("want two paddings, not {padding:?}") };
    let conv = ops::cnn::Conv::default()
        .padding(ops::cnn::PaddingSpec::Explicit(tvec!(before), tvec!(after)))
        .dilations(dilations.into())
        .bias_input(2);
    plain(expand(conv))
}
