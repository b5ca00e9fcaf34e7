// What a message costs at the edge, beside a worker that does nothing but answer: wall time and CPU of workerd, the same
// requests one after another, both in this run. Absolute numbers are this machine's; the ratios are what counts.
//
// Whole returns first, each of an order of its own, from the first word to the committed action, with 1, 1,000 and 20,000
// conversations in the store; then single messages, each opening a conversation. The merchant's endpoint takes longer over
// every delivery than any answer does: an answer that waited for the origin would show.
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deliver, moved, root, start } from "../xtask/js/local.mjs";

const MESSAGES = 150;
const WARM_UP = 30;
const STORED = [1, 1_000, 20_000];
const RETURNS = 25;
const AT_ONCE = 8;
const ORIGIN_TAKES = 2_000; // milliseconds
const TICK = 10; // milliseconds of CPU in a tick of /proc, everywhere that Linux runs on

/** CPU milliseconds of the workerd that a launcher started. */
const cpu = (launcher) => {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(fields[1]) === launcher.pid && stat.includes("workerd")) return (Number(fields[11]) + Number(fields[12])) * TICK;
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error("no workerd runs under the launcher");
};

const median = (values) => values.sort((one, other) => one - other)[values.length >> 1];

/** What is asked `times` times costs by the message: median wall and mean CPU, in milliseconds. `ask` returns each answer's wall time. */
const measure = async ({ child }, times, ask) => {
  const before = cpu(child);
  const walls = [];
  for (let i = 0; i < times; i++) walls.push(...(await ask()));
  const cpu_ms = (cpu(child) - before) / walls.length;
  return { messages: walls.length, wall_ms: median(walls), slowest_ms: Math.max(...walls), cpu_ms };
};

/** One request, timed. */
const timed = async (ask) => {
  const start = performance.now();
  const answer = await ask();
  return [performance.now() - start, answer];
};

const warm = async (place, ask) => {
  for (let i = 0; i < WARM_UP; i++) await ask();
  return measure(place, MESSAGES, async () => [(await timed(ask))[0]]);
};

const calls = { deliveries: 0, others: 0 };
const origin = createServer((request, answer) => {
  calls[request.headers["webhook-id"] ? "deliveries" : "others"]++;
  request.resume();
  setTimeout(() => answer.end(), ORIGIN_TAKES);
});
await new Promise((listening) => origin.listen(0, "127.0.0.1", listening));

const data = mkdtempSync(join(tmpdir(), "beeline-bench-"));
const shop = join(data, "beeline.toml");
const hooks = `http://127.0.0.1:${origin.address().port}/hooks`;
writeFileSync(shop, readFileSync(join(root, "www/shop/beeline.toml"), "utf8").replace(/^url = .*$/m, `url = "${hooks}"`));
process.env.BEELINE_OUTBOX_SECRET = "demo-outbox-secret";
const bare = await start("benches/bare.mjs");
const edge = await start("xtask/js/serve.mjs", "0", data, "BEELINE_REHEARSE,BEELINE_OUTBOX_SECRET", shop);

// Every message from another address: what is measured is the message, not the limit on one address.
let sent = 0;
const post = async (body) => {
  const headers = { "x-beeline-shop": "demo", "cf-connecting-ip": `10.${++sent >> 16}.${(sent >> 8) & 255}.${sent & 255}` };
  const answer = await fetch(`${edge.address}/v1/messages`, { method: "POST", headers, body: JSON.stringify({ id: randomUUID(), ...body }) });
  if (answer.status !== 200) throw new Error(`the edge answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
};
const ping = async () => (await fetch(bare.address)).text();

const orders = readFileSync(join(root, "www/shop/orders.shopify.jsonl"), "utf8").trim().split("\n").map(JSON.parse);
const named = (name) => orders.find((order) => order.name === name);
await deliver(edge.address, "orders/updated", JSON.stringify(named("HP-20417")));

// An order that came yesterday, as often as it is returned.
const template = named("HP-20403");
const yesterday = Date.now() - 86_400_000 - Date.parse(template.fulfillments[0].updated_at);
let copies = 0;
const delivered = async () => {
  const name = `HP-${70_000 + ++copies}`;
  const copy = { ...template, id: template.id + copies, name, order_number: 70_000 + copies };
  await deliver(edge.address, "orders/updated", moved(JSON.stringify(copy), yesterday));
  return name;
};

/** A return from the first word to the committed action: each answer's wall time. */
const giveBack = async () => {
  const order = await delivered();
  const says = { order_number: order, email: template.email, items: "the wool blanket", reason: "it is too small for our bed", confirmation: "yes please" };
  let [text, conversation, walls] = ["Hello, I would like to return the wool blanket.", undefined, []];
  for (let turn = 0; turn < 8; turn++) {
    const [wall, answer] = await timed(() => post({ text, conversation }));
    walls.push(wall);
    if (answer.actions.length) return walls;
    conversation = answer.conversation;
    text = says[answer.expects];
    if (!text) throw new Error(`no answer to ${answer.expects}: ${answer.replies.map((reply) => reply.text)}`);
  }
  throw new Error("the return came to nothing");
};

let stored = 0;
const fill = async (wanted) => {
  const one = async () => {
    while (stored < wanted) {
      stored++;
      await post({ text: "hello" });
      if (process.stderr.isTTY && stored % 250 === 0) process.stderr.write(`\r  ${stored} of ${wanted + 1} conversations`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
};

/** Beside the bare worker. */
const ratio = (result, plain) => ({ ...result, wall_ratio: result.wall_ms / plain.wall_ms, cpu_ratio: result.cpu_ms / plain.cpu_ms });
const results = {};
for (const wanted of STORED) {
  await fill(wanted - 1);
  await giveBack();
  const plain = await warm(bare, ping);
  results[`return_at_${wanted}`] = ratio(await measure(edge, RETURNS, giveBack), plain);
  stored += RETURNS + 1;
}
const beside = await warm(bare, ping);
results.greeting = ratio(await warm(edge, () => post({ text: "hello" })), beside);
results.order_status = ratio(await warm(edge, () => post({ text: "where is HP-20417? maya.lindqvist@example.com" })), beside);

const waited = Object.values(results).filter((result) => result.slowest_ms >= ORIGIN_TAKES).length;
const summary = { bare: beside, ...results, origin: { on_the_path: calls.others + waited, deliveries: calls.deliveries } };
const round = (_, value) => (typeof value === "number" ? Math.round(value * 1000) / 1000 : value);
console.log(`${"".padEnd(18)}${"messages".padStart(9)}${"wall ms".padStart(10)}${"CPU ms".padStart(10)}${"× bare (wall, CPU)".padStart(24)}`);
for (const [name, { messages, wall_ms, cpu_ms, wall_ratio = 1, cpu_ratio = 1 }] of Object.entries({ bare: beside, ...results })) {
  const numbers = [wall_ms, cpu_ms].map((value) => value.toFixed(2).padStart(10)).join("");
  console.log(`${name.padEnd(18)}${String(messages).padStart(9)}${numbers}${`${wall_ratio.toFixed(1)}, ${cpu_ratio.toFixed(1)}`.padStart(24)}`);
}
console.log(`calls to the merchant on a message's way: ${summary.origin.on_the_path}; deliveries beside it: ${calls.deliveries}`);
console.log(JSON.stringify(summary, round));
for (const { child } of [bare, edge]) child.kill("SIGTERM");
origin.closeAllConnections();
rmSync(data, { recursive: true, force: true });
process.exit(0);
