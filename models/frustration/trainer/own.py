"""The project's own messages and their split: no paraphrase crosses from training to test."""

import hashlib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

TEST, VALID = 15, 10  # per cent
SHINGLE = 5
ALIKE = 0.5


@dataclass
class Row:
    text: str
    label: int
    phenomenon: str
    persona: str
    language: str
    file: str
    split: str = ""


def load(folder):
    """Every row of `{en,zh}/*.tsv`; later columns (a second reader's label and name) may follow the four."""
    rows = []
    for path in sorted(folder.glob("*/*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
            cells = line.split("\t")
            if len(cells) < 4 or cells[1] not in ("0", "1") or not cells[0].strip():
                raise ValueError(f"{path.name}:{number}: want text, label 0 or 1, phenomenon, persona")
            rows.append(Row(cells[0].strip(), int(cells[1]), cells[2], cells[3], path.parent.name, path.name))
    assign_splits(rows)
    return rows


def strangers(folder):
    """`{language: [(text, label)]}` of a writer that nothing is ever learnt from."""
    read = lambda path: [line.split("\t")[:2] for line in path.read_text(encoding="utf8").splitlines()]
    return {path.stem: [(text, int(label)) for text, label in read(path)] for path in sorted(folder.glob("*.tsv"))}


def digest(text):
    """How a row is named in split.tsv; `cargo xtask data check` makes the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def squeeze(text):
    """Letters and digits alone: what is left when spelling habits are not."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def assign_splits(rows):
    """A row's side is the hash of its text; near-duplicates share the side of their cluster's smallest hash."""
    digests = [hashlib.sha256(squeeze(row.text).encode() or row.text.encode()).hexdigest() for row in rows]
    smallest = {}
    for index, root in enumerate(clusters([row.text for row in rows])):
        smallest[root] = min(smallest.get(root, "g"), digests[index])
        rows[index].split = root
    for row in rows:
        bucket = int(smallest[row.split][:8], 16) % 100
        row.split = "test" if bucket < TEST else "valid" if bucket < TEST + VALID else "train"


def clusters(texts):
    """For each text the index of its cluster: texts whose 5-character shingles overlap by half (Jaccard)."""
    shingles = []
    for text in texts:
        bare = squeeze(text) or text
        shingles.append({bare[i:i + SHINGLE] for i in range(max(1, len(bare) - SHINGLE + 1))})
    parent = list(range(len(texts)))

    def find(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    seen = defaultdict(list)
    for i, own in enumerate(shingles):
        shared = defaultdict(int)
        for shingle in own:
            for j in seen[shingle]:
                shared[j] += 1
            seen[shingle].append(i)
        for j, common in shared.items():
            if common >= ALIKE * (len(own) + len(shingles[j]) - common):
                parent[find(i)] = find(j)
    return [find(i) for i in range(len(texts))]
