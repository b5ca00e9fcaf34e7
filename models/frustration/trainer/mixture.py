"""How the parts become one calibrated probability: small logistic regressions on rows no part was trained on.

Six numbers come in: the linear part's and the network's view of a text as a shopper's message, as a Reddit comment, and
of which it is. Anger on Reddit reads otherwise than in a shop, so the two views are weighed by place.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression

SHOP, REDDIT, PLACE = [0, 3], [1, 4], [2, 5]
# What Reddit's rows together weigh beside the shop's: the shop is what this is for.
REDDIT_SAYS = 0.5
# A shop's message taken for Reddit's costs more than the other way round.
PLACE_WEIGHT = {0: 10.0, 1: 1.0}


def combine(shop, shop_labels, reddit, reddit_labels):
    """`shop` and `reddit` are `[n, 6]`; returns `weights` `[6, 3]` and `bias` `[3]` of the graph's readings."""
    views = [LogisticRegression(C=10.0).fit(shop[:, SHOP], shop_labels),
             LogisticRegression(C=10.0).fit(reddit[:, REDDIT], reddit_labels)]
    both = np.concatenate([shop, reddit])
    is_reddit = np.repeat([0, 1], [len(shop), len(reddit)])
    place = LogisticRegression(C=1.0, class_weight=PLACE_WEIGHT).fit(both[:, PLACE], is_reddit)

    as_shop, as_reddit = both[:, SHOP] @ views[0].coef_[0], both[:, REDDIT] @ views[1].coef_[0]
    share = sigmoid(place.decision_function(both[:, PLACE]))
    # The last column takes up that Reddit's comments are angry more rarely; it is left out of the score.
    columns = np.stack([as_shop, as_reddit, share * as_shop, share * as_reddit, is_reddit], axis=1)
    weight = np.where(is_reddit, REDDIT_SAYS * len(shop) / len(reddit), 1.0)
    blend = LogisticRegression(C=10.0).fit(columns, np.concatenate([shop_labels, reddit_labels]), sample_weight=weight)
    near_shop, near_reddit, far_shop, far_reddit, _ = blend.coef_[0]

    weights = np.zeros((6, 3), np.float32)
    weights[SHOP, 0], weights[REDDIT, 0] = near_shop * views[0].coef_[0], near_reddit * views[1].coef_[0]
    weights[SHOP, 1], weights[REDDIT, 1] = far_shop * views[0].coef_[0], far_reddit * views[1].coef_[0]
    weights[PLACE, 2] = place.coef_[0]
    mix = {"weights": weights, "bias": np.array([blend.intercept_[0], 0, place.intercept_[0]], np.float32)}
    return calibrated(mix, shop, shop_labels)


def calibrated(mix, rows, labels):
    """Platt scaling on a shop's messages, folded into the weights: the graph itself is calibrated."""
    platt = LogisticRegression(C=100.0).fit(logits(rows, mix)[:, None], labels)
    slope, offset = platt.coef_[0][0], platt.intercept_[0]
    mix["weights"][:, :2] *= slope
    mix["bias"][:2] = mix["bias"][:2] * slope + np.array([offset, 0], np.float32)
    return mix


def logits(rows, mix):
    shop, difference, place = (rows @ mix["weights"] + mix["bias"]).T
    return shop + difference * sigmoid(place)


def scores(rows, mix):
    """What the graph computes from the parts."""
    return sigmoid(logits(rows, mix))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))
