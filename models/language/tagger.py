"""Trains the reader of items, variants, addresses and reasons: `python models/language/tagger.py`, from the repository's root, in the
environment of requirements.txt.

A chain of labels over the tokens (conditional random field, AdaGrad), from the clues that the crate's own featuriser prints;
among them is what the text is taken for, guessed by models that have not seen it. Thinned and fitted again. Writes tagger.bin into the
crate and its sha256 here. Order and carriers' numbers, emails and dates are read by rules and are no labels here.
"""

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import scipy.sparse as sparse

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

from trainer import corpus, export, fit as machines  # noqa: E402

KEYS = ["item", "variant", "address", "reason"]
# A text says each once, so that beginnings need no label of their own.
LABELS = [""] + KEYS
BUCKETS = 1 << 16
ENTRIES = 17_500
EPOCHS = 5
FOLDS = 3
COST = 0.02
# Longer texts are cut: what a fact looks like is told by its surroundings.
LONGEST = 56
# How much likelier than nothing a fact must be, chosen on the messages set apart for tuning.
EAGER = [-0.3, 0.0, 0.3, 0.6, 0.9]


class Text:
    """One row: its tokens' bytes, where its rows lie in the matrix, its labels."""

    def __init__(self, row, spans, first):
        self.row, self.spans, self.first = row, spans, first
        self.gold = np.zeros(len(spans), dtype=int)
        raw = row.text.encode()
        for key in KEYS:
            value = (row.slots.get(key) or "").encode()
            at = raw.find(value) if value else -1
            if at >= 0:
                for i, (a, b) in enumerate(spans):
                    if a < at + len(value) and b > at and self.gold[i] == 0:
                        self.gold[i] = LABELS.index(key)


def build(*examples):
    for example in examples:
        subprocess.run(["cargo", "build", "--release", "-q", "-p", "beeline-language", "--example", example], cwd=ROOT, check=True)


def guesses(rows):
    """What each text is taken for by a plain model that has not seen it."""
    texts = [row.text for row in rows]
    grams, _ = machines.features(ROOT / "target/release/examples/features", texts)
    x = machines.matrix(grams, 1 << 17)
    x = x[:, np.flatnonzero(np.asarray((x > 0).sum(axis=0)).ravel() >= 2)].tocsr()
    labels = np.array([row.intent for row in rows])
    train = np.array([row.split == "train" for row in rows])
    fold = np.array([int(corpus.share(text, "fold") * FOLDS) for text in texts])
    out = np.zeros(len(rows), dtype=int)
    for one in range(FOLDS):
        seen = train & (fold != one)
        targets = np.eye(len(corpus.INTENTS))[labels[seen]]
        start = np.zeros((x.shape[1], targets.shape[1]))
        w, bias = machines.machine(x[seen], targets, np.ones(seen.sum()), COST, start, np.zeros(targets.shape[1]), steps=15)
        out[fold == one] = (x[fold == one] @ w + bias).argmax(axis=1)
    return out


def read(rows, intents):
    """The rows' tokens, and one matrix of their clues."""
    lines = "\n".join(f"{intent}\t{row.text}" for row, intent in zip(rows, intents)) + "\n"
    done = subprocess.run([ROOT / "target/release/examples/clues"], input=lines, capture_output=True, text=True, check=True)
    lines = done.stdout.split("\n")[:-1]
    assert len(lines) == len(rows)
    texts, starts, columns = [], [0], []
    for row, line in zip(rows, lines):
        spans, first = [], len(starts) - 1
        for part in line.split():
            a, b, clues = part.split(":")
            spans.append((int(a), int(b)))
            columns.append(np.fromstring(clues[:-1], dtype=np.int64, sep=","))
            starts.append(starts[-1] + len(columns[-1]))
        texts.append(Text(row, spans, first))
    columns = np.concatenate(columns) % BUCKETS
    x = sparse.csr_matrix((np.ones(len(columns), dtype=np.float32), columns, starts), shape=(len(starts) - 1, BUCKETS))
    x.sum_duplicates()
    x.data[:] = 1
    return texts, x


