// Draws the launcher once the page is idle; loads nothing else, and stores nothing, until the shopper acts.
// `__BUILD__` is replaced by the build's id when this is packaged. Types: beeline.d.ts.
(() => {
  const me = document.currentScript || document.querySelector('script[src$="/v1/widget/beeline.js"]');
  const early = window.Beeline;
  // A page that runs its scripts again, as single-page apps do, keeps the one chat it has.
  if (!me || (early && early.destroy)) return;

  const { origin } = new URL(me.src);
  const assets = origin + "/v1/widget/__BUILD__/";
  const data = me.dataset;
  for (const key in data) {
    if (!/^(shop|locale|identity|colour|nonce)$/.test(key)) {
      console.warn(`Beeline: unknown option data-${key.replace(/[A-Z]/g, "-$&").toLowerCase()}`);
    }
  }

  // The tag's word, else the page's; the shop's own language is known later.
  let locale;
  try {
    [locale] = Intl.getCanonicalLocales(data.locale || document.documentElement.lang || []);
  } catch {
    console.warn("Beeline: data-locale is not a language tag");
  }
  const [OPEN, CLOSE, UNREAD, TROUBLE, RETRY] = /^zh/.test(locale || navigator.language)
    ? ["打开聊天", "关闭聊天", "打开聊天,有新消息", "聊天暂时无法加载。", "重试"]
    : ["Open chat", "Close chat", "Open chat, new message", "The chat could not load just now.", "Try again"];

  // `:host` with !important wins over whatever the page says of unknown elements.
  const CSS =
    ":host{all:initial!important;position:fixed!important;z-index:2147483647!important;inset:auto 0 0 auto!important;display:block!important}" +
    ".root{--accent:#24302c;--on-accent:#fff;font:15px/1.5 -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;color-scheme:light dark}" +
    ".launcher{position:fixed;inset-block-end:calc(20px + env(safe-area-inset-bottom));inset-inline-end:20px;width:56px;height:56px;padding:0;border:0;border-radius:50%;" +
    "background:var(--accent);color:var(--on-accent);cursor:pointer;box-shadow:0 1px 2px #0003,0 8px 24px -4px #0005;transition:transform .18s,box-shadow .18s}" +
    ".launcher:hover{transform:translateY(-2px);box-shadow:0 1px 2px #0003,0 14px 30px -4px #0006}.launcher:active{transform:scale(.96)}" +
    ".launcher:focus-visible,.failed button:focus-visible{outline:3px solid var(--accent);outline-offset:3px}" +
    ".launcher:before{content:'';position:absolute;inset:16px;width:24px;height:24px;background:currentColor;transition:transform .18s;" +
    "clip-path:path(evenodd,'M12 2.5C6.2 2.5 1.5 6.5 1.5 11.4c0 2.7 1.4 5.1 3.7 6.8l-.9 3.9 4.6-2.1c1 .2 2 .3 3.1.3 5.8 0 10.5-4 10.5-8.9S17.8 2.5 12 2.5zM7.5 10a1.5 1.5 0 1 1 0 3a1.5 1.5 0 1 1 0-3zm4.5 0a1.5 1.5 0 1 1 0 3a1.5 1.5 0 1 1 0-3zm4.5 0a1.5 1.5 0 1 1 0 3a1.5 1.5 0 1 1 0-3z')}" +
    ".is-open:before{clip-path:path('M4.6 7.5 12 14.9l7.4-7.4 2.1 2.1-9.5 9.5-9.5-9.5z')}" +
    ".is-busy:before{animation:busy .9s ease-in-out infinite alternate}@keyframes busy{to{opacity:.35}}" +
    ".is-unread:after{content:'';position:absolute;inset-block-start:1px;inset-inline-end:1px;width:12px;height:12px;border-radius:50%;background:#e5484d;border:2px solid #fff}" +
    ".failed:empty{display:none}.failed{position:fixed;inset-block-end:calc(88px + env(safe-area-inset-bottom));inset-inline-end:20px;max-width:min(280px,calc(100vw - 40px));box-sizing:border-box;padding:14px 16px;" +
    "border-radius:14px;background:light-dark(#fff,#24262b);color:light-dark(#1b1d20,#f1f1f2);box-shadow:0 1px 2px #0003,0 12px 32px -6px #0005}.failed p{margin:0 0 10px}" +
    ".failed button{min-height:36px;padding:0 14px;border:0;border-radius:18px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;cursor:pointer}" +
    "@media(max-width:480px){.is-open{display:none}}" +
    "@media(prefers-reduced-motion:reduce){*,:before{transition:none!important;animation:none!important}}" +
    "@media(forced-colors:active){.launcher:before{background:ButtonText;forced-color-adjust:none}.launcher{border:1px solid}}";

  const listeners = {};
  let identity = data.identity;
  let tries = 0;
  let host, root, launcher, trouble, chat, loading, isOpen, isGone;

  const make = (parent, name, className, text, attributes) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    parent.append(element);
    return element;
  };

  const label = (unread) => {
    launcher.className = "launcher" + (isOpen ? " is-open" : unread ? " is-unread" : "");
    launcher.setAttribute("aria-label", isOpen ? CLOSE : unread ? UNREAD : OPEN);
    launcher.setAttribute("aria-expanded", !!isOpen);
  };

  // What the chat tells; the page hears it, too.
  const tell = (event) => {
    if (!/handoff|scoring/.test(event)) {
      isOpen = event === "open";
      label(event === "unread");
      // Focus returns to where the shopper came from, unless it is somewhere on the page by now.
      if (event === "close" && host.shadowRoot.activeElement) launcher.focus();
    }
    for (const listener of listeners[event] || []) listener();
  };

  // An element of a name of its own, beside the body: page styles for div, and transforms on body, do not reach it.
  const draw = () => {
    if (host || isGone) return;
    host = document.createElement("beeline-chat");
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    shadow.adoptedStyleSheets = [sheet];
    root = make(shadow, "div", "root", "");
    trouble = make(root, "div", "failed", "", { role: "alert" });
    launcher = make(root, "button", "", "", { type: "button", "aria-haspopup": "dialog" });
    label();
    if (data.colour) root.style.setProperty("--accent", data.colour);
    launcher.onpointerenter = launcher.onfocus = warm;
    launcher.onclick = () => (isOpen ? api.close() : api.open());
    document.documentElement.append(host);
    // The chat was open on the page before, or a person has the conversation and may speak at any time.
    try {
      if (/"(open|human)":true/.test(sessionStorage.getItem("beeline:" + data.shop))) load();
    } catch {
      // Storage is forbidden: every page starts anew.
    }
  };

  // The finger is on its way: fetch what it will need, run nothing yet.
  const warm = () => {
    launcher.onpointerenter = launcher.onfocus = null;
    make(root, "link", "", "", { rel: "modulepreload", href: assets + "chat.js", nonce: data.nonce || me.nonce });
  };

  const load = () => (loading ||= fetchChat());

  const fetchChat = async () => {
    trouble.textContent = "";
    launcher.classList.add("is-busy");
    try {
      // A module that failed once stays failed under its address; the next try asks under another.
      const [module, wasm, answer] = await Promise.all([
        import(assets + "chat.js" + (tries ? "?" + tries : "")),
        fetch(assets + "chat_bg.wasm"),
        fetch(origin + "/v1/shop", { headers: { "x-beeline-shop": data.shop }, credentials: "omit" }),
      ]);
      if (!answer.ok) throw Error(`Beeline: the edge answers ${answer.status} for data-shop="${data.shop}"`);
      await module.default({ module_or_path: wasm });
      const face = await answer.json();
      const options = { base: origin, assets, shop: data.shop, locale: locale || face.locale, identity, face };
      if (!isGone) chat = module.mount(root, options, tell);
    } catch (error) {
      console.warn(error);
      tries++;
      loading = null;
      if (!isGone) {
        make(trouble, "p", "", TROUBLE);
        make(trouble, "button", "", RETRY, { type: "button" }).onclick = api.open;
      }
    }
    launcher.classList.remove("is-busy");
  };

  const api = (window.Beeline = {
    open: async () => {
      draw();
      if (!isGone) await load();
      if (chat) chat.open();
    },
    close: () => chat && chat.close(),
    destroy: () => {
      isGone = true;
      if (chat) chat.destroy();
      if (host) host.remove();
      chat = null;
      delete window.Beeline;
    },
    identify: (jwt) => {
      identity = jwt;
      if (chat) chat.identify(jwt);
    },
    on: (event, listener) => void (listeners[event] ||= []).push(listener),
  });
  // Calls made before this ran: `(window.Beeline ||= { q: [] }).q.push(["on", "open", listener])`.
  for (const [name, ...values] of (early && early.q) || []) api[name](...values);

  const idle = () => (window.requestIdleCallback || setTimeout)(draw);
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
})();
