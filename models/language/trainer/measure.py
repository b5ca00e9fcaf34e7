"""Accuracy, macro F1, calibration."""

import numpy as np
from scipy.optimize import minimize_scalar

from .fit import softmax


def temperature(logits, labels):
    """What the logits are divided by so that confidence is the share that is right."""
    def loss(log_heat):
        p = softmax(logits / np.exp(log_heat))
        return -np.log(p[np.arange(len(labels)), labels] + 1e-12).mean()
    return float(np.exp(minimize_scalar(loss, bounds=(-4, 3), method="bounded").x))


def doubt(logits, labels):
    """How unlikely the labels are after the best temperature, on average."""
    p = softmax(logits / temperature(logits, labels))
    return -np.log(p[np.arange(len(labels)), labels] + 1e-12).mean()


def ece(confidence, right, bins=10):
    """Expected calibration error over ten bins of equal width."""
    at = np.minimum((confidence * bins).astype(int), bins - 1)
    return sum(abs(confidence[at == b].mean() - right[at == b].mean()) * (at == b).mean() for b in range(bins) if (at == b).any())


def all_of(logits, labels):
    p = softmax(logits)
    said, right = p.argmax(1), p.argmax(1) == labels
    scores = []
    for intent in np.unique(labels):
        hit = ((said == intent) & right).sum()
        scores.append(2 * hit / max(1, (said == intent).sum() + (labels == intent).sum()))
    return {"n": len(labels), "accuracy": round(float(right.mean()), 4), "macro_f1": round(float(np.mean(scores)), 4),
            "ece": round(float(ece(p.max(1), right)), 4)}
