"""The training loop: one table of examples in, weights out."""

import time
from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import optax

from . import corpus as sources
from . import network

BUCKETS = (4, 12, 20, 32, 48, 80, 128)


@dataclass
class Settings:
    epochs: int = 12
    own_repeats: int = 3
    batch: int = 128
    rate: float = 2e-3
    drop: float = 0.35
    decay: float = 0.02
    teach: float = 1.0
    reddit: float = 0.8
    calm: float = 0.3
    parts: float = 0.5
    emotion: float = 1.0
    phenomenon: float = 0.3
    reason: float = 0.3
    place: float = 0.5
    soft: float = 0.6
    seed: int = 1
    quantise_from: float = 0.3  # the share of training after which the table is rounded as it will ship
    average: float = 0.998


def batches(lengths, pool, random, size):
    """Batches of rows of like length, in random order; `pool` may name a row several times."""
    order = random.permutation(pool)
    result = []
    for start in range(0, len(order), 64 * size):
        chunk = order[start:start + 64 * size]
        chunk = chunk[np.argsort(lengths[chunk], kind="stable")]
        result += [chunk[i:i + size] for i in range(0, len(chunk) - size + 1, size)]
    random.shuffle(result)
    return result


def pad(ids, rows, width):
    longest = max(len(ids[row]) for row in rows)
    bucket = next(bucket for bucket in BUCKETS if longest <= bucket)
    out = np.full((len(rows), bucket, width), -1, np.int32)
    for i, row in enumerate(rows):
        out[i, :len(ids[row])] = ids[row]
    return out


def losses(weights, batch, key, settings, quantised):
    state = network.hidden(weights, batch["ids"], quantised, key, settings.drop)
    heads = network.logits(weights, state)
    reddit = batch["source"] == sources.REDDIT
    calm = batch["source"] == sources.CALM
    # Bank customers say other things than shoppers: with an offset of their own they do not teach that a shop's
    # vocabulary is what frustration looks like.
    z = jnp.where(reddit, heads[:, 1], heads[:, 0] + calm * weights["calm"][0])
    read, doubted = batch["label"] >= 0, batch["soft"] >= 0
    share = jnp.where(read, jnp.where(doubted, settings.soft, 0.0), 1.0)
    target = (1 - share) * jnp.clip(batch["label"], 0, 1) + share * jnp.clip(batch["soft"], 0, 1)
    parts = doubted & ~read
    weight = jnp.select([reddit, calm, parts], [settings.reddit, settings.calm, settings.parts], 1.0) * (read | doubted)
    main = (optax.sigmoid_binary_cross_entropy(z, target) * weight).sum() / len(z)
    place = optax.sigmoid_binary_cross_entropy(heads[:, 2], reddit.astype(jnp.float32))
    main += settings.place * (place * (read | doubted)).sum() / len(z)
    teacher = state @ weights["teacher"] + weights["teacher_bias"]
    teach = jnp.mean((teacher - batch["teacher"]) ** 2) * teacher.shape[1]
    emotion = optax.sigmoid_binary_cross_entropy(
        state @ weights["emotion"] + weights["emotion_bias"], batch["emotions"]).sum(axis=1)
    why = optax.softmax_cross_entropy_with_integer_labels(network.why(weights, state), jnp.maximum(batch["reason"], 0))
    kinds = optax.softmax_cross_entropy_with_integer_labels(
        state @ weights["phenomenon"] + weights["phenomenon_bias"], jnp.maximum(batch["phenomenon"], 0))
    return (main + settings.teach * teach + settings.emotion * 0.1 * (emotion * reddit).sum() / len(z)
            + settings.phenomenon * (kinds * (batch["phenomenon"] >= 0)).sum() / len(z)
            + settings.reason * (why * (batch["reason"] >= 0)).sum() / len(z))


def fit(ids, arrays, weights, settings, report=lambda weights, text: None):
    """Trains and returns the averaged weights."""
    random = np.random.default_rng(settings.seed)
    lengths = np.array([len(one) for one in ids])
    everyone = np.arange(len(ids))
    own = everyone[(arrays["source"] == sources.OWN) & (arrays["phenomenon"] >= 0)]
    pool = np.concatenate([everyone] + [own] * (settings.own_repeats - 1))
    steps = settings.epochs * len(batches(lengths, pool, np.random.default_rng(0), settings.batch))
    schedule = optax.warmup_cosine_decay_schedule(0.0, settings.rate, steps // 20, steps, settings.rate * 0.02)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, b2=0.99, weight_decay=settings.decay))
    state = optimiser.init(weights)

    @partial(jax.jit, static_argnums=5)
    def step(weights, state, average, batch, key, quantised, decay):
        gradients = jax.grad(losses)(weights, batch, key, settings, quantised)
        updates, state = optimiser.update(gradients, state, weights)
        weights = optax.apply_updates(weights, updates)
        return weights, state, jax.tree.map(lambda a, w: decay * a + (1 - decay) * w, average, weights)

    key, average, done, started = jax.random.key(settings.seed), weights, 0, time.time()
    for epoch in range(settings.epochs):
        for rows in batches(lengths, pool, random, settings.batch):
            key, use = jax.random.split(key)
            batch = {name: values[rows] for name, values in arrays.items()}
            batch["ids"] = pad(ids, rows, ids[0].shape[1])
            decay = min(settings.average, done / (done + 20))
            weights, state, average = step(
                weights, state, average, batch, use, done > settings.quantise_from * steps, decay)
            done += 1
        report(average, f"epoch {epoch + 1}/{settings.epochs}, {time.time() - started:.0f} s")
    return average


def predict(weights, ids, quantised=True, size=256):
    """The three logits of each, in the order of `ids`."""
    run = jax.jit(lambda w, x: network.logits(w, network.hidden(w, x, quantised)))
    order = np.argsort([len(one) for one in ids], kind="stable")
    scores = np.zeros((len(ids), 3), np.float32)
    for start in range(0, len(order), size):
        rows = order[start:start + size]
        scores[rows] = np.asarray(run(weights, pad(ids, np.resize(rows, size), ids[0].shape[1])))[:len(rows)]
    return scores
