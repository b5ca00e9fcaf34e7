"""The messages: what was written for the project, split so that no near-duplicate stands on both sides; and public text."""

import csv
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

INTENTS = """order.status order.cancel order.change_address order.change_items order.invoice return.start return.policy
return.status exchange.start refund.status delivery.problem item.problem shipping.info payment.problem product.question
promo.question account.problem human.request complaint smalltalk confirm.yes confirm.no other""".split()


@dataclass
class Row:
    text: str
    intent: int
    language: str
    split: str
    intents: list
    slots: dict


def share(text, seed=""):
    """A number from 0 to 1 that only the text decides."""
    return int(hashlib.sha256((seed + text).encode()).hexdigest()[:8], 16) / 2**32


def bare(text):
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def clusters(texts):
    """The leader of each text's cluster of near-duplicates: those that share more than half of their character 5-grams' sketch."""
    seen, leaders = {}, []
    for text in texts:
        core = bare(text)
        grams = {core[i:i + 5] for i in range(max(1, len(core) - 4))}
        sketch = sorted(hashlib.md5(g.encode()).hexdigest()[:8] for g in grams)[:6]
        votes = [seen[g] for g in sketch if g in seen]
        leader = max(set(votes), key=votes.count) if votes and max(map(votes.count, votes)) > len(sketch) / 2 else core
        for g in sketch:
            seen.setdefault(g, leader)
        leaders.append(leader)
    return leaders


def own(folder):
    """The project's messages: a tenth to test, a tenth to tune and calibrate, the rest to learn from."""
    raw = []
    for language in ("en", "zh"):
        for path in sorted(Path(folder, language).glob("*.jsonl")):
            raw += [(language, json.loads(line)) for line in path.read_text().splitlines() if line.strip()]
    rows, seen = [], set()
    for (language, row), leader in zip(raw, clusters([row["text"] for _, row in raw])):
        text = row["text"].replace("\n", " ")
        if text in seen:
            continue
        seen.add(text)
        at = share(leader)
        split = "test" if at >= 0.9 else "dev" if at >= 0.8 else "train"
        several = row.get("intents") or [row["intent"]]
        rows.append(Row(text, INTENTS.index(row["intent"]), language, split,
                        [INTENTS.index(name) for name in several], row.get("slots") or {}))
    return rows


# What no order desk does, though a shopper of ours might well say it: these intents of CLINC150 stay out.
OURS = """cancel application_status order order_status order_checks replacement_card_duration report_lost_card damaged_card
report_fraud yes no maybe greeting goodbye thank_you are_you_a_bot what_is_your_name how_old_are_you tell_joke what_can_i_ask_you
who_made_you where_are_you_from do_you_have_pets fun_fact meaning_of_life repeat change_user_name user_name card_declined
shopping_list shopping_list_update transactions bill_due bill_balance pay_bill spending_history account_blocked reset_settings
what_are_your_hobbies who_do_you_work_for change_ai_name change_language change_speed change_accent change_volume
whisper_mode sync_device cancel_reservation confirm_reservation rewards_balance redeem_rewards""".split()


def other(folder, count):
    """Requests of CLINC150 and Banking77 that are no shop's matter."""
    clinc = json.loads(Path(folder, "clinc150/data_full_without_test.json").read_text())
    texts = [text for text, _ in clinc["oos_train"] + clinc["oos_val"]]
    texts += [text for text, intent in clinc["train"] if intent not in OURS]
    return sorted(texts, key=lambda text: share(text, "other"))[:count]


SHOP = re.compile(r"\b(order|deliver|ship|refund|return|buy|bought|price|pay|paid|store|shop|cancel|account|customer|service|thank|hello|"
                  r"yes|yeah|no|nope|agree|sure|love|hate|sale|money|damage|broken|size)", re.I)


def chatter(folder, count):
    """What people say to each other on Reddit (GoEmotions): not to a shop, and nothing a shop can do."""
    with Path(folder, "goemotions/train.tsv").open() as lines:
        texts = [row[0] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    fit = [text for text in texts if 4 <= len(text.split()) <= 20 and not SHOP.search(text)]
    return sorted(fit, key=lambda text: share(text, "chatter"))[:count]
