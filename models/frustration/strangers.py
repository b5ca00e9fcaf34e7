"""How much of the score is knowing the writer: the linear part, trained without one writer's messages and asked about them.

`python models/frustration/strangers.py` prints a line a writer; the linear part alone, because it trains in seconds.
"""

import numpy as np

from train import HERE
from trainer import linear, measure, own, tokens


def main():
    shape = tokens.shape()
    rows = own.load(HERE / "data")
    ids = tokens.tokenise([row.text for row in rows], shape)
    counts = linear.matrix(ids, shape["first_hash"] + shape["buckets"])
    labels = np.array([row.label for row in rows], np.float32)
    writers = np.array([f"{row.language}/{row.file}" for row in rows])
    for writer in sorted(set(writers)):
        asked, taught = writers == writer, writers != writer
        if len(set(labels[asked])) < 2:
            continue  # who wrote calm messages only cannot be told apart
        table = linear.regress(counts, taught, taught, labels, np.ones(len(rows)), None, "shop")
        print(writer, measure.summary(labels[asked].astype(int), counts[asked] @ table.astype(np.float32)))


if __name__ == "__main__":
    main()
