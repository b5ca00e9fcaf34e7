"""Public data, read where it lies and never copied: each source as texts with what it says about frustration."""

import csv
import hashlib
import json
import re

GOEMOTIONS_POSITIVE = {"anger", "annoyance", "disappointment", "disapproval", "disgust"}

LICENCES = {
    "own messages": "this project", "goemotions": "Apache-2.0", "banking77": "CC BY 4.0", "clinc150": "CC BY 3.0",
    "multidogo": "CDLA-Permissive", "universal-sentence-encoder-multilingual 3 (teacher)": "Apache-2.0",
}

# A calm corpus has its angry moments; rows with these words are left out rather than taught as calm.
HEATED = re.compile(
    r"\b(angry|anger|annoy\w*|frustrat\w*|ridiculous|terrible|horrible|awful|worst|useless|unacceptable|fuck\w*|shit\w*"
    r"|damn|stupid|idiot\w*|hate|wtf|disgust\w*|pathetic|scam\w*|joke|disappoint\w*|upset|furious|fed up|sick of"
    r"|waste|wasting|lawyer|sue|bullshit|crap|suck\w*|never again|how many times|still waiting|nobody|rude)\b", re.I)


def held_out(text):
    """Whether a public text is kept from training, to calibrate on: eight in a hundred, by hash."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 100 < 8


def goemotions(public, part):
    """`(text, 0/1, emotion ids)` of Reddit comments; positives are anger, annoyance, disappointment, disapproval, disgust."""
    names = (public / "goemotions/labels.txt").read_text().split()
    wanted = {i for i, name in enumerate(names) if name in GOEMOTIONS_POSITIVE}
    rows = []
    for line in (public / f"goemotions/{part}.tsv").read_text(encoding="utf8").splitlines():
        text, ids, _ = line.split("\t")
        ids = [int(i) for i in ids.split(",")]
        rows.append((text, int(bool(wanted & set(ids))), ids))
    return rows


def banking77(public):
    with open(public / "banking77/train.csv", encoding="utf8", newline="") as file:
        return [row["text"].replace("\n", " ") for row in csv.DictReader(file)]


def clinc150(public):
    data = json.loads((public / "clinc150/data_full_without_test.json").read_text())
    return [text for part in ("train", "oos_train") for text, _ in data.get(part, [])]


def multidogo(public):
    texts = []
    for path in sorted((public / "multidogo").glob("*.tsv")):
        for line in path.read_text(encoding="utf8").splitlines()[1:]:
            cells = line.split("\t")
            if len(cells) > 3 and cells[3].strip():
                texts.append(cells[3].strip())
    return texts


def dialogues(public):
    """tau-bench's conversations with a shop, as turns; nothing is learnt from them, so that they can be asked about."""
    for line in (public / "taubench/few_shot_dialogues.jsonl").read_text(encoding="utf8").splitlines():
        turns = []
        for said in json.loads(line)["messages_display"].split("\n"):
            who, _, text = said.partition(": ")
            if who in ("user", "assistant"):
                turns.append({"who": "shopper" if who == "user" else who, "text": text.strip()})
        yield [turn for turn in turns if turn["text"] not in ("", "None")]


def calm(public):
    """Source → distinct messages of customers with nothing to complain about, heated ones left out."""
    sources = {"banking77": banking77, "clinc150": clinc150, "multidogo": multidogo}
    result = {}
    for name, read in sources.items():
        texts = dict.fromkeys(" ".join(text.split()) for text in read(public))
        result[name] = [text for text in texts if text and not HEATED.search(text)]
    return result
