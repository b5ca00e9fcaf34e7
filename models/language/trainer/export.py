"""The model's file, little endian; `crates/language/src/model.rs` reads it in place.

`f32` scale, heat of English, heat of Chinese, 23 biases; `u32` first entry of each block of 64 buckets, and the end; `u8` entries of
each bucket; then all classes, then all weights (`i8`), a byte each: apart they compress better than in pairs.
"""

import gzip

import numpy as np

BLOCK = 64


def quantise(weights):
    scale = np.quantile(np.abs(weights[weights != 0]), 0.999) / 127
    return np.clip(np.round(weights / scale), -127, 127).astype(np.int8), np.float32(scale)


def write(coded, scale, bias, heat):
    counts = (coded != 0).sum(axis=1).astype(np.uint8)
    ends = np.concatenate([[0], np.cumsum(counts.reshape(-1, BLOCK).sum(axis=1, dtype=np.uint32))])
    at, classes = np.nonzero(coded)
    head = np.concatenate([[scale, heat["en"], heat["zh"]], bias]).astype("<f4")
    return b"".join([head.tobytes(), ends.astype("<u4").tobytes(), counts.tobytes(),
                     classes.astype(np.uint8).tobytes(), coded[at, classes].tobytes()])


def zipped(body):
    return len(gzip.compress(body, 9))
