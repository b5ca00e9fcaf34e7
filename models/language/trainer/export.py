"""The model's file, little endian; `crates/language/src/model.rs` and `network.rs` read it.

`f32` 16 values of a weight's code, heat of English, heat of Chinese, 23 biases; `u32` lengths of the three lists that follow, a byte
an item: distances from one known bucket to the next (255: as much and more), of each bucket twice the number of its weights and 1 if it
has a vector, the weights' classes; then the weights' codes, two a byte: apart they compress better than in pairs. The network: `f32`
three scales, 96 biases, 23 offsets; `i8` features `[3 words x 32][96]`, votes `[2 x 96][23]`; vectors of 32 values, two a byte.
"""

import gzip

import numpy as np

from . import network

FAR = 255
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


def distances(buckets):
    """From each to the next, in bytes."""
    steps = np.diff(np.asarray(buckets, dtype=np.int64), prepend=0)
    return b"".join(bytes([FAR]) * int(step // FAR) + bytes([int(step % FAR)]) for step in steps)


def file(weights, book, codes, bias, heat, p, buckets):
    """The whole model's bytes: the machine over all buckets and the network `p` over those that have a vector."""
    about = 2 * (weights != 0).sum(axis=1)
    about[buckets] += 1
    known = np.flatnonzero(about)
    lists = [distances(known), about[known].astype(np.uint8).tobytes(), np.nonzero(weights)[1].astype(np.uint8).tobytes()]
    head = np.concatenate([book, [heat["en"], heat["zh"]], bias]).astype("<f4")
    return b"".join([head.tobytes(), np.array([len(one) for one in lists], "<u4").tobytes(), *lists, halves(codes), net(p)])


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


def net(p):
    """The network's bytes."""
    codes = p["codes"]
    return b"".join([np.array(codes["scales"], "<f4").tobytes(), p["biases"].astype("<f4").tobytes(),
                     p["offsets"].astype("<f4").tobytes(), codes["features"].tobytes(), codes["votes"].tobytes(),
                     halves((codes["vectors"][1:] + 8).astype(np.uint8).ravel())])


def zipped(body):
    return len(gzip.compress(body, 9))
