"""The network, in JAX: hashed subwords → two convolutions → attention and max pooling → three logits (how
frustrated as a shopper's message, how angry as a Reddit comment, and which of the two it looks like) and what about.

Training adds heads that the shipped graph leaves out: the teacher's sentence vector, GoEmotions' 28 emotions and
the project's own phenomena. They only shape what is shared.
"""

import jax
import jax.numpy as jnp
import numpy as np

DIM, CHANNELS, HEADS, HIDDEN = 32, 64, 4, 96
COMPACT = ("conv1", "conv2", "dense", "reason")  # travel in 8 bits
LEVELS = 4  # an embedding is one of −4…4 times its column's scale: under half a byte once brotli has seen it


def initialise(seed, rows, emotions, phenomena, reasons, teacher):
    """Fresh weights. `rows` counts the embedding table's rows, row 0 (padding and unknown) included."""
    random = np.random.default_rng(seed)

    def dense(*shape):
        return (random.standard_normal(shape) * np.sqrt(1.0 / np.prod(shape[:-1]))).astype(np.float32)

    pooled = CHANNELS * (HEADS // 2) + CHANNELS
    weights = {
        "table": (random.standard_normal((rows, DIM)) * 0.1).astype(np.float32),
        "conv1": dense(3, DIM, CHANNELS), "bias1": np.zeros(CHANNELS, np.float32),
        "conv2": dense(3, CHANNELS, CHANNELS), "bias2": np.zeros(CHANNELS, np.float32),
        "attend": dense(CHANNELS, HEADS // 2),
        "dense": dense(pooled, HIDDEN), "dense_bias": np.zeros(HIDDEN, np.float32),
        "out": dense(HIDDEN, 3), "out_bias": np.zeros(3, np.float32),
        "reason": dense(HIDDEN, reasons), "reason_bias": np.zeros(reasons, np.float32),
        "calm": np.zeros(1, np.float32),
        "emotion": dense(HIDDEN, emotions), "emotion_bias": np.full(emotions, -3.0, np.float32),
        "phenomenon": dense(HIDDEN, phenomena), "phenomenon_bias": np.zeros(phenomena, np.float32),
        "teacher": 0.1 * dense(HIDDEN, teacher), "teacher_bias": np.zeros(teacher, np.float32),
    }
    return {name: jnp.asarray(value) for name, value in weights.items()}


def quantise(table, straight_through=True):
    """The table as it will ship: a few levels a column, gradients passed through as if it were exact."""
    scale = scales(table)
    levels = jnp.clip(jnp.round(table / scale), -LEVELS, LEVELS) * scale
    return table + jax.lax.stop_gradient(levels - table) if straight_through else levels


def scales(table):
    # 2.6 standard deviations: clipping the tail costs less than coarser steps for everyone.
    return jax.lax.stop_gradient(2.6 * jnp.sqrt(jnp.mean(table[1:] ** 2, axis=0)) / LEVELS + 1e-8)


def convolve(x, kernel, bias, dilation):
    """A convolution of width 3 as one product: XLA's own dilated one takes ten times as long on a CPU."""
    padded = jnp.pad(x, ((0, 0), (dilation, dilation), (0, 0)))
    length = x.shape[1]
    windows = [padded[:, i * dilation:i * dilation + length] for i in range(3)]
    return jnp.concatenate(windows, axis=2) @ kernel.reshape(-1, kernel.shape[-1]) + bias


def hidden(weights, ids, quantised, key=None, drop=0.0):
    """`ids` `[batch, positions, width]`, 0 for nothing known, −1 past the end → `[batch, HIDDEN]`."""
    mask = (ids[:, :, :1] >= 0).astype(jnp.float32)
    ids = jnp.maximum(ids, 0)

    def dropped(x, rate, shape=None):
        nonlocal key
        if key is None or rate == 0:
            return x
        key, use = jax.random.split(key)
        keep = jax.random.bernoulli(use, 1 - rate, shape or x.shape)
        return x * keep / (1 - rate)

    table = quantise(weights["table"]) if quantised else weights["table"]
    gathered = table[ids] * (ids > 0)[..., None]
    # Whole ids vanish in training, so that no single n-gram carries a verdict.
    gathered = dropped(gathered, drop * 0.5, ids.shape + (1,))
    x = dropped(gathered.sum(axis=2), drop * 0.3, mask.shape)
    first = jax.nn.relu(convolve(x, weights["conv1"], weights["bias1"], 1)) * mask
    first = dropped(first, drop)
    second = (first + jax.nn.relu(convolve(first, weights["conv2"], weights["bias2"], 2))) * mask
    attention = jax.nn.softmax(jnp.where(mask > 0, second @ weights["attend"], -1e9), axis=1)
    attended = jnp.einsum("blh,blc->bhc", attention, second).reshape(ids.shape[0], -1)
    largest = jnp.max(second - (1 - mask) * 1e9, axis=1)
    pooled = dropped(jnp.concatenate([attended, largest], axis=1), drop)
    return jax.nn.relu(pooled @ weights["dense"] + weights["dense_bias"])


def logits(weights, state):
    """`[batch, 3]`: as a shopper's message, as a Reddit comment, and how much it is one."""
    return state @ weights["out"] + weights["out_bias"]


def why(weights, state):
    """`[batch, reasons]`: of the reasons there are, which it is, if it is one."""
    return state @ weights["reason"] + weights["reason_bias"]


def compact(kernel):
    """A kernel in 8 bits and a scale for each output: half the bytes of 16-bit floats, which brotli cannot shorten."""
    kernel = np.asarray(kernel)
    scale = (np.abs(kernel).reshape(-1, kernel.shape[-1]).max(axis=0) / 127).astype(np.float32)
    return np.round(kernel / scale).astype(np.int8), scale


def as_shipped(weights):
    """The weights as the graph will hold them: what is fitted to their answers afterwards is fitted to what ships."""
    rounded = {name: np.multiply(*compact(weights[name])) for name in COMPACT}
    return {name: np.asarray(value) for name, value in weights.items()} | rounded
