"""Everything the network is shown, as rows of one table: own messages and their parts, Reddit comments, calm customers, words."""

import random
import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from . import public, reasons

OWN, REDDIT, CALM, BARE = range(4)
CALM_ROWS = {"banking77": 4000, "clinc150": 3000, "multidogo": 10000}
WORDS = 8000
# A part of a message shorter than this says too little for a teacher to judge.
LEAST = {"en": 12, "zh": 5}


@dataclass
class Corpus:
    """Parallel lists; `label` is −1 where nobody has read the text: it serves the teachers. `parent` is the row that it is cut from."""
    text: list = field(default_factory=list)
    label: list = field(default_factory=list)
    source: list = field(default_factory=list)
    phenomenon: list = field(default_factory=list)
    reason: list = field(default_factory=list)
    emotions: list = field(default_factory=list)
    parent: list = field(default_factory=list)

    def add(self, text, label, source, phenomenon=-1, reason=-1, emotions=(), parent=-1):
        self.text.append(text)
        self.label.append(label)
        self.source.append(source)
        self.phenomenon.append(phenomenon)
        self.reason.append(reason)
        self.emotions.append(emotions)
        self.parent.append(parent)

    def arrays(self):
        emotions = np.zeros((len(self.text), 28), np.float32)
        for row, ids in enumerate(self.emotions):
            emotions[row, list(ids)] = 1
        return {
            "label": np.array(self.label, np.float32), "source": np.array(self.source, np.int32),
            "phenomenon": np.array(self.phenomenon, np.int32), "reason": np.array(self.reason, np.int32), "emotions": emotions,
            "parent": np.array(self.parent, np.int32),
        }


def build(rows, folder, phenomena, seed):
    """The training corpus from own training rows and the public folder."""
    chance = random.Random(seed)
    corpus = Corpus()
    own = [row for row in rows if row.split == "train"]
    for row in own:
        corpus.add(row.text, row.label, OWN, phenomena.index(row.phenomenon), reasons.of(row))
    for parent, row in enumerate(own):
        for part in parts(row):
            corpus.add(part, -1, OWN, parent=parent)
    for text, label in spliced(own, chance):
        corpus.add(text, label, OWN)
    for text, label, emotions in public.goemotions(folder, "train"):
        if not public.held_out(text):
            corpus.add(text, label, REDDIT, emotions=emotions)
    for name, texts in public.calm(folder).items():
        texts = [text for text in texts if not public.held_out(text)]
        for text in chance.sample(texts, min(CALM_ROWS[name], len(texts))):
            corpus.add(text, 0, CALM)
    counts = Counter(word for text in corpus.text for word in re.findall(r"[a-z]{3,}", text.lower()))
    for word, _ in counts.most_common(WORDS):
        corpus.add(word, -1, BARE)
    return corpus


def spliced(rows, chance):
    """Two messages sent as one: heat on either side makes the whole heated. Long messages come from here."""
    for language in ("en", "zh"):
        calm = [row.text for row in rows if row.language == language and row.label == 0]
        hot = [row.text for row in rows if row.language == language and row.label == 1]
        for first, second, label in ((calm, calm, 0), (calm, hot, 1), (hot, calm, 1)):
            for _ in range(min(len(first), len(second)) // 3):
                yield f"{chance.choice(first)} {chance.choice(second)}", label


def parts(row):
    """The sentences of a message that has several. Which of them carries the heat, its label does not say; the teachers do."""
    found = [part.strip() for part in re.findall(r"[^.!?;…。！？；\n]+[.!?;…。！？；]*", row.text)]
    found = [part for part in dict.fromkeys(found) if len(part) >= LEAST[row.language]]
    return found if len(found) > 1 else []
