"""Unlabelled text that the teacher reads aloud to the student: what shoppers and other customers wrote. Nothing of it is copied."""

import csv
import json
import re
from pathlib import Path

from .corpus import bare, share

# How much of each: shops' own talk whole, the rest a share of it.
MOST = {"multidogo": 5000, "banking77": 2500, "clinc150": 4000, "bitext": 3500, "goemotions": 2500}


def table(path, column, **how):
    with Path(path).open(newline="") as lines:
        return [row[column] for row in csv.DictReader(lines, **how) if row[column]]


def shoppers(folder):
    """Turns of tau-bench's and ABCD's customers, and its tasks' wishes sentence by sentence."""
    texts = []
    for line in Path(folder, "taubench/few_shot_dialogues.jsonl").read_text().splitlines():
        texts += re.findall(r"^user: (.+)$", json.loads(line)["messages_display"], re.M)
    for line in Path(folder, "taubench/tasks_train.jsonl").read_text().splitlines():
        texts += re.split(r"(?<=[.;]) ", json.loads(line)["instruction"])
    for talk in json.loads(Path(folder, "abcd/abcd_sample.json").read_text()):
        texts += [text for who, text in talk["original"] if who == "customer"]
    return texts


def customers(folder):
    """Public requests to other desks, and what people write when they want nothing."""
    chats = []
    for path in sorted(Path(folder, "multidogo").glob("*.tsv")):
        chats += table(path, "utterance", delimiter="\t", quoting=csv.QUOTE_NONE)
    clinc = json.loads(Path(folder, "clinc150/data_full_without_test.json").read_text())
    with Path(folder, "goemotions/train.tsv").open() as lines:
        comments = [row[0] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    kinds = {
        "multidogo": chats,
        "banking77": table(Path(folder, "banking77/train.csv"), "text"),
        "clinc150": [text for text, _ in clinc["train"] + clinc["oos_train"]],
        "bitext": table(Path(folder, "bitext/Bitext_Sample_Customer_Service_Training_Dataset.csv"), "utterance"),
        "goemotions": [text for text in comments if 3 <= len(text.split()) <= 20],
    }
    return [text for kind, texts in kinds.items() for text in sorted(set(texts), key=lambda t: share(t, kind))[:MOST[kind]]]


def feelings(folder):
    """The project's own messages for the frustration model: shoppers, in both languages."""
    return [line.split("\t")[0] for path in sorted(Path(folder).glob("*/*.tsv")) for line in path.read_text().splitlines()]


def spliced(rows, count):
    """Two messages in one, as people write who want two things; the teacher says what it reads in it."""
    out = []
    for language, join in (("en", ". "), ("zh", "，")):
        short = sorted((r.text for r in rows if r.language == language and len(r.text) < (90 if language == "en" else 30)),
                       key=lambda t: share(t, "splice"))
        out += [a.rstrip(".。!！") + join + b for a, b in zip(short[:count], short[count:2 * count])]
    return out


def fragments(rows):
    """The clauses of longer messages, each alone: what a split message is read by."""
    out = []
    for row in rows:
        parts = [p.strip() for p in re.split(r"[.?!;。？！；，\n]|, | and | but | so ", row.text)]
        if len(parts) > 1:
            out += [p for p in parts if len(p) >= (12 if row.language == "en" else 4)]
    return out


def gather(public, frustration, rows, known):
    """All of it, each text once; nothing that is known, and nothing that says what a held-out message says."""
    ours = [row for row in rows if row.split == "train"]
    held = {bare(row.text) for row in rows if row.split != "train"}
    texts = shoppers(public) + customers(public) + feelings(frustration) + spliced(ours, 1500) + fragments(ours)
    texts = dict.fromkeys(text.replace("\n", " ").strip() for text in texts)
    return [text for text in texts if text and text not in known and bare(text) not in held]