def chain(scores, moves):
    """Each label's and each move's share over all paths, for texts of one length."""
    length = scores.shape[1]
    ahead, back, pairs = np.empty_like(scores), np.zeros_like(scores), np.zeros(moves.shape)
    ahead[:, 0] = scores[:, 0]
    for t in range(1, length):
        m = ahead[:, t - 1, :, None] + moves
        top = m.max(axis=1)
        ahead[:, t] = scores[:, t] + top + np.log(np.exp(m - top[:, None]).sum(axis=1))
    for t in range(length - 2, -1, -1):
        m = moves + (scores[:, t + 1] + back[:, t + 1])[:, None, :]
        top = m.max(axis=2)
        back[:, t] = top + np.log(np.exp(m - top[:, :, None]).sum(axis=2))
    top = ahead[:, -1].max(axis=1)
    total = top + np.log(np.exp(ahead[:, -1] - top[:, None]).sum(axis=1))
    for t in range(1, length):
        pairs += np.exp(ahead[:, t - 1, :, None] + moves + (scores[:, t] + back[:, t])[:, None, :] - total[:, None, None]).sum(axis=0)
    return np.exp(ahead + back - total[:, None, None]), pairs


def train(x, texts, start=None, mask=None, least=3, epochs=EPOCHS, rate=0.15, decay=1e-4):
    """All weights; `mask` holds those that may be anything."""
    k, by = len(LABELS), {}
    for text in texts:
        for a in range(0, len(text.spans), LONGEST):
            gold = text.gold[a:a + LONGEST]
            by.setdefault(len(gold), []).append((text.first + a, gold))
    groups = [part[a:a + 24] for _, part in sorted(by.items()) for a in range(0, len(part), 24)]
    seen = np.zeros(x.shape[1])
    for text in texts:
        np.add.at(seen, x.indices[x.indptr[text.first]:x.indptr[text.first + len(text.spans)]], 1)
    columns = np.flatnonzero(seen >= least) if mask is None else np.flatnonzero(mask.any(axis=1))
    hold = None if mask is None else mask[columns].astype(np.float32)
    part = x[:, columns].tocsr()
    batches = []
    for group in groups:
        gold = np.array([gold for _, gold in group])
        rows = part[np.concatenate([np.arange(first, first + gold.shape[1]) for first, _ in group])]
        batches.append((rows, rows.T.tocsr(), gold))
    w, moves = np.zeros((len(columns), k), dtype=np.float32), np.zeros((k, k))
    if start is not None:
        w += start[0][columns] * (1 if hold is None else hold)
        moves += start[1]
    pace, moves_pace = np.full(w.shape, 1e-2, dtype=np.float32), np.full((k, k), 1e-2)
    sums, moves_sum, count = np.zeros_like(w), np.zeros_like(moves), 0
    order = np.random.default_rng(20261123)
    for epoch in range(epochs):
        for at in order.permutation(len(batches)):
            rows, turned, gold = batches[at]
            share, pairs = chain((rows @ w).reshape(*gold.shape, k).astype(np.float64), moves)
            np.put_along_axis(share, gold[:, :, None], np.take_along_axis(share, gold[:, :, None], 2) - 1, 2)
            change = turned @ share.reshape(-1, k).astype(np.float32)
            touched = np.flatnonzero(np.diff(turned.indptr))
            change = change[touched] + decay * len(gold) * w[touched]
            if hold is not None:
                change *= hold[touched]
            pace[touched] += change * change
            w[touched] -= rate * change / np.sqrt(pace[touched])
            if gold.shape[1] > 1:
                np.subtract.at(pairs, (gold[:, :-1].ravel(), gold[:, 1:].ravel()), 1)
                moves_pace += pairs * pairs
                moves -= rate * pairs / np.sqrt(moves_pace)
        if epoch >= epochs // 2:
            sums, moves_sum, count = sums + w, moves_sum + moves, count + 1
    out = np.zeros((x.shape[1], k))
    out[columns] = sums / count
    return out, moves_sum / count, seen


def thin(w, seen, entries):
    """The weights that matter most where they occur."""
    worth = np.abs(w) * np.sqrt(seen)[:, None]
    return worth >= max(np.sort(worth.ravel())[-entries], 1e-9)


