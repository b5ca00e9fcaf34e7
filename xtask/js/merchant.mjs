// The demo merchant's side of the outbox: takes signed webhooks (Standard Webhooks) and shows what came.
import { createHmac, timingSafeEqual } from "node:crypto";

const secret = process.env.BEELINE_OUTBOX_SECRET || "whsec_ZGVtby1vdXRib3gtc2VjcmV0";
const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : Buffer.from(secret);
/** Older or newer signatures are somebody's recording. */
const TOLERANCE = 300;
/** Of the page's memory. */
const MOST = 200;
const MOST_BYTES = 256 * 1024;

/** Whether a body was signed by the shop's edge, just now. */
export const verified = (headers, body, now = Date.now() / 1000) => {
  const { "webhook-id": id, "webhook-timestamp": sent, "webhook-signature": signatures } = headers;
  if (!id || !signatures || !(Math.abs(now - Number(sent)) <= TOLERANCE)) return false;
  const right = createHmac("sha256", key).update(`${id}.${sent}.`).update(body).digest();
  return signatures.split(" ").some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ""), "base64");
    return signature.startsWith("v1,") && given.length === right.length && timingSafeEqual(given, right);
  });
};

const words = {
  en: {
    lang: "en", title: "What the shop's own system heard", empty: "Nothing yet. Cancel an order in the chat, or ask for a person.",
    intro: "Each action and handoff arrives here as a signed webhook. One that comes twice is known by its id.", times: "times",
  },
  zh: {
    lang: "zh-CN", title: "商家系统收到的消息", empty: "还没有消息。请在聊天中取消一个订单，或者要求转人工。",
    intro: "每项操作和每次转人工都会以签名 webhook 的形式送到这里。重复送达的消息凭 id 识别。", times: "次",
  },
};
const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A merchant who remembers what came: the newest first, each id once. */
export class Merchant {
  heard = new Map();

  /** Serves `POST /merchant/hooks` and `GET /merchant`; whether the request was one of them. */
  async serve(request, response) {
    const path = new URL(request.url, "http://page").pathname;
    if (request.method === "POST" && path === "/merchant/hooks") {
      const [status, said] = await this.take(request);
      response.writeHead(status, { "content-type": "text/plain" }).end(said);
    } else if (request.method === "GET" && path === "/merchant") {
      const page = this.page(words[/^zh/i.test(request.headers["accept-language"] ?? "") ? "zh" : "en"]);
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", vary: "accept-language" }).end(page);
    } else {
      return false;
    }
    return true;
  }

  async take(request) {
    const chunks = [];
    let size = 0;
    for await (const chunk of request) {
      chunks.push(chunk);
      if ((size += chunk.length) > MOST_BYTES) return [413, "too large"];
    }
    const body = Buffer.concat(chunks);
    if (!verified(request.headers, body)) return [401, "the signature does not fit"];
    const id = request.headers["webhook-id"];
    const known = this.heard.get(id);
    this.heard.delete(id);
    this.heard.set(id, { ...JSON.parse(body), times: (known?.times ?? 0) + 1 });
    if (this.heard.size > MOST) this.heard.delete(this.heard.keys().next().value);
    return [200, "taken"];
  }

  page({ lang, title, intro, empty, times }) {
    const rows = [...this.heard].reverse().map(([id, { type, timestamp, data, times: came }]) => `
      <article><h2>${escaped(type)}${came > 1 ? ` <small>${came} ${times}</small>` : ""}</h2>
      <p><time>${escaped(timestamp)}</time> · <code>${escaped(id)}</code></p><pre>${escaped(JSON.stringify(data, null, 2))}</pre></article>`);
    return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>${title}</title><link rel="icon" href="data:,"><style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1c2a27; background: #fff }
        article { border-top: 1px solid #d5dedb; padding: .5rem 0 } h2 { font-size: 1.1rem; margin: .5rem 0 0 } p { margin: .25rem 0; color: #4b5a56 }
        pre { background: #f3f6f5; padding: .75rem; overflow-x: auto; font-size: .85rem }
      </style><main><h1>${title}</h1><p>${intro}</p>${rows.join("") || `<p><strong>${empty}</strong></p>`}</main></html>`;
  }
}
