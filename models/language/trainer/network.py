"""The small network: vectors of what stands at each word, features of three words, the strongest and the average of each.

The arithmetic of crates/language/src/network.rs, with the rounding that ships already in the training.
"""

import time

import jax
import jax.numpy as jnp
import numpy as np
import optax

CLASSES, WIDTH, HIDDEN = 23, 32, 96
GRAMS, MOST = 14, 128
LENGTHS = (8, 16, 40, MOST)
TOKENS = 4096
BUCKETS = 1 << 17
# Four bits a value: whole steps from -7 to 7, so wide that 2.6 standard deviations fit.
STEPS, SPREAD = 7, 2.6


def known(places, importance, most):
    """The buckets that get a vector: those that matter most often."""
    count = np.zeros(BUCKETS)
    for place, weight in zip(places, importance):
        if place and weight > 0:
            count[np.unique(np.concatenate(place) % BUCKETS)] += weight
    best = np.argsort(-count, kind="stable")[:most]
    return np.sort(best[count[best] > 1])


def coded(places, buckets):
    """Each text as rows of vector numbers, from 1; 0 is nothing."""
    at = np.zeros(BUCKETS, np.int32)
    at[buckets] = np.arange(1, len(buckets) + 1)
    out = []
    for place in places:
        rows = np.zeros((max(1, min(len(place), MOST)), GRAMS), np.int32)
        for row, hashes in zip(rows, place):
            found = at[hashes % BUCKETS]
            found = found[found > 0][:GRAMS]
            row[:len(found)] = found
        out.append(rows)
    return out


def scale(vectors):
    return SPREAD * vectors.std() / STEPS


def rounded(vectors):
    step = jax.lax.stop_gradient(scale(vectors[1:]))
    near = jnp.clip(jnp.round(vectors / step), -STEPS, STEPS) * step
    return (vectors + jax.lax.stop_gradient(near - vectors)).at[0].set(0.0)


def forward(p, block, length, key=None):
    """Logits of texts `[n, words, grams]`, of which `length` words count; with a key, with some dropped, and rounded as it will ship."""
    there = (jnp.arange(block.shape[1])[None] < length[:, None]).astype(jnp.float32)[:, :, None]
    if key is not None:
        keys = jax.random.split(key, 4)
        kept = jax.random.bernoulli(keys[0], 0.88, block.shape) & jax.random.bernoulli(keys[1], 0.95, block.shape[:2])[:, :, None]
        block = jnp.where(kept, block, 0)
    count = (block > 0).sum(-1).astype(jnp.float32)[:, :, None]
    vectors = p["vectors"].at[0].set(0.0) if key is None else rounded(p["vectors"])
    x = vectors[block].sum(2) * jax.lax.rsqrt(jnp.maximum(count, 1))
    if key is not None:
        x = x * jax.random.bernoulli(keys[2], 0.92, x.shape) / 0.92
    around = [jnp.pad(x, ((0, 0), (1, 0), (0, 0)))[:, :-1], x, jnp.pad(x, ((0, 0), (0, 1), (0, 0)))[:, 1:]]
    h = jax.nn.relu(jnp.concatenate(around, -1) @ p["features"] + p["biases"]) * there
    z = jnp.concatenate([h.max(1), h.sum(1) * jax.lax.rsqrt(length.astype(jnp.float32))[:, None]], -1)
    if key is not None:
        z = z * jax.random.bernoulli(keys[3], 0.8, z.shape) / 0.8
    return z @ p["votes"] + p["offsets"]


def batches(rows, at, rng=None):
    bucket = np.searchsorted(LENGTHS, [len(rows[i]) for i in at])
    out = []
    for b, length in enumerate(LENGTHS):
        here = at[bucket == b]
        here = here if rng is None else rng.permutation(here)
        n = TOKENS // length
        out += [(here[i:i + n], n, length) for i in range(0, len(here), n)]
    return out if rng is None else [out[i] for i in rng.permutation(len(out))]


def filled(rows, some, n, length):
    block, lengths = np.zeros((n, length, GRAMS), np.int32), np.ones(n, np.int32)
    for row, i in enumerate(some):
        block[row, :len(rows[i])], lengths[row] = rows[i], len(rows[i])
    return block, lengths


def learn(rows, at, targets, importance, vectors, epochs, rate=5e-3, seed=1, watch=None):
    rng, keys = np.random.default_rng(seed), jax.random.split(jax.random.key(seed), 4)
    p = {"vectors": 0.3 * jax.random.normal(keys[0], (vectors + 1, WIDTH)),
         "features": jax.random.normal(keys[1], (3 * WIDTH, HIDDEN)) * (3 * WIDTH) ** -0.5, "biases": jnp.zeros(HIDDEN),
         "votes": 0.05 * jax.random.normal(keys[2], (2 * HIDDEN, CLASSES)), "offsets": jnp.zeros(CLASSES)}
    steps = epochs * len(batches(rows, at))
    rule = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(optax.cosine_onecycle_schedule(steps, rate, 0.1), weight_decay=1e-3))
    state = rule.init(p)

    @jax.jit
    def step(p, state, block, length, target, weight, key):
        def loss(p):
            return -((target * jax.nn.log_softmax(forward(p, block, length, key))).sum(-1) * weight).sum() / weight.sum()
        value, gradient = jax.value_and_grad(loss)(p)
        change, state = rule.update(gradient, state, p)
        return optax.apply_updates(p, change), state, value

    key, began = keys[3], time.time()
    for epoch in range(epochs):
        losses = []
        for some, n, length in batches(rows, at, rng):
            key, sub = jax.random.split(key)
            target, weight = np.zeros((n, CLASSES), np.float32), np.zeros(n, np.float32)
            target[:len(some)], weight[:len(some)] = targets[some], importance[some]
            p, state, value = step(p, state, *filled(rows, some, n, length), target, weight, sub)
            losses.append(float(value))
        if epoch % 5 == 4 or epoch + 1 == epochs:
            print(f"network, epoch {epoch}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s {watch(p) if watch else ''}", flush=True)
    return {name: np.asarray(value) for name, value in p.items()}


ask = jax.jit(forward)


def logits(p, rows, at):
    p = {name: jnp.asarray(value) for name, value in p.items() if name != "codes"}
    out = np.zeros((len(at), CLASSES), np.float32)
    place = np.zeros(len(rows), int)
    place[at] = np.arange(len(at))
    for some, n, length in batches(rows, at):
        out[place[some]] = np.asarray(ask(p, *filled(rows, some, n, length)))[:len(some)]
    return out
