"""The linear part: a weight for every word, word pair and n-gram, three times over.

Where a few thousand messages are all there is, L2-regularised logistic regression over n-grams is hard to beat; where
it fails (meaning, order), the network helps. `shop` learns from the project's messages, `reddit` from GoEmotions,
`place` tells the one kind of text from the other and mixes the two.
"""

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

from . import corpus as sources

# Coarse steps and a wide zero: half the bytes of finer ones, at the same AUC on held-out rows.
STEP = {"shop": 0.20, "reddit": 0.30, "place": 0.16}
ZERO = {"shop": 0.5, "reddit": 0.7, "place": 0.5}  # of a step: what is nearer to nothing becomes nothing
SEEN = {"shop": 5, "reddit": 8, "place": 40}
STRENGTH = {"shop": 8.0, "reddit": 2.0, "place": 0.5}
PARTS = ("shop", "reddit", "place")


def matrix(ids, buckets):
    """Counts of ids, a row a text, divided by the root of how many there are: what the graph computes."""
    columns, counts, starts, totals = [], [], [0], []
    for one in ids:
        seen, times = np.unique(one[one > 0], return_counts=True)
        columns.append(seen)
        counts.append(times)
        starts.append(starts[-1] + len(seen))
        totals.append(times.sum())
    values = np.concatenate(counts) / np.repeat(np.sqrt(np.array(totals) + 1.0), np.diff(starts))
    return sparse.csr_matrix((values.astype(np.float32), np.concatenate(columns), starts), shape=(len(ids), buckets))


def train(counts, arrays):
    """`[buckets, 3]` weights, as whole numbers of their `STEP`s, int8."""
    source, label = arrays["source"], arrays["label"]
    own, reddit, calm = (source == kind for kind in (sources.OWN, sources.REDDIT, sources.CALM))
    own &= arrays["phenomenon"] >= 0  # spliced messages add no new words
    weight = np.select([own, calm], [1.0, 0.3])
    tables = {
        "shop": regress(counts, own | calm, own, label, weight, calm, "shop"),
        "reddit": regress(counts, reddit, reddit, label, np.ones(len(label)), None, "reddit"),
        # Both kinds weigh the same, however many Reddit comments there are.
        "place": regress(counts, own | calm | reddit, own | calm | reddit, reddit.astype(np.float32),
                         np.select([own, calm], [reddit.sum() / own.sum() / 2, reddit.sum() / calm.sum() / 2], 1.0), None, "place"),
    }
    return np.stack([tables[name] for name in PARTS], axis=1)


def regress(counts, chosen, counted, label, weight, offset, name):
    rows = counts[chosen]
    seen = np.asarray((counts[counted] > 0).sum(axis=0)).ravel()
    # Rare features say more: the inverse document frequency is folded into the weights.
    scale = np.where(seen >= SEEN[name], np.log(counted.sum() / np.maximum(seen, 1)), 0).clip(0, 8).astype(np.float32) / 4
    rows = rows @ sparse.diags(scale)
    if offset is not None:
        rows = sparse.hstack([rows, sparse.csr_matrix(3.0 * offset[chosen, None].astype(np.float32))]).tocsr()
    model = LogisticRegression(C=STRENGTH[name], solver="liblinear", random_state=0, max_iter=200)
    model.fit(rows, label[chosen], sample_weight=weight[chosen])
    weights = model.coef_[0][:counts.shape[1]] * scale
    steps = np.sign(weights) * np.floor(np.abs(weights) / STEP[name] + 1 - ZERO[name])
    return np.clip(steps, -127, 127).astype(np.int8)


def predict(counts, table):
    """`[texts, 3]`, as the graph sums them."""
    return (counts @ table.astype(np.float32)) * np.array([STEP[name] for name in PARTS], np.float32)
