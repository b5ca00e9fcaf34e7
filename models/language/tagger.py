"""Trains the reader of facts: `python models/language/tagger.py`, from the repository's root, in the environment of requirements.txt.

A chain of labels over the tokens (conditional random field), from the clues that the crate's own featuriser prints. Writes
tagger.bin into the crate and its sha256 here. Nothing is drawn at random.
"""

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

from trainer import corpus  # noqa: E402

KEYS = ["order_number", "item", "variant", "address", "reason", "tracking_number", "date"]
LABELS = ["O"] + [f"{part}-{key}" for key in KEYS for part in "BI"]
BUCKETS = 1 << 16
ENTRIES = 5000
COST = 0.02


class Text:
    """One row: its tokens' bytes, its rows in the matrix, its labels."""

    def __init__(self, row, spans, first):
        self.row, self.spans, self.first = row, spans, first
        self.gold = np.zeros(len(spans), dtype=int)
        raw = row.text.encode()
        for key in KEYS:
            value = row.slots.get(key)
            at = raw.find(value.encode()) if value else -1
            if at < 0:
                continue
            inside = [i for i, (a, b) in enumerate(spans) if a < at + len(value.encode()) and b > at]
            for n, i in enumerate(inside):
                if self.gold[i] == 0:
                    self.gold[i] = LABELS.index(("I-" if n else "B-") + key)


def read(program, rows):
    """The rows' tokens, and one matrix of their clues."""
    done = subprocess.run([program], input="\n".join(row.text for row in rows) + "\n", capture_output=True, text=True, check=True)
    lines = done.stdout.split("\n")[:-1]
    assert len(lines) == len(rows)
    texts, starts, columns = [], [0], []
    for row, line in zip(rows, lines):
        spans = []
        first = len(starts) - 1
        for part in line.split():
            a, b, clues = part.split(":")
            spans.append((int(a), int(b)))
            columns += [int(clue) % BUCKETS for clue in clues.split(",")[:-1]]
            starts.append(len(columns))
        texts.append(Text(row, spans, first))
    x = sparse.csr_matrix((np.ones(len(columns), dtype=np.float32), np.array(columns), starts), shape=(len(starts) - 1, BUCKETS))
    x.sum_duplicates()
    x.data[:] = 1
    return texts, x


def allowed():
    """Which label may follow which: an inside only its own beginning or inside."""
    moves = np.zeros((len(LABELS), len(LABELS)))
    for j, to in enumerate(LABELS):
        if to.startswith("I-"):
            for i, of in enumerate(LABELS):
                if of[2:] != to[2:]:
                    moves[i, j] = -50.0
    return moves


FORBIDDEN = allowed()
FIRST = np.array([-50.0 if label.startswith("I-") else 0.0 for label in LABELS])


def batches(texts):
    """Texts of one length together."""
    by = {}
    for text in texts:
        if len(text.spans):
            by.setdefault(len(text.spans), []).append(text)
    for length, group in sorted(by.items()):
        rows = np.array([[text.first + i for i in range(length)] for text in group])
        yield rows, np.array([text.gold for text in group])


def chain(scores, moves):
    """Log of the sum over all paths, and each label's and move's share, for texts of one length."""
    n, length, k = scores.shape
    ahead = np.empty_like(scores)
    ahead[:, 0] = scores[:, 0] + FIRST
    for t in range(1, length):
        m = ahead[:, t - 1, :, None] + moves
        top = m.max(axis=1)
        ahead[:, t] = scores[:, t] + top + np.log(np.exp(m - top[:, None]).sum(axis=1))
    back = np.zeros_like(scores)
    for t in range(length - 2, -1, -1):
        m = moves + (scores[:, t + 1] + back[:, t + 1])[:, None, :]
        top = m.max(axis=2)
        back[:, t] = top + np.log(np.exp(m - top[:, :, None]).sum(axis=2))
    total = ahead[:, -1].max(axis=1)
    total = total + np.log(np.exp(ahead[:, -1] - total[:, None]).sum(axis=1))
    share = np.exp(ahead + back - total[:, None, None])
    pairs = np.zeros((k, k))
    for t in range(1, length):
        m = ahead[:, t - 1, :, None] + moves + (scores[:, t] + back[:, t])[:, None, :] - total[:, None, None]
        pairs += np.exp(m).sum(axis=0)
    return total.sum(), share, pairs


