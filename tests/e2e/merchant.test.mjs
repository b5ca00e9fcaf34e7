// The demo merchant takes what was signed, once, and shows it; nothing else.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { start } from "../../xtask/js/local.mjs";

let pages;
before(async () => {
  pages = await start("xtask/js/pages.mjs", "0", "http://127.0.0.1:1");
});
after(() => pages.child.kill("SIGTERM"));

const page = async (language) => (await fetch(`${pages.address}/merchant`, { headers: { "accept-language": language } })).text();
const post = (body, { id = "one", at = Math.floor(Date.now() / 1000), key = "demo-outbox-secret" } = {}) =>
  fetch(`${pages.address}/merchant/hooks`, {
    method: "POST",
    headers: {
      "webhook-id": id,
      "webhook-timestamp": String(at),
      "webhook-signature": `v1,${createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64")}`,
    },
    body,
  });
const body = JSON.stringify({ type: "order.cancelled", timestamp: "2026-11-23T16:00:00Z", data: { order: "HP-1", reason: "<b>too late</b>" } });

test("before anything came the page says what to do, in both languages", async () => {
  assert.match(await page("en-GB"), /Nothing yet/);
  assert.match(await page("zh-CN,zh;q=0.9"), /还没有消息/);
});

test("what nobody signed, or somebody signed long ago, is refused", async () => {
  assert.equal((await post(body, { key: "guessed" })).status, 401);
  assert.equal((await post(body, { at: Math.floor(Date.now() / 1000) - 3600 })).status, 401);
  assert.equal((await fetch(`${pages.address}/merchant/hooks`, { method: "POST", body })).status, 401);
});

test("a message that comes twice is one message, and its text is text", async () => {
  for (let time = 0; time < 2; time++) assert.equal((await post(body)).status, 200);
  const shown = await page("en");
  assert.equal(shown.split("<article>").length, 2);
  assert.match(shown, /2 times/);
  assert.ok(!shown.includes("<b>too late"));
});
