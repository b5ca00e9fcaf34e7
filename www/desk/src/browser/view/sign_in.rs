//! The way in.

use leptos::prelude::*;

use super::super::app::App;
use super::bits::{Icon, WARNING};
use crate::{Event, Session, Trouble};

/// Asks for a shop and a token, filled in as far as they are known.
#[component]
pub(super) fn SignIn(
    /// The desk.
    app: App,
) -> impl IntoView {
    let words = app.words;
    let shop = RwSignal::new(app.peek(|state| state.shop.clone()));
    let token = RwSignal::new(app.peek(|state| state.token.clone()));
    let session = app.part(|state| state.session.clone());
    let entering = move || session.with(|s| *s == Session::Entering);
    let complaint = move || match session.get() {
        Session::Out(Some(trouble)) => Some(complaint(app, &trouble)),
        _ => None,
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !entering() {
            app.dispatch(Event::SignedIn { shop: shop.get_untracked(), token: token.get_untracked() });
        }
    };
    view! {
        <main class="gate">
            <form class="gate-card" on:submit=submit>
                <p class="brand"><span class="brand-mark" aria-hidden="true"></span>"Beeline"</p>
                <h1>{words.sign_in_title}</h1>
                <label for="shop">{words.shop}</label>
                <input id="shop" required autocomplete="organization" autocapitalize="none" spellcheck="false"
                    prop:value=shop on:input=move |event| shop.set(event_target_value(&event))/>
                <label for="token">{words.token}</label>
                <input id="token" type="password" required autocomplete="current-password" aria-describedby="token-hint wrong"
                    aria-invalid=move || complaint().is_some().then_some("true")
                    prop:value=token on:input=move |event| token.set(event_target_value(&event))/>
                <p id="token-hint" class="hint">{words.token_hint}</p>
                <div id="wrong" role="alert">
                    {move || complaint().map(|text| view! { <p class="wrong"><Icon path=WARNING/>{text}</p> })}
                </div>
                <button class="button primary" aria-disabled=move || entering().then_some("true")>
                    {move || if entering() { words.signing_in } else { words.sign_in }}
                </button>
            </form>
        </main>
    }
}

fn complaint(app: App, trouble: &Trouble) -> String {
    if trouble.is_stranger() {
        return app.words.wrong_token.to_owned();
    }
    let (title, detail) = app.words.trouble(trouble);
    format!("{title} {detail}")
}
