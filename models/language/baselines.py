"""What plainer models make of the same split: `python models/language/baselines.py`. The cue table alone, a hashed linear model unthinned."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
from sklearn.svm import LinearSVC

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

from trainer import corpus, fit  # noqa: E402


def main():
    subprocess.run(["cargo", "build", "--release", "-q", "-p", "beeline-language", "--example", "features"], cwd=ROOT, check=True)
    rows = corpus.own(HERE / "data")
    for name in ("en", "zh"):
        strange = [json.loads(line) for line in (HERE / f"stranger/{name}.jsonl").read_text().splitlines()]
        rows += [corpus.Row(row["text"], corpus.INTENTS.index(row["intent"]), name, "stranger", [], {}) for row in strange]
    labels = np.array([row.intent for row in rows])
    split = np.array([row.split for row in rows])
    language = np.array([row.language for row in rows])
    grams, _ = fit.features(ROOT / "target/release/examples/features", [row.text for row in rows])
    x = fit.matrix(grams, 1 << 17)
    train = split == "train"
    linear = LinearSVC(C=1.0, random_state=1).fit(x[train], labels[train]).predict(x)
    for name, said in (("cue table", cues([row.text for row in rows])), ("hashed linear", linear)):
        for part in ("dev", "test", "stranger"):
            share = {at: round(float((said == labels)[(split == part) & (language == at)].mean()), 4) for at in ("en", "zh")}
            print(f"{name}, {part}: {share}")


def cues(texts):
    """The table's loudest intent; `other` where it says nothing."""
    table = [line.split("\t") for line in (HERE / "cues.tsv").read_text().splitlines()]
    out = []
    for text in texts:
        said = f" {corpus.bare(text.replace(chr(39), '').replace('’', ''))} "
        votes = np.zeros(len(corpus.INTENTS))
        for intent, weight, phrase in table:
            core = phrase.strip("^$")
            here = core in said if any(c > "\u2e80" for c in core) else f" {core} " in said
            held = (not phrase.startswith("^") or said.strip().startswith(core)) and (not phrase.endswith("$") or said.strip().endswith(core))
            votes[corpus.INTENTS.index(intent)] += float(weight) * (here and held)
        out.append(int(votes.argmax()) if votes.max() >= 0.5 else corpus.INTENTS.index("other"))
    return np.array(out)


if __name__ == "__main__":
    main()
