"""The one tokeniser is the Rust one: this runs it and reads its stream."""

import json
import subprocess
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
COMMAND = ["cargo", "run", "--quiet", "--release", "--package", "beeline-frustration", "--example", "tokenise", "--"]


def shape():
    """`version`, `core`, `further`, `positions`, `first_hash`, `buckets` as the Rust code has them."""
    return json.loads(subprocess.run([*COMMAND, "--shape"], cwd=ROOT, check=True, capture_output=True).stdout)


def tokenise(texts, shape):
    """For each text an array `[positions, core + further]` of ids."""
    width = shape["core"] + shape["further"]
    lines = "".join(" ".join(text.splitlines()) + "\n" for text in texts)
    stream = subprocess.run(COMMAND, cwd=ROOT, check=True, input=lines.encode(), capture_output=True).stdout
    words = np.frombuffer(stream, dtype="<u4").astype(np.int32)
    result, at = [], 0
    for _ in texts:
        count = int(words[at])
        result.append(words[at + 1:at + 1 + count * width].reshape(count, width))
        at += 1 + count * width
    assert at == len(words), "the tokeniser answered with more lines than it was asked"
    return result
