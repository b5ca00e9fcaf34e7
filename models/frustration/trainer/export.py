"""The trained network as an ONNX file: opset 12, scalars 0-d, operators that the Rust side registers and no others.

Inputs `core` and `further`, int32 `[positions, width]` of one message, outputs `score` float32, a calibrated probability,
and `why` float32 `[reasons]`, logits of what it is about if it is frustrated at all. The
last bytes of the file are a metadata entry with the FNV-1a of everything before it: a damaged file is known before it is read.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from . import linear, network

CHECKSUM = "fnv1a"


def fnv1a(data):
    value = 0xcbf29ce484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001b3) & 0xffffffffffffffff
    return value


def seal(model):
    """The file's bytes. Protobuf concatenates: an entry appended is an entry of the same list."""
    body = model.SerializeToString(deterministic=True)
    entry = onnx.ModelProto()
    entry.metadata_props.add(key=CHECKSUM, value=f"{fnv1a(body):016x}")
    return body + entry.SerializeToString(deterministic=True)


class Graph:
    """Nodes and constants as they are named."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def const(self, name, value):
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def half(self, name, value):
        """Weights travel as 16-bit floats: half the bytes, and the score moves in its fourth decimal."""
        return self.op("Cast", [self.const(f"{name}_half", np.asarray(value, np.float16))], name, to=TensorProto.FLOAT)

    def compact(self, name, kernel, order=None):
        """The same for the large kernels, in 8 bits; `order` names the axes as the operator wants them, outputs last before."""
        levels, scale = network.compact(kernel)
        scale = np.broadcast_to(scale, (1,) * (levels.ndim - 1) + scale.shape)
        if order:
            levels, scale = levels.transpose(order), scale.transpose(order)
        floats = self.op("Cast", [self.const(f"{name}_levels", levels)], f"{name}_floats", to=TensorProto.FLOAT)
        return self.op("Mul", [floats, self.const(f"{name}_scale", scale)], name)

    def op(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output


def linear_part(g, table):
    """`[3]`: shop, reddit, place, each a sum over all ids divided by the root of how many there are."""
    steps = np.array([linear.STEP[name] for name in linear.PARTS], np.float32)
    g.const("weights", table)
    sums, counts = [], []
    for ids in ("core", "further"):
        known = g.op("Cast", [g.op("Gather", ["weights", ids], f"{ids}_weights")], f"{ids}_floats", to=TensorProto.FLOAT)
        sums.append(g.op("ReduceSum", [known], f"{ids}_sum", axes=[0, 1], keepdims=0))
        present = g.op("Sign", [g.op("Cast", [ids], f"{ids}_numbers", to=TensorProto.FLOAT)], f"{ids}_present")
        counts.append(g.op("ReduceSum", [present], f"{ids}_count", axes=[0, 1], keepdims=0))
    total = g.op("Mul", [g.op("Add", sums, "sum"), g.const("steps", steps)], "steps_sum")
    count = g.op("Add", [g.op("Add", counts, "count"), g.const("one", np.float32(1))], "count_plus_one")
    return g.op("Div", [total, g.op("Sqrt", [count], "root")], "linear")


def deep_part(g, weights, remap):
    """`[3]` and `[reasons]`: what `network.logits` and `network.why` return."""
    scale = np.asarray(network.scales(weights["table"]))
    levels = np.clip(np.round(np.asarray(weights["table"]) / scale), -network.LEVELS, network.LEVELS).astype(np.int8)
    levels[0] = 0  # unknown ids and padding add nothing

    # 16 bits are enough to store a row's number, but a Gather wants 32.
    rows = g.op("Cast", [g.op("Gather", [g.const("remap", remap.astype(np.int16)), "core"], "short_rows")], "rows",
                to=TensorProto.INT32)
    embedded = g.op("Gather", [g.const("table", levels), rows], "embedded")
    floats = g.op("Cast", [embedded], "floats", to=TensorProto.FLOAT)
    scaled = g.op("Mul", [g.op("ReduceSum", [floats], "summed", axes=[1], keepdims=0),
                          g.const("scale", scale.astype(np.float32))], "scaled")
    x = g.op("Unsqueeze", [g.op("Transpose", [scaled], "channels_first", perm=[1, 0])], "x", axes=[0])
    first = convolution(g, x, "conv1", weights["conv1"], weights["bias1"], 1)
    second = g.op("Add", [first, convolution(g, first, "conv2", weights["conv2"], weights["bias2"], 2)], "second")
    flat = g.op("Squeeze", [second], "flat", axes=[0])
    asked = g.op("MatMul", [g.half("attend", np.asarray(weights["attend"]).T), flat], "asked")
    attention = g.op("Softmax", [asked], "attention", axis=1)
    heads = g.op("MatMul", [attention, g.op("Transpose", [flat], "by_position", perm=[1, 0])], "heads")
    attended = g.op("Reshape", [heads, g.const("one_row", np.array([1, -1]))], "attended")
    largest = g.op("Unsqueeze", [g.op("ReduceMax", [flat], "largest", axes=[1], keepdims=0)], "largest_row", axes=[0])
    pooled = g.op("Concat", [attended, largest], "pooled", axis=1)
    state = g.op("Relu", [affine(g, pooled, "dense", weights, g.compact)], "state")
    g.op("Squeeze", [affine(g, state, "reason", weights, g.compact)], "why", axes=[0])
    return g.op("Squeeze", [affine(g, state, "out", weights, g.half)], "deep", axes=[0])


def convolution(g, x, name, kernel, bias, dilation):
    kernel = g.compact(name, kernel, (2, 1, 0))
    bias = g.const(f"{name}_bias", np.asarray(bias, np.float32))
    raw = g.op("Conv", [x, kernel, bias], f"{name}_raw", kernel_shape=[3], pads=[dilation] * 2, dilations=[dilation])
    return g.op("Relu", [raw], f"{name}_out")


def affine(g, x, name, weights, stored):
    product = g.op("MatMul", [x, stored(name, weights[name])], f"{name}_product")
    return g.op("Add", [product, g.const(f"{name}_bias", np.asarray(weights[f"{name}_bias"], np.float32))], f"{name}_sum")


def build(weights, remap, table, mix, metadata, widths):
    """The file's bytes. `mix` holds the calibrated readings of both parts, see `mixture.py`."""
    g = Graph()
    both = g.op("Concat", [linear_part(g, table), deep_part(g, weights, remap)], "evidence", axis=0)
    readings = g.op("Add", [g.op("MatMul", [both, g.const("mix", mix["weights"])], "mixed"),
                            g.const("mix_bias", mix["bias"])], "readings")
    # readings: [logit of a text that is surely a shopper's, Reddit's difference from that, how much this is Reddit]
    shop, difference, place = (
        g.op("Gather", [readings, g.const(f"at_{i}", np.int64(i))], name, axis=0)
        for i, name in enumerate(("shop_logit", "difference", "place_logit")))
    moved = g.op("Mul", [difference, g.op("Sigmoid", [place], "place")], "moved")
    g.op("Sigmoid", [g.op("Add", [shop, moved], "logit")], "score")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT32, ["positions", width])
              for name, width in zip(("core", "further"), widths)]
    outputs = [helper.make_tensor_value_info("score", TensorProto.FLOAT, []),
               helper.make_tensor_value_info("why", TensorProto.FLOAT, ["reasons"])]
    model = helper.make_model(
        helper.make_graph(g.nodes, "frustration", inputs, outputs, g.constants),
        opset_imports=[helper.make_opsetid("", 12)], ir_version=8, producer_name="beeline")
    for key, value in metadata.items():
        model.metadata_props.add(key=key, value=str(value))
    onnx.checker.check_model(model)
    return seal(model)
