"""Trains the intents: `cargo xtask train language`, or this file in the environment of requirements.txt, from the repository's root.

A multilingual encoder is taught on the corpus, reads a large pool of unlabelled customers' text, and what it thinks of each is learnt by
two small students, a thinned linear model and a small network, which ship as one file. CPU, seeded; the split hangs on the texts.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

from trainer import corpus, export, fit, measure, network, pool, teacher  # noqa: E402

BUCKETS = 1 << 17
ENTRIES = 95_000
VECTORS = 6_000
# Not our matter: public requests and chatter that count as `other`, and for how much.
STRANGE, STRANGE_WEIGHT = 400, 0.3
# Of a message of ours the label is believed this far, the teacher's doubt for the rest; a stranger's message counts this much.
BELIEF, POOL_WEIGHT = 0.5, 0.4
EPOCHS, RATE = 6, 5e-4
COST = 0.02
ROUNDS = 25


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--public", type=Path, default=ROOT.parent / "shared/data", help="the folder with the public data sets")
    options.add_argument("--cache", type=Path, help="a folder that keeps the teacher's answers from one run to the next")
    chosen = options.parse_args()
    began = time.time()
    build = ["cargo", "build", "--release", "-q", "-p", "beeline-language", "--example", "features"]
    subprocess.run(build, cwd=ROOT, check=True)

    rows = corpus.own(HERE / "data")
    labels = np.array([row.intent for row in rows])
    split = np.array([row.split for row in rows])
    language = np.array([row.language for row in rows])
    ours, n = np.flatnonzero(split == "train"), len(rows)
    strange = corpus.other(chosen.public, STRANGE) + corpus.chatter(chosen.public, STRANGE)
    texts = [row.text for row in rows] + strange
    texts += pool.gather(chosen.public, ROOT / "models/frustration/data", rows, set(texts))
    own = np.arange(len(texts)) < n
    learnt = np.concatenate([ours, np.arange(n, len(texts))])

    def right(logits, part):
        return {name: round(float((logits.argmax(1) == labels)[(split == part) & (language == name)].mean()), 4) for name in ("en", "zh")}

    said = answers(chosen.cache, texts, labels, split, len(strange))
    print(f"{time.time() - began:.0f} s: {len(texts)} texts; the teacher on dev: {right(said[:n], 'dev')}", flush=True)
    targets = fit.softmax(said)
    targets[:n] = BELIEF * np.eye(len(corpus.INTENTS))[labels] + (1 - BELIEF) * targets[:n]
    importance = np.where(own, 1.0, POOL_WEIGHT)
    grams, places = fit.features(ROOT / "target/release/examples/features", texts)

    x = fit.matrix(grams, BUCKETS)
    weights, bias = fit.sparse_machine(x[learnt], targets[learnt], importance[learnt], COST, ENTRIES)
    weights, book, codes = export.coded(weights)
    flat = x[:n] @ weights + bias
    print(f"{time.time() - began:.0f} s: the linear student on dev: {right(flat, 'dev')}", flush=True)

    weighed = np.zeros(len(texts))
    weighed[learnt] = np.where(own, 2.0, 1.0)[learnt]
    buckets = network.known(places, weighed, VECTORS)
    coded = network.coded(places, buckets)
    found = network.learn(coded, learnt, targets, importance, len(buckets), ROUNDS)
    deep = network.logits(found, coded, np.arange(n))
    print(f"{time.time() - began:.0f} s: the network on dev: {right(deep, 'dev')}", flush=True)

    dev = split == "dev"
    share = max(np.arange(0.2, 2.6, 0.2), key=lambda s: -measure.doubt(flat[dev] + s * deep[dev], labels[dev]))
    logits = flat + share * deep
    heat, metrics = {}, {}
    for name in ("en", "zh"):
        heat[name] = measure.temperature(logits[dev & (language == name)], labels[dev & (language == name)])
        for part in ("dev", "test"):
            at = (split == part) & (language == name)
            metrics[f"{name}.{part}"] = measure.all_of(logits[at] / heat[name], labels[at])
    body = export.machine(weights, book, codes, bias, heat) + export.net(found, buckets, share)
    (ROOT / "crates/language/src/intents.bin").write_bytes(body)
    metrics["alone on dev"] = {"teacher": right(said[:n], "dev"), "linear": right(flat, "dev"), "network": right(deep, "dev")}
    metrics["size"] = {"raw": len(body), "gzip": export.zipped(body), "entries": int((weights != 0).sum()), "vectors": len(buckets)}
    metrics["heat"] = {name: round(value, 4) for name, value in heat.items()} | {"share": round(float(share), 2)}
    (HERE / "intents.bin.sha256").write_text(f"{hashlib.sha256(body).hexdigest()}  crates/language/src/intents.bin\n")
    (HERE / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n")
    print(f"{time.time() - began:.0f} s", json.dumps(metrics))


def answers(cache, texts, labels, split, strange):
    """The teacher's logits for every text, after learning from our own and the strange ones."""
    mark = hashlib.sha256("\n".join(texts).encode() + labels.tobytes() + str((EPOCHS, RATE, strange)).encode()).hexdigest()[:16]
    kept = cache / f"teacher-{mark}.npy" if cache else None
    if kept and kept.exists():
        return np.load(kept)
    n = len(labels)
    known = np.concatenate([labels, np.full(len(texts) - n, corpus.INTENTS.index("other"))])
    importance = np.concatenate([np.ones(n), np.full(len(texts) - n, STRANGE_WEIGHT)])
    at = np.concatenate([np.flatnonzero(split == "train"), np.arange(n, n + strange)])
    wise = teacher.Teacher(texts)
    found = wise.logits(wise.learn(at, known, importance, EPOCHS, RATE, seed=1), np.arange(len(texts)))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, found)
    return found


if __name__ == "__main__":
    main()