def best(scores, moves):
    """The likeliest labels of one text."""
    ahead, came = scores[0], []
    for t in range(1, len(scores)):
        m = ahead[:, None] + moves
        came.append(m.argmax(axis=0))
        ahead = scores[t] + m.max(axis=0)
    path = [int(ahead.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]


def facts(text, path):
    """Key → its bytes, the first of each."""
    found, at = {}, 0
    while at < len(path):
        end = at + 1
        if path[at]:
            while end < len(path) and path[end] == path[at]:
                end += 1
            found.setdefault(LABELS[path[at]], (text.spans[at][0], text.spans[end - 1][1]))
        at = end
    return found


def score(x, texts, w, moves, eager=0.3):
    """F1 of each key, and of all but the reason."""
    tally = {key: np.zeros(3) for key in KEYS}
    for text in texts:
        n = len(text.spans)
        scores = np.asarray(x[text.first:text.first + n] @ w)
        scores[:, 0] -= eager
        found = facts(text, best(scores, moves)) if n else {}
        raw = text.row.text.encode()
        for key in KEYS:
            value = (text.row.slots.get(key) or "").encode()
            hit = 0
            if value and key in found:
                a, (c, d) = raw.find(value), found[key]
                hit = 2 * max(0, min(a + len(value), d) - max(a, c)) >= max(len(value), d - c)
            tally[key] += [hit, key in found, bool(value)]
    f1 = {key: round(float(2 * t[0] / max(1, t[1] + t[2])), 3) for key, t in tally.items()}
    whole = sum(t for key, t in tally.items() if key != "reason")
    return {**f1, "all": round(float(2 * whole[0] / max(1, whole[1] + whole[2])), 4)}


def levels(w, seen):
    """Thirty-two values that stand for all weights, closest where they are used most."""
    at = np.nonzero(w)
    values, used = w[at], np.sqrt(seen[at[0]])
    centres = np.linspace(values.min(), values.max(), 32)
    for _ in range(60):
        nearest = np.abs(values[:, None] - centres).argmin(axis=1)
        mass = np.bincount(nearest, used, 32)
        centres = np.where(mass > 0, np.bincount(nearest, used * values, 32) / np.maximum(mass, 1e-9), centres)
    return np.sort(centres).astype("<f4")


def write(w, moves, eager, seen):
    """`f32` 32 levels, 25 moves, how eager; `u16` buckets, `u16` entries; each bucket's distance from the last (a byte, 255 for 255
    and more), its number of entries; then of each entry label (three bits) and level (five)."""
    centres = levels(w, seen)
    buckets = np.flatnonzero(w.any(axis=1))
    distances, counts, codes = export.distances(buckets), bytearray(), bytearray()
    for bucket in buckets:
        labels = np.flatnonzero(w[bucket])
        counts.append(len(labels))
        codes += bytes(int(label) << 5 | int(np.abs(centres - w[bucket, label]).argmin()) for label in labels)
    head = np.concatenate([centres, (moves).ravel(), [eager]]).astype("<f4").tobytes()
    head += np.array([len(distances), len(counts)], dtype="<u2").tobytes()
    rounded = np.zeros_like(w)
    at = np.nonzero(w)
    rounded[at] = centres[np.abs(w[at][:, None] - centres).argmin(axis=1)]
    return head + distances + bytes(counts) + bytes(codes), rounded


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", default=HERE / "data")
    arguments.add_argument("--entries", type=int, default=ENTRIES)
    asked = arguments.parse_args()
    begin = time.time()
    build("features", "clues")
    rows = corpus.own(asked.data)
    texts, x = read(rows, guesses(rows))
    part = {(split, language): [t for t in texts if (t.row.split, t.row.language) == (split, language)]
            for split in ("dev", "test") for language in ("en", "zh")}
    learn = [text for text in texts if text.row.split == "train"]
    w, moves, seen = train(x, learn)
    print("all weights", {key: score(x, value, w, moves) for key, value in part.items() if key[0] == "dev"}, round(time.time() - begin), flush=True)
    # By and by: a weight that looks small may be carrying what others lose.
    for entries in (6, 3, 1.7, 1):
        kept = thin(w, seen, int(asked.entries * entries))
        w, moves, _ = train(x, learn, start=(w, moves), mask=kept, rate=0.1, epochs=4, decay=1e-5)
    print("in full", {key: score(x, value, w, moves) for key, value in part.items() if key[0] == "dev"})
    _, rounded = write(w, moves, 0, seen)
    worth = {eager: sum(score(x, value, rounded, moves, eager)["all"] for key, value in part.items() if key[0] == "dev") for eager in EAGER}
    eager = max(worth, key=worth.get)
    body, w = write(w, moves, eager, seen)
    print("as it ships", eager, {key: score(x, value, w, moves, eager) for key, value in part.items() if key[0] == "dev"})
    (ROOT / "crates/language/src/tagger.bin").write_bytes(body)
    (HERE / "tagger.bin.sha256").write_text(f"{hashlib.sha256(body).hexdigest()}  crates/language/src/tagger.bin\n")
    print(json.dumps({"raw": len(body), "gzip": len(gzip.compress(body, 9)), "entries": int((w != 0).sum()), "seconds": round(time.time() - begin)}))


if __name__ == "__main__":
    main()
