"""Trains the intents: `cargo xtask train language`, or this file in the environment of requirements.txt, from the repository's root.

A multilingual encoder, taught on the corpus, reads a large pool of unlabelled customers' text, and what it thinks of each is learnt by
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
ENTRIES = 26_000
VECTORS = 9_000
# Not our matter: public requests and chatter that count as `other`, and for how much.
STRANGE, STRANGE_WEIGHT = 400, 0.3
# Of a message of ours the label is believed this far, the teacher's doubt for the rest; a stranger's message counts this much.
BELIEF, POOL_WEIGHT = 0.5, 0.4
FOLDS = 4
COST = 0.02
# A friendly no to a real request is worse than one question more; tuned on dev.
RESERVE = 0.7
ROUNDS = 36


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--public", type=Path, default=ROOT.parent / "shared/data", help="the folder with the public data sets")
    options.add_argument("--cache", type=Path, help="a folder that keeps what the teacher saw from one run to the next")
    options.add_argument("--doubts", type=Path, help="a file for the messages whose label the teacher doubts, to be read by eye")
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

    grams, places = fit.features(ROOT / "target/release/examples/features", texts)
    x = fit.matrix(grams, BUCKETS)
    other = corpus.INTENTS.index("other")
    known = np.concatenate([labels, np.full(len(texts) - n, other)])
    weight = np.where(own, 1.0, STRANGE_WEIGHT)
    at = np.concatenate([ours, np.arange(n, n + len(strange))])
    fold = np.array([int(FOLDS * corpus.share(corpus.bare(texts[i]), "fold")) for i in at])
    said = teacher.logits(chosen.cache, texts, x, known, weight, at, fold, FOLDS, len(corpus.INTENTS))
    said /= measure.temperature(said[ours], labels[ours])
    print(f"{time.time() - began:.0f} s: {len(texts)} texts; the teacher on dev: {right(said[:n], 'dev')}", flush=True)
    targets = fit.softmax(said)
    if chosen.doubts:
        doubted = [i for i in np.argsort(targets[np.arange(n), labels]) if targets[i].max() > 0.7 and targets[i].argmax() != labels[i]]
        chosen.doubts.write_text("".join(f"{split[i]}\t{corpus.INTENTS[labels[i]]}\t{corpus.INTENTS[targets[i].argmax()]}\t"
                                         f"{targets[i].max():.2f}\t{texts[i]}\n" for i in doubted))
    m = n + len(strange)
    targets[:m] = BELIEF * np.eye(len(corpus.INTENTS))[known[:m]] + (1 - BELIEF) * targets[:m]
    importance = np.where(own, 1.0, POOL_WEIGHT)

    weighed = np.zeros(len(texts))
    weighed[learnt] = np.where(own, 2.0, 1.0)[learnt]
    buckets = network.known(places, weighed, VECTORS)
    coded = network.coded(places, buckets)
    found = export.shipped(network.learn(coded, learnt, targets, importance, len(buckets), ROUNDS))
    deep = network.logits(found, coded, np.arange(len(texts)))
    print(f"{time.time() - began:.0f} s: the network on dev: {right(deep[:n], 'dev')}", flush=True)

    # The linear student learns what the network has not.
    weights, bias = fit.sparse_machine(x[learnt], targets[learnt], importance[learnt], deep[learnt], COST, ENTRIES)
    weights, book, codes = export.coded(weights)
    bias[other] -= RESERVE
    logits = x[:n] @ weights + bias + deep[:n]
    print(f"{time.time() - began:.0f} s: both on dev: {right(logits, 'dev')}", flush=True)

    heat, metrics = {}, {}
    dev = split == "dev"
    for name in ("en", "zh"):
        heat[name] = measure.temperature(logits[dev & (language == name)], labels[dev & (language == name)])
        for part in ("dev", "test"):
            at = (split == part) & (language == name)
            metrics[f"{name}.{part}"] = measure.all_of(logits[at] / heat[name], labels[at])
    body = export.file(weights, book, codes, bias, heat, found, buckets)
    (ROOT / "crates/language/src/intents.bin").write_bytes(body)
    metrics["alone on dev"] = {"teacher": right(said[:n], "dev"), "network": right(deep[:n], "dev")}
    metrics["size"] = {"raw": len(body), "gzip": export.zipped(body), "entries": int((weights != 0).sum()), "vectors": len(buckets)}
    metrics["heat"] = {name: round(value, 4) for name, value in heat.items()}
    (HERE / "intents.bin.sha256").write_text(f"{hashlib.sha256(body).hexdigest()}  crates/language/src/intents.bin\n")
    (HERE / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n")
    print(f"{time.time() - began:.0f} s", json.dumps(metrics))


if __name__ == "__main__":
    main()
