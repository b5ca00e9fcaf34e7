"""Leaves the linear model's largest weights and drops the rest: `python models/language/thin.py ENTRIES`, after a training.

The edge has a budget; this spends what is left of it without training again. The layout is `trainer/export.py`'s.
"""

import hashlib
import struct
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "crates/language/src/intents.bin"
BUCKETS, BLOCK, CLASSES, HEAD = 1 << 17, 64, 23, 72 + 4 * 23


def main(entries):
    body = FILE.read_bytes()
    book = np.frombuffer(body, "<f4", 16)
    at = HEAD + 4 * (BUCKETS // BLOCK)
    known = struct.unpack_from("<I", body, at)[0]
    at += 4
    counts = np.frombuffer(body, np.uint8, BUCKETS, at).astype(int)
    classes = np.frombuffer(body, np.uint8, known, at + BUCKETS)
    at += BUCKETS + known
    pairs = np.frombuffer(body, np.uint8, (known + 1) // 2, at)
    codes = np.stack([pairs & 15, pairs >> 4], 1).ravel()[:known]
    network = body[at + len(pairs):]
    keep = np.zeros(known, bool)
    keep[np.argsort(-np.abs(book[codes]), kind="stable")[:entries]] = True
    left = np.bincount(np.repeat(np.arange(BUCKETS), counts)[keep], minlength=BUCKETS).astype(np.uint8)
    ends = np.concatenate([[0], np.cumsum(left.reshape(-1, BLOCK).sum(1, dtype=np.uint32))]).astype("<u4")
    few = np.concatenate([codes[keep], np.zeros(keep.sum() % 2, np.uint8)]).astype(np.uint8)
    body = b"".join([body[:HEAD], ends.tobytes(), left.tobytes(), classes[keep].tobytes(),
                     (few[0::2] | few[1::2] << 4).tobytes(), network])
    FILE.write_bytes(body)
    digest = hashlib.sha256(body).hexdigest()
    (ROOT / "models/language/intents.bin.sha256").write_text(f"{digest}  crates/language/src/intents.bin\n")
    print(f"{known} entries, {keep.sum()} left, {len(body)} bytes")


if __name__ == "__main__":
    main(int(sys.argv[1]))
