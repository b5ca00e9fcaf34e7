"""Linear machines over hashed n-grams, thinned to what fits beside the edge."""

import subprocess

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

# As in crates/language/src/features.rs, `WEIGHT`.
WEIGHT = np.array([1.0, 0.8, 0.5, 0.4, 0.5, 1.0, 0.8, 0.6])
COST = 1.0


def matrix(program, texts, buckets):
    """One row a text, each of length one, from what the crate's featuriser prints."""
    done = subprocess.run([program], input="\n".join(texts) + "\n", capture_output=True, text=True, check=True)
    lines = done.stdout.split("\n")[:-1]
    assert len(lines) == len(texts)
    starts, columns, values = [0], [], []
    for line in lines:
        pairs = np.array([part.split(":") for part in line.split()], dtype=np.int64).reshape(-1, 2)
        weight = WEIGHT[pairs[:, 1]]
        columns.append(pairs[:, 0] % buckets)
        values.append(weight / max(1e-9, np.linalg.norm(weight)))
        starts.append(starts[-1] + len(pairs))
    x = sparse.csr_matrix((np.concatenate(values), np.concatenate(columns), starts), shape=(len(texts), buckets))
    x.sum_duplicates()
    return x


def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def machine(x, signs, importance, start, bias, mask=None, steps=100):
    """One squared-hinge machine an intent, all in one fit; `mask` holds the weights that must stay nothing."""
    xt, shape, cells = x.T.tocsr(), start.shape, start.size

    def loss(flat):
        w, b = flat[:cells].reshape(shape), flat[cells:]
        short = np.maximum(0, 1 - signs * (x @ w + b))
        d = -2 * COST * importance[:, None] * signs * short
        gradient = xt @ d + w
        if mask is not None:
            gradient = gradient * mask
        value = COST * (importance[:, None] * short * short).sum() + 0.5 * (w * w).sum() + 0.5 * (b * b).sum()
        return value, np.concatenate([gradient.ravel(), d.sum(0) + b])

    first = start if mask is None else start * mask
    found = minimize(loss, np.concatenate([first.ravel(), bias]), jac=True, method="L-BFGS-B",
                     options={"maxiter": steps, "maxcor": 8}).x
    return found[:cells].reshape(shape), found[cells:]


def sparse_machine(x, targets, importance, entries):
    """Fits all weights, keeps the `entries` that matter most where they occur, and fits those again."""
    signs = 2 * targets - 1
    seen = np.asarray((x > 0).sum(axis=0)).ravel()
    used = np.flatnonzero(seen >= 2)
    part = x[:, used]
    classes = targets.shape[1]
    w, b = machine(part, signs, importance, np.zeros((len(used), classes)), np.zeros(classes))
    worth = np.abs(w) * np.sqrt(seen[used])[:, None]
    mask = (worth >= np.partition(worth.ravel(), -entries)[-entries]).astype(float) if entries < w.size else None
    if mask is not None:
        w, b = machine(part, signs, importance, w, b, mask, steps=60)
    full = np.zeros((x.shape[1], classes))
    full[used] = w
    return full, b
