"""Numbers for the card: ours beside word lists and a ruler, on the same rows in one run."""

import math
from collections import defaultdict

import numpy as np
from sklearn.metrics import roc_auc_score

FALSE_ALARMS = (0.007, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2)
ROUTINE = ("routine_negative", "question", "calm_defect", "short_answer", "negation")


def summary(labels, scores, threshold=None):
    """AUC, recall where 5 % of calm rows are flagged and, given a threshold, what it flags."""
    labels, scores = np.asarray(labels), np.asarray(scores)
    result = {"rows": len(labels), "positives": int(labels.sum()), "auc": rounded(roc_auc_score(labels, scores)),
              "recall_at_5pct_fpr": rounded(recall_at(labels, scores, 0.05))}
    if threshold is not None:
        result["flagged_calm"] = rounded((scores[labels == 0] >= threshold).mean())
        result["flagged_frustrated"] = rounded((scores[labels == 1] >= threshold).mean())
    return result


def recall_at(labels, scores, share):
    calm = np.sort(scores[labels == 0])[::-1]
    bar = calm[min(len(calm) - 1, int(share * len(calm)))]
    return float((scores[labels == 1] > bar).mean())


def calibration_error(labels, scores, bins=10):
    """Mean distance between what was promised and what came, over equally wide bins."""
    labels, scores = np.asarray(labels), np.asarray(scores)
    which = np.minimum((scores * bins).astype(int), bins - 1)
    gaps = [abs(scores[which == b].mean() - labels[which == b].mean()) * (which == b).mean()
            for b in range(bins) if (which == b).any()]
    return rounded(sum(gaps))


def by_phenomenon(rows, methods):
    """The share each method flags of each phenomenon: to be high for frustrated ones, low for calm ones.

    `methods`: name → (scores, bar). A row is flagged when its score reaches the bar.
    """
    groups = defaultdict(list)
    for at, row in enumerate(rows):
        groups[-row.label, row.phenomenon].append(at)
    return {phenomenon: {"label": -label, "rows": len(at)} |
            {name: rounded((scores[at] >= bar).mean()) for name, (scores, bar) in methods.items()}
            for (label, phenomenon), at in sorted(groups.items())}


def bar_at(calm_scores, share):
    """The lowest score that flags at most this share of calm messages."""
    ordered = np.sort(np.asarray(calm_scores, np.float64))[::-1]
    return float(ordered[math.floor(share * len(ordered))] + 1e-4)


def worst(rows, scores, count=8):
    """The frustrated rows that scored lowest and the calm ones that scored highest."""
    order = np.argsort(scores)
    missed = [at for at in order if rows[at].label == 1][:count]
    alarms = [at for at in order[::-1] if rows[at].label == 0][:count]
    return {kind: [{"score": rounded(scores[at]), "phenomenon": rows[at].phenomenon, "text": rows[at].text} for at in ats]
            for kind, ats in (("missed", missed), ("false_alarms", alarms))}


def baselines(texts):
    """Higher is angrier: VADER's and AFINN's negativity, and the number of characters."""
    from afinn import Afinn
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    vader, afinn = SentimentIntensityAnalyzer(), Afinn(emoticons=True)
    return {"vader": np.array([-vader.polarity_scores(text)["compound"] for text in texts]),
            "afinn": np.array([-afinn.score(text) for text in texts]),
            "length": np.array([float(len(text)) for text in texts])}


def rounded(value):
    return round(float(value), 4)
