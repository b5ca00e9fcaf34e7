"""How the parts become one calibrated probability: ten numbers, fitted together on rows no part was trained on.

Six numbers come in: the linear part's and the network's view of a text as a shopper's message, as a Reddit comment, and
of which it is. Anger on Reddit reads otherwise than in a shop, so the two views are weighed by place. Fitted one after
another, the views were right and their mixture was not: what counts is the answer, so the answer is what is fitted.
"""

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

SHOP, REDDIT, PLACE = [0, 3], [1, 4], [2, 5]
# What Reddit's rows together weigh beside the shop's: the shop is what this is for.
REDDIT_SAYS = 0.6
# How much it matters to know the place itself, beside the answer; and how far a view may stray from its own scale.
PLACE_SAYS = 0.1
LEASH = 2e-4
USUAL = 0.7


def combine(shop, shop_labels, reddit, reddit_labels):
    """`shop` and `reddit` are `[n, 6]`; returns `weights` `[6, 3]` and `bias` `[3]` of the graph's readings."""
    rows = np.concatenate([shop, reddit]).astype(np.float64)
    labels = np.concatenate([shop_labels, reddit_labels]).astype(np.float64)
    is_reddit = np.repeat([0.0, 1.0], [len(shop), len(reddit)])
    weight = np.where(is_reddit == 1, REDDIT_SAYS / len(reddit), 1 / len(shop))

    def loss(numbers):
        # The last one takes up that Reddit's comments are angry more rarely; it is left out of the score.
        mix, rarer = unpacked(numbers[:-1]), numbers[-1]
        z = logits(rows, mix) + rarer * is_reddit
        place = rows @ mix["weights"][:, 2] + mix["bias"][2]
        own = np.logaddexp(0, z) - labels * z
        whereabouts = np.logaddexp(0, place) - is_reddit * place
        return (weight * (own + PLACE_SAYS * whereabouts)).sum() + LEASH * ((numbers[:6] - USUAL) ** 2).sum()

    found = minimize(loss, np.array([USUAL] * 6 + [0.0] * 4), method="L-BFGS-B").x
    return calibrated(unpacked(found[:-1]), shop, shop_labels)


def unpacked(numbers):
    """Two weights each for shop, Reddit and place, then their offsets → the graph's readings: the shop's logit,
    Reddit's difference from it, the place."""
    weights, bias = np.zeros((6, 3)), numbers[6:9].copy()
    weights[SHOP, 0], weights[REDDIT, 1], weights[PLACE, 2] = numbers[0:2], numbers[2:4], numbers[4:6]
    weights[:, 1] -= weights[:, 0]
    bias[1] -= bias[0]
    return {"weights": weights, "bias": bias}


def calibrated(mix, rows, labels):
    """Platt scaling on a shop's messages, folded into the weights: the graph itself is calibrated."""
    platt = LogisticRegression(C=100.0).fit(logits(rows, mix)[:, None], labels)
    slope, offset = platt.coef_[0][0], platt.intercept_[0]
    mix["weights"][:, :2] *= slope
    mix["bias"][:2] = mix["bias"][:2] * slope + np.array([offset, 0])
    return {name: values.astype(np.float32) for name, values in mix.items()}


def logits(rows, mix):
    shop, difference, place = (rows @ mix["weights"] + mix["bias"]).T
    return shop + difference * sigmoid(place)


def scores(rows, mix):
    """What the graph computes from the parts."""
    return sigmoid(logits(rows, mix))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))
