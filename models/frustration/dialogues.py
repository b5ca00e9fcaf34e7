"""tau-bench's conversations with a shop as `cargo xtask eval onset` reads them, all as if calm: who is flagged, is read by hand.

`python models/frustration/dialogues.py --public ../shared/data > FILE.jsonl`; the model has learnt nothing from them.
"""

import argparse
import json
from pathlib import Path

from trainer import public


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--public", type=Path, required=True, help="the folder with the public data sets")
    for turns in public.dialogues(arguments.parse_args().public):
        print(json.dumps({"turns": turns, "onset": None}, ensure_ascii=False))


if __name__ == "__main__":
    main()
