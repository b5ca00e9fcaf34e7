//! What a message adds to the request being pursued.

use beeline_protocol::{Expects, Intent};

use crate::{Facts, Record, State, Turn, flow};

/// Takes from a message what the request needs. Says whether it gave anything.
pub(crate) fn gather(state: &mut State, goal: Intent, turn: &Turn, facts: &Facts, record: &Record) -> bool {
    let before = state.form.clone();
    // A new wish, or a correction at the confirmation, may name items; an answer to another question rarely does.
    let names_items = matches!(state.expects, None | Some(Expects::Items | Expects::Resolution | Expects::Confirmation))
            || state.form.lines.is_empty()
            || turn.as_well
            // "No, only the beanie."
            || turn.intent == Intent::ConfirmNo && facts.heard.lines.len() < state.form.lines.len();
    if state.form.lines.is_empty() && !facts.before.lines.is_empty() {
        state.form.lines.clone_from(&facts.before.lines);
    }
    // "Yes, both" counts what was shown, "a refund for these two" the two that were spoken of; it names nothing.
    let of_these = facts.heard.many.is_some_and(|many| many > 1 && state.form.lines.len() == many as usize);
    let counts = of_these && state.pursuing == Some(goal)
        || state.expects == Some(Expects::Confirmation) && turn.affirms && facts.heard.many.is_some();
    let names_items = names_items && !counts;
    let of_it = facts.heard.many.filter(|_| names_items).filter(|many| so_many(state, record, *many));
    if names_items && of_it.is_none() && !facts.heard.lines.is_empty() {
        // "And the puzzle as well": beside what was named in this request before.
        if !turn.as_well || state.pursuing != Some(goal) {
            state.form.lines.clear();
        }
        let named = |id: &String| facts.heard.lines.iter().any(|(other, _)| other == id);
        state.form.lines.retain(|(id, _)| !named(id));
        state.form.lines.extend_from_slice(&facts.heard.lines);
    }
    // Of what was spoken of before; in a first message "the other" belongs to what it tells.
    if turn.other && !before.lines.is_empty() {
        the_other(state, record);
    }
    if flow::swaps(goal) {
        if state.expects == Some(Expects::Variant) {
            speaks_of(state, facts);
        }
        for (line, variants) in facts.before.to.iter().chain(&facts.heard.to) {
            if let [only] = variants.as_slice() {
                state.form.to.retain(|(known, _)| known != line);
                state.form.to.push((line.clone(), only.clone()));
            }
        }
        let chosen = state.form.lines.clone();
        // Where items were chosen, a variant for another one was a misreading.
        state.form.to.retain(|(line, _)| chosen.is_empty() || chosen.iter().any(|(id, _)| id == line));
    }
    words(state, goal, turn);
    state.form.words.clear();
    state.form != before
}

/// What is given in words alone: reasons, wishes, addresses. Needs no record.
pub(crate) fn words(state: &mut State, goal: Intent, turn: &Turn) {
    let text = || Some(turn.text.trim().to_owned()).filter(|text| !text.is_empty());
    let asked = state.expects;
    let form = &mut state.form;
    match goal {
        Intent::ReturnStart => {
            let given = turn.reason.clone();
            let whole = || if asked == Some(Expects::Reason) { text() } else { None };
            form.reason = given.or_else(whole).or(form.reason.take());
        }
        Intent::ItemProblem => {
            let tells = asked == Some(Expects::Description) || turn.describes && form.description.is_none();
            if tells {
                form.description = text();
            }
        }
        Intent::OrderChangeAddress => {
            let whole = || match asked {
                Some(Expects::Address) => text(),
                Some(Expects::Confirmation) if !turn.affirms => corrected(&turn.text),
                _ => None,
            };
            form.address = turn.address.clone().or_else(whole).or(form.address.take());
        }
        // "Without the lamp" takes it out; "remove it and add the green one" wants another variant.
        Intent::OrderChangeItems => {
            form.takes_out = form.to.is_empty() && (turn.takes_out || form.takes_out);
            form.puts_in = turn.puts_in && !turn.takes_out && (form.to.is_empty() || !turn.sends_back);
        }
        _ => {}
    }
    form.refund_method = turn.refund_method.or(form.refund_method);
    form.resolution = turn.resolution.or(form.resolution);
}

/// "Just one of them", "all three that I have left": of the line that is spoken of, where it has so many.
fn so_many(state: &mut State, record: &Record, many: u32) -> bool {
    let [(line, units)] = state.form.lines.as_mut_slice() else { return false };
    let has = record.line(line).is_some_and(|line| (1..=line.quantity).contains(&many));
    if has {
        *units = many;
    }
    has
}

/// Asked which pet bed, they say which earbuds: then those are meant, too, or instead where nothing is said of the bed.
fn speaks_of(state: &mut State, facts: &Facts) {
    let told = |line: &String| facts.heard.to.iter().any(|(id, _)| id == line);
    let form = &mut state.form;
    let others: Vec<_> = facts.heard.lines.iter().filter(|(id, _)| told(id)).cloned().collect();
    if others.iter().any(|(id, _)| form.lines.iter().all(|(known, _)| known != id)) {
        form.lines.retain(|(id, _)| told(id) || form.to.iter().any(|(line, _)| line == id));
        form.lines.retain(|(id, _)| others.iter().all(|(other, _)| other != id));
        form.lines.extend(others);
    }
}

/// "No, the other one": of a kind of two, or of an order of two.
fn the_other(state: &mut State, record: &Record) {
    let [(chosen, _)] = state.form.lines.as_slice() else { return };
    let all = &record.order.line_items;
    let title = record.line(chosen).map(|line| line.title.clone()).unwrap_or_default();
    let twins: Vec<_> = all.iter().filter(|line| line.title == title).collect();
    let from: Vec<_> = if twins.len() == 2 { twins } else { all.iter().collect() };
    if let [one, two] = from.as_slice() {
        let other = if one.id == *chosen { two } else { one };
        state.form.lines = vec![(other.id.clone(), other.quantity)];
        state.form.to.clear();
    }
}

/// "No, it is 36 Wharf Lane": an address in a correction, without the words before it.
fn corrected(text: &str) -> Option<String> {
    let cut = text.find(|c: char| c.is_ascii_digit())?;
    let last = text[..cut].rsplit([',', '，', ':', '：', '.', '。']).next().map_or(0, str::len);
    let head = cut - last;
    let rest = text[head..].trim_start_matches(['，', '：', '。', ' ']).trim();
    let rest =
        ["it is ", "it's ", "to ", "是"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    (rest.chars().count() > 8).then(|| rest.trim().to_owned())
}
