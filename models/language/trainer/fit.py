"""A linear model over hashed n-grams that learns from the teacher's doubts, thinned to what fits beside the edge."""

import subprocess

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

# As in crates/language/src/features.rs, `WEIGHT`.
WEIGHT = np.array([1.0, 0.8, 0.5, 0.4, 0.5, 1.0, 0.8, 0.6])


def features(program, texts):
    """What the crate's featuriser says of each text: n-grams `[n, (hash, kind)]`, and the hashes at each word."""
    done = subprocess.run([program], input="\n".join(texts) + "\n", capture_output=True, text=True, check=True)
    lines = [line.split("\t") for line in done.stdout.split("\n")[:-1]]
    assert len(lines) == len(texts)
    grams = [np.array([part.split(":") for part in line[0].split()], dtype=np.int64).reshape(-1, 2) for line in lines]
    places = [[np.array(part.split(","), dtype=np.int64) for part in line[1].split()] for line in lines]
    return grams, places


def matrix(grams, buckets):
    """One row a text, each of length one."""
    values = [WEIGHT[g[:, 1]] / max(1e-9, np.linalg.norm(WEIGHT[g[:, 1]])) for g in grams]
    starts = np.concatenate([[0], np.cumsum([len(g) for g in grams])])
    columns = np.concatenate([g[:, 0] % buckets for g in grams])
    x = sparse.csr_matrix((np.concatenate(values).astype(np.float32), columns, starts), shape=(len(grams), buckets))
    x.sum_duplicates()
    return x


def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def machine(x, targets, importance, cost, start, bias, known=0.0, mask=None, steps=60):
    """Softmax regression on soft targets beside logits that are `known`; `mask` holds the weights that must stay nothing."""
    xt, shape, cells = x.T.tocsr(), start.shape, start.size
    targets, importance = targets.astype(np.float32), importance.astype(np.float32)[:, None]

    def loss(flat):
        w, b = flat[:cells].reshape(shape).astype(np.float32), flat[cells:].astype(np.float32)
        logits = x @ w + b + known
        logits -= logits.max(1, keepdims=True)
        said = logits - np.log(np.exp(logits).sum(1, keepdims=True))
        value = -(importance * targets * said).sum(dtype=np.float64) + 0.5 * cost * (w * w).sum(dtype=np.float64)
        d = importance * (np.exp(said) - targets)
        gradient = xt @ d + cost * w
        if mask is not None:
            gradient *= mask
        return value, np.concatenate([gradient.ravel(), d.sum(0)]).astype(np.float64)

    first = start if mask is None else start * mask
    found = minimize(loss, np.concatenate([first.ravel(), bias]), jac=True, method="L-BFGS-B",
                     options={"maxiter": steps, "maxcor": 6}).x
    return found[:cells].reshape(shape).astype(np.float32), found[cells:].astype(np.float32)


def sparse_machine(x, targets, importance, known, cost, entries):
    """Fits all weights, keeps the `entries` that matter most where they occur, half way first, and fits those again."""
    seen = np.asarray((x > 0).astype(np.float32).T @ importance).ravel()
    used = np.flatnonzero(seen > 1)
    part, classes = x[:, used].tocsr(), targets.shape[1]
    w, b = machine(part, targets, importance, cost, np.zeros((len(used), classes), np.float32), np.zeros(classes), known)
    for most in (4 * entries, entries):
        worth = np.abs(w) * np.sqrt(seen[used])[:, None]
        mask = (worth >= np.partition(worth.ravel(), -most)[-most]).astype(np.float32)
        w, b = machine(part, targets, importance, cost, w, b, known, mask, steps=25)
        w *= mask
    full = np.zeros((x.shape[1], classes), np.float32)
    full[used] = w
    return full, b
