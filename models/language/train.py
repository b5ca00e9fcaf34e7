"""Trains the intents: `python models/language/train.py`, from the repository's root, in the environment of requirements.txt.

Reads the corpus and what the crate's own featuriser prints; writes intents.bin into the crate, its sha256 and metrics.json here.
Nothing is drawn at random: the split hangs on the texts, the fit is convex.
"""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

from trainer import corpus, export, fit, measure  # noqa: E402

BUCKETS = 1 << 17
ENTRIES = 130_000
OTHER = 200
CHATTER = 300


def main():
    build = ["cargo", "build", "--release", "-q", "-p", "beeline-language", "--example", "features"]
    subprocess.run(build, cwd=ROOT, check=True)
    rows = corpus.own(HERE / "data")
    shared = ROOT.parent / "shared/data"
    public = corpus.other(shared, OTHER) + corpus.chatter(shared, CHATTER)
    texts = [row.text for row in rows] + public
    x = fit.matrix(ROOT / "target/release/examples/features", texts, BUCKETS)
    labels = np.array([row.intent for row in rows] + [corpus.INTENTS.index("other")] * len(public))
    split = np.array([row.split for row in rows] + ["train"] * len(public))
    language = np.array([row.language for row in rows] + ["public"] * len(public))
    train = split == "train"

    targets = np.eye(len(corpus.INTENTS))[labels[train]]
    importance = np.where(language[train] == "public", 0.2, 1.0)
    weights, bias = fit.sparse_machine(x[train], targets, importance, ENTRIES)
    coded, scale = export.quantise(weights)
    logits = x @ (coded * scale) + bias

    heat, metrics = {}, {}
    for name in ("en", "zh"):
        dev = (split == "dev") & (language == name)
        heat[name] = measure.temperature(logits[dev], labels[dev])
        for part in ("dev", "test"):
            at = (split == part) & (language == name)
            metrics[f"{name}.{part}"] = measure.all_of(logits[at] / heat[name], labels[at])
    body = export.write(coded, scale, bias, heat)
    out = ROOT / "crates/language/src/intents.bin"
    out.write_bytes(body)
    metrics["size"] = {"raw": len(body), "gzip": export.zipped(body), "entries": int((coded != 0).sum())}
    metrics["temperature"] = {name: round(value, 4) for name, value in heat.items()}
    (HERE / "intents.bin.sha256").write_text(f"{hashlib.sha256(body).hexdigest()}  crates/language/src/intents.bin\n")
    (HERE / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n")
    print(json.dumps(metrics))


if __name__ == "__main__":
    main()
