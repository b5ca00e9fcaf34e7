// What a message costs at the edge, beside a worker that does nothing but answer: wall time and CPU of workerd, the same
// requests one after another, both in this run. Absolute numbers are this machine's; the ratios are what counts.
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deliver, root, start } from "../xtask/js/local.mjs";

const MESSAGES = 150;
const WARM_UP = 30;
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

/** One kind of request, many times: median wall and mean CPU, in milliseconds. */
const measure = async ({ child, address }, ask) => {
  for (let i = 0; i < WARM_UP; i++) await ask(address);
  const before = cpu(child);
  const walls = [];
  for (let i = 0; i < MESSAGES; i++) {
    const start = performance.now();
    await ask(address);
    walls.push(performance.now() - start);
  }
  return { wall_ms: median(walls), cpu_ms: (cpu(child) - before) / MESSAGES };
};

// Every message from another address: what is measured is the message, not the limit on one address.
let sent = 0;
const post = async (address, body) => {
  const headers = { "x-beeline-shop": "demo", "cf-connecting-ip": `10.0.${++sent >> 8}.${sent & 255}` };
  const answer = await fetch(`${address}/v1/messages`, { method: "POST", headers, body: JSON.stringify({ id: randomUUID(), ...body }) });
  if (answer.status !== 200) throw new Error(`the edge answered ${answer.status}`);
  return answer.json();
};

const data = mkdtempSync(join(tmpdir(), "beeline-bench-"));
const bare = await start("benches/bare.mjs");
const edge = await start("xtask/js/serve.mjs", "0", data, "BEELINE_REHEARSE", "www/shop/beeline.toml");
const order = readFileSync(join(root, "www/shop/orders.shopify.jsonl"), "utf8").split("\n")[0];
await deliver(edge.address, "orders/updated", order);

const results = {
  bare: await measure(bare, async (address) => (await fetch(address)).text()),
  greeting: await measure(edge, (address) => post(address, { text: "hello" })),
  order_status: await measure(edge, (address) => post(address, { text: "where is HP-20417? maya.lindqvist@example.com" })),
};
for (const name of ["greeting", "order_status"]) {
  results[name].wall_ratio = results[name].wall_ms / results.bare.wall_ms;
  results[name].cpu_ratio = results[name].cpu_ms / results.bare.cpu_ms;
}
const round = (_, value) => (typeof value === "number" ? Math.round(value * 1000) / 1000 : value);
console.log(`${"".padEnd(16)}${"wall ms".padStart(10)}${"CPU ms".padStart(10)}${"× bare (wall, CPU)".padStart(24)}`);
for (const [name, { wall_ms, cpu_ms, wall_ratio = 1, cpu_ratio = 1 }] of Object.entries(results)) {
  console.log(`${name.padEnd(16)}${wall_ms.toFixed(2).padStart(10)}${cpu_ms.toFixed(2).padStart(10)}${`${wall_ratio.toFixed(1)}, ${cpu_ratio.toFixed(1)}`.padStart(24)}`);
}
console.log(JSON.stringify({ messages: MESSAGES, ...results }, round));
for (const { child } of [bare, edge]) child.kill("SIGTERM");
rmSync(data, { recursive: true, force: true });
process.exit(0);
