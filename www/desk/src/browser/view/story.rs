//! The summary: everything an agent must know before the first word, in the order in which they need it.

use beeline_protocol::Summary;
use leptos::prelude::*;

use super::super::{app::App, js};
use super::bits::{CHECK, Icon, WARNING};
use super::conversation::part;
use super::mood::Mood;

/// The summary of the open conversation.
#[component]
pub(super) fn Story(
    /// The desk.
    app: App,
) -> impl IntoView {
    let summary = part(app, |content| content.summary.clone());
    view! {
        <section class="story" aria-label=app.words.story tabindex="0">
            {move || match summary.get() {
                Some(summary) => view! { <Whole app=app summary=summary/> }.into_any(),
                None => view! { <p class="soft">{app.words.no_story}</p> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Whole(
    /// The desk.
    app: App,
    /// What is told.
    summary: Summary,
) -> impl IntoView {
    let words = app.words;
    let proof = if summary.verified {
        ("proof is-verified", CHECK, words.verified, words.verified_hint)
    } else {
        ("proof", WARNING, words.unverified, words.unverified_hint)
    };
    view! {
        <p class="why">
            <strong>
                {words.reason(summary.reason)}
                {summary.mood_reason.map(|felt| format!(": {}", words.felt(felt)))}
            </strong>
            <span>{words.kind_advice(summary.kind)}" · "{js::language(&summary.language, app.locale)}</span>
        </p>
        <div class=proof.0>
            <Icon path=proof.1/>
            <p><strong>{proof.2}</strong><span>{proof.3}</span></p>
        </div>
        {summary.order.map(|order| view! {
            <dl class="order"><dt>{words.order}</dt><dd>{order}</dd></dl>
        })}
        <List title=words.facts items=summary.facts/>
        <Mood app=app scores=summary.mood/>
        <List title=words.tried items=summary.tried/>
        <List title=words.next_steps items=summary.suggested_actions numbered=true/>
        {(!summary.suggested_reply.is_empty()).then(|| view! {
            <h3>{words.suggested}</h3>
            <blockquote class="suggested" lang=summary.language>{summary.suggested_reply}</blockquote>
        })}
    }
}

#[component]
fn List(
    /// What it lists.
    title: &'static str,
    /// A sentence each; nothing is drawn without one.
    items: Vec<String>,
    /// Whether the order counts.
    #[prop(optional)]
    numbered: bool,
) -> impl IntoView {
    let lines = |items: Vec<String>| items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
    (!items.is_empty()).then(|| {
        view! {
            <h3>{title}</h3>
            {if numbered {
                view! { <ol>{lines(items)}</ol> }.into_any()
            } else {
                view! { <ul>{lines(items)}</ul> }.into_any()
            }}
        }
    })
}
