"""The tables of the model card, written from the numbers of the run that made the model."""

START, END = "<!-- numbers: written by train.py -->", "<!-- end of numbers -->"
METHODS = ("ours", "vader", "afinn", "length")


def refresh(path, report):
    """Puts the tables between the card's markers."""
    before, rest = path.read_text(encoding="utf8").split(START)
    after = rest.split(END)[1]
    path.write_text(f"{before}{START}\n{tables(report)}\n{END}{after}", encoding="utf8")


def tables(report):
    parts = [built(report), overall(report)]
    for name, title in (("test_en", "English"), ("test_zh", "Chinese")):
        parts += [f"### {title}, share flagged by phenomenon\n", phenomena(report[name]["phenomena"])]
    parts.append(why(report))
    parts.append("## What it still gets wrong\n")
    for name, title in (("test_en", "English"), ("test_zh", "Chinese")):
        parts.append(f"{title}, from the held-out test messages: frustrated and scored lowest, then calm and scored highest.\n")
        parts += [mistakes(report[name]["worst"])]
    return "\n".join(parts)


def built(report):
    run = report["built"]
    rows = ", ".join(f"{count} {name}" for name, count in run["training_rows"].items())
    return (f"Trained {run['date']} in {run['seconds']} s from {rows}; {run['bytes']:,} bytes, {run['brotli_bytes']:,} with brotli. "
            f"Threshold {run['threshold']}: it flags {percent(report['routine_test_flagged'])} of the held-out routine calm "
            f"messages and {percent(report['public_calm_flagged'])} of {report['public_calm_rows']} held-out customers' turns "
            "from the public sets.\n")


def overall(report):
    lines = ["| held-out file | rows | method | AUC | recall at 5 % false alarms | flags calm | flags frustrated | calibration error |",
             "|---|---|---|---|---|---|---|---|"]
    titles = {"test_en": "own test, English", "test_zh": "own test, Chinese", "stranger_en": "a stranger's, English",
              "stranger_zh": "a stranger's, Chinese", "goemotions_dev": "GoEmotions dev"}
    for name, title in titles.items():
        part = report[name]
        lines.append(f"| {title} | {part['rows']} | **ours** | **{part['auc']:.3f}** | **{part['recall_at_5pct_fpr']:.3f}** | "
                     f"{percent(part['flagged_calm'])} | {percent(part['flagged_frustrated'])} | {part.get('calibration_error', '–')} |")
        for other, numbers in part["beside"].items():
            lines.append(f"| | | {other} | {numbers['auc']:.3f} | {numbers['recall_at_5pct_fpr']:.3f} | | | |")
    return "\n".join(lines) + "\n"


def phenomena(groups):
    lines = [f"| phenomenon | label | rows | {' | '.join(METHODS)} |", "|---|---|---|" + "---|" * len(METHODS)]
    for phenomenon, group in groups.items():
        shares = " | ".join(percent(group[method]) for method in METHODS)
        lines.append(f"| {phenomenon} | {group['label']} | {group['rows']} | {shares} |")
    return "\n".join(lines) + "\n"


def why(report):
    """How often the reason given is the one that the writer had in mind."""
    english, chinese = report["test_en"]["reasons"], report["test_zh"]["reasons"]
    lines = ["### The reason given, of frustrated test messages that have one\n", "| reason | English | Chinese |", "|---|---|---|"]
    for name in english:
        cells = [f"{percent(side[name]['right'])} of {side[name]['rows']}" for side in (english, chinese)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def mistakes(worst):
    lines = [f"- {row['score']:.2f} ({row['phenomenon']}) {row['text']}" for kind in worst.values() for row in kind]
    return "\n".join(lines) + "\n"


def percent(share):
    return f"{100 * share:.1f} %"
