"""Which hash buckets get a row of the embedding table: what was seen, the project's own messages first."""

from collections import Counter

import numpy as np


def select(ids, own, shape, rows):
    """`remap` `[first_hash + buckets]`: id → row, 0 for ids without one.

    A bucket seen in two own messages outranks any number of Reddit's; `own` flags them.
    """
    counts = Counter()
    for one, is_own in zip(ids, own):
        for bucket in np.unique(one[one > 0]).tolist():
            counts[bucket] += 8 if is_own else 1
    always = set(range(1, shape["first_hash"]))
    ranked = sorted((b for b, n in counts.items() if n > 2 and b not in always), key=lambda b: (-counts[b], b))
    kept = sorted(always | set(ranked[:rows - len(always) - 1]))
    remap = np.zeros(shape["first_hash"] + shape["buckets"], np.uint16)
    remap[kept] = np.arange(1, len(kept) + 1)
    return remap, len(kept) + 1