def fit(x, texts, start=None, mask=None, steps=60):
    """All weights at once; `mask` holds those that must stay nothing."""
    k = len(LABELS)
    columns = np.flatnonzero(np.asarray(x.sum(axis=0)).ravel() > 0) if mask is None else np.flatnonzero(mask.any(axis=1))
    part = x[:, columns].tocsr()
    turned = part.T.tocsr()
    cells = len(columns) * k
    groups = list(batches(texts))
    hold = None if mask is None else mask[columns].ravel()

    def loss(flat):
        w, moves = flat[:cells].reshape(-1, k), flat[cells:].reshape(k, k)
        emitted = part @ w
        d = np.zeros_like(emitted)
        value, dmoves = 0.0, np.zeros((k, k))
        for rows, gold in groups:
            scores = emitted[rows]
            total, share, pairs = chain(scores, moves + FORBIDDEN)
            n, length = gold.shape
            value += total - np.take_along_axis(scores, gold[:, :, None], 2).sum()
            np.put_along_axis(share, gold[:, :, None], np.take_along_axis(share, gold[:, :, None], 2) - 1, 2)
            d[rows] = share
            dmoves += pairs
            if length > 1:
                value -= moves[gold[:, :-1], gold[:, 1:]].sum()
                np.subtract.at(dmoves, (gold[:, :-1].ravel(), gold[:, 1:].ravel()), 1)
        gradient = np.concatenate([(turned @ d).ravel(), dmoves.ravel()]) + COST * flat
        if hold is not None:
            gradient[:cells] *= hold
        return value + 0.5 * COST * (flat @ flat), gradient

    first = np.zeros(cells + k * k)
    if start is not None:
        first = np.concatenate([(start[0][columns] * (1 if mask is None else mask[columns])).ravel(), start[1].ravel()])
    found = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 8}).x
    w = np.zeros((BUCKETS, k))
    w[columns] = found[:cells].reshape(-1, k)
    return w, found[cells:].reshape(k, k)


def thin(x, w, entries):
    """The weights that matter most where they occur."""
    seen = np.asarray(x.sum(axis=0)).ravel()
    worth = np.abs(w) * np.sqrt(seen)[:, None]
    least = np.sort(worth.ravel())[-entries]
    return worth >= max(least, 1e-9)


def best(scores, moves):
    """The likeliest labels of one text."""
    ahead, came = scores[0] + FIRST, []
    for t in range(1, len(scores)):
        m = ahead[:, None] + moves
        came.append(m.argmax(axis=0))
        ahead = scores[t] + m.max(axis=0)
    path = [int(ahead.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]


def spans(text, path):
    """Facts as bytes: key → (start, end), the first of each."""
    found = {}
    at = 0
    while at < len(path):
        label = LABELS[path[at]]
        if label[0] == "B":
            end = at + 1
            while end < len(path) and LABELS[path[end]] == "I" + label[1:]:
                end += 1
            found.setdefault(label[2:], (text.spans[at][0], text.spans[end - 1][1]))
            at = end
        else:
            at += 1
    return found


def score(x, texts, w, moves):
    emitted = x @ w
    tally = {key: np.zeros(3) for key in KEYS}
    for text in texts:
        n = len(text.spans)
        found = spans(text, best(emitted[text.first:text.first + n], moves + FORBIDDEN)) if n else {}
        raw = text.row.text.encode()
        for key in KEYS:
            value = text.row.slots.get(key)
            tally[key] += [0, key in found, value is not None]
            if value and key in found:
                a = raw.find(value.encode())
                b = a + len(value.encode())
                c, d = found[key]
                tally[key][0] += 2 * max(0, min(b, d) - max(a, c)) >= max(b - a, d - c)
    f1 = {key: round(float(2 * t[0] / max(1, t[1] + t[2])), 3) for key, t in tally.items()}
    whole = sum(t for key, t in tally.items() if key != "reason")
    f1["all"] = round(float(2 * whole[0] / max(1, whole[1] + whole[2])), 4)
    return f1


def quantise(w, moves):
    scale = np.float32(max(np.quantile(np.abs(w[w != 0]), 0.998), np.abs(moves).max() * 0.5) / 127)
    code = lambda a: np.clip(np.round(a / scale), -127, 127).astype(np.int8)  # noqa: E731
    return code(w), code(moves), scale
