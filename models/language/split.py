"""Writes the corpus' splits to a folder, `{en,zh}.{train,dev,test}.jsonl`: `python models/language/split.py FOLDER`."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

from trainer import corpus  # noqa: E402


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    rows = corpus.own(HERE / "data")
    for language in ("en", "zh"):
        for split in ("train", "dev", "test"):
            lines = [json.dumps({"text": row.text, "intent": corpus.INTENTS[row.intent], "slots": row.slots,
                                 "intents": [corpus.INTENTS[i] for i in row.intents]}, ensure_ascii=False)
                     for row in rows if (row.language, row.split) == (language, split)]
            (folder / f"{language}.{split}.jsonl").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
