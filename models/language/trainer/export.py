"""The model's file, little endian; `crates/language/src/model.rs` and `network.rs` read it in place.

The sparse machine: `f32` 16 values of a weight's code, heat of English, heat of Chinese, 23 biases; `u32` first entry of each block of
64 buckets, and the end; `u8` entries of each bucket; then all classes, a byte each, and all codes, two a byte: apart they compress
better than in pairs. The network: `f32` three scales; `u16` vectors before each block of 64 buckets; a bit for each bucket that has a
vector; `f32` 96 biases, 23 offsets; `i8` features `[3 words x 32][96]`, votes `[2 x 96][23]`; vectors of 32 values, two a byte.
"""

import gzip

import numpy as np

from . import network

BLOCK = 64
CODES = 16


def codebook(values, rounds=30):
    """Sixteen values that stand for all of them: Lloyd's means, from even shares on."""
    book = np.quantile(values, (np.arange(CODES) + 0.5) / CODES)
    for _ in range(rounds):
        near = np.abs(values[:, None] - book[None]).argmin(1)
        book = np.array([values[near == c].mean() if (near == c).any() else book[c] for c in range(CODES)])
    book = book.astype(np.float32)
    return book, np.abs(values[:, None] - book[None]).argmin(1).astype(np.uint8)


def coded(weights):
    """The machine's weights by sixteen values; where a weight was nothing it stays nothing."""
    at = np.nonzero(weights)
    book, codes = codebook(weights[at])
    rounded = np.zeros(weights.shape, np.float32)
    rounded[at] = book[codes]
    return rounded, book, codes


def halves(values):
    """Two values of four bits a byte, the first below."""
    values = np.concatenate([values, np.zeros(len(values) % 2, np.uint8)]).astype(np.uint8)
    return (values[0::2] | values[1::2] << 4).tobytes()


def machine(weights, book, codes, bias, heat):
    counts = (weights != 0).sum(axis=1).astype(np.uint8)
    ends = np.concatenate([[0], np.cumsum(counts.reshape(-1, BLOCK).sum(axis=1, dtype=np.uint32))])
    head = np.concatenate([book, [heat["en"], heat["zh"]], bias]).astype("<f4")
    return b"".join([head.tobytes(), ends.astype("<u4").tobytes(), counts.tobytes(),
                     np.nonzero(weights)[1].astype(np.uint8).tobytes(), halves(codes)])


def small(values):
    """Values of eight bits, and their scale."""
    scale = np.float32(np.abs(values).max() / 127)
    return np.round(values / scale).astype(np.int8), scale


def shipped(p):
    """The network with the values that ship: what follows it learns from what the edge will see."""
    step = np.float32(network.scale(p["vectors"][1:]))
    vectors = np.clip(np.round(p["vectors"] / step), -network.STEPS, network.STEPS).astype(np.float32)
    vectors[0] = 0
    (features, fine), (votes, loud) = small(p["features"]), small(p["votes"])
    codes = {"vectors": vectors.astype(np.int8), "features": features, "votes": votes, "scales": (step, fine, loud)}
    return p | {"vectors": vectors * step, "features": features * fine, "votes": votes * loud, "codes": codes}


def net(p, buckets):
    """The network's bytes."""
    codes = p["codes"]
    bits = np.zeros(network.BUCKETS, np.uint8)
    bits[buckets] = 1
    ranks = np.concatenate([[0], np.cumsum(bits.reshape(-1, BLOCK).sum(1, dtype=np.uint32))[:-1]])
    return b"".join([np.array(codes["scales"], "<f4").tobytes(), ranks.astype("<u2").tobytes(),
                     np.packbits(bits, bitorder="little").tobytes(), p["biases"].astype("<f4").tobytes(),
                     p["offsets"].astype("<f4").tobytes(), codes["features"].tobytes(), codes["votes"].tobytes(),
                     halves((codes["vectors"][1:] + 8).astype(np.uint8).ravel())])


def zipped(body):
    return len(gzip.compress(body, 9))
