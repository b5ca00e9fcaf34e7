"""What a frustrated message is frustrated about, in the words that a desk is told: the phenomena of the own messages, gathered."""

REASONS = {
    "anger": ("open_anger", "caps", "emoji_only", "let_down"),
    "sarcasm": ("sarcasm",),
    "repeated_question": ("third_time",),
    "resignation": ("resignation", "polite_fed_up", "flat_fact"),
    "ultimatum": ("ultimatum",),
    "deadline": ("deadline_distress",),
    "time_wasted": ("time_wasted",),
    "broken_promise": ("broken_promise",),
    "bot": ("anger_at_bot",),
}
NAMES = tuple(REASONS)
_OF = {phenomenon: index for index, phenomena in enumerate(REASONS.values()) for phenomenon in phenomena}


def of(row):
    """The number of an own row's reason; −1 for calm rows and for those that say several at once."""
    return _OF.get(row.phenomenon, -1) if row.label else -1


def report(rows, logits):
    """How often the reason given is the writer's, over the rows that have one, and by reason. `logits`: `[n, reasons]`."""
    pairs = [(of(row), int(one.argmax())) for row, one in zip(rows, logits) if of(row) >= 0]
    groups = {"all": pairs} | {name: [pair for pair in pairs if pair[0] == index] for index, name in enumerate(NAMES)}
    right = lambda group: sum(truth == given for truth, given in group)
    return {name: {"rows": len(group), "right": round(right(group) / max(1, len(group)), 4)} for name, group in groups.items()}
