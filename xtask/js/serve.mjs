// The edge on the real workerd, through miniflare, with its storage on disk.
// Usage: node serve.mjs PORT DATA VARIABLE,VARIABLE… SHOP.toml…
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, watchFile, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Log, LogLevel, Miniflare } from "miniflare";

const [port, data, variables, ...shops] = process.argv.slice(2);
const root = fileURLToPath(new URL("../../", import.meta.url));
const edge = join(root, "pkg/edge");
const assets = join(root, "pkg/public");
const wrangler = JSON.parse(readFileSync(join(edge, "wrangler.jsonc"), "utf8").replace(/^\s*\/\/.*$/gm, ""));

const text = (path) => readFileSync(path, "utf8");
const bindings = Object.fromEntries(
  variables.split(",").filter((name) => process.env[name]).map((name) => [name, process.env[name]]),
);
// Good for putting a shop's file and nothing else; nobody but this process knows it.
const token = randomBytes(16).toString("hex");
bindings.BEELINE_CONFIG_TOKEN = token;
const objects = wrangler.durable_objects.bindings.map(({ name, class_name }) => [name, { className: class_name, useSQLite: true }]);

// A launcher that was killed leaves its runtime behind, with the port and the storage in its hands: one writer is enough.
const note = join(data, "runtime.pid");
const processes = () => execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" }).trim().split("\n").map((line) => line.trim().split(/\s+/));
if (existsSync(note)) {
  const left = readFileSync(note, "utf8");
  if (processes().some(([pid, , name]) => pid === left && name.includes("workerd"))) {
    try {
      process.kill(Number(left), "SIGKILL");
    } catch {
      // It was dying already.
    }
  }
}

const options = () => ({
  host: "127.0.0.1",
  port: Number(port),
  log: new Log(LogLevel.WARN),
  // Else it would ask the platform where this machine stands.
  cf: false,
  compatibilityDate: wrangler.compatibility_date,
  // The same modules as wrangler.jsonc deploys, but for the shops, which come from the command line.
  modules: [
    { type: "ESModule", path: join(edge, "worker.mjs"), contents: text(join(edge, "worker.mjs")) },
    { type: "ESModule", path: join(edge, "shops.mjs"), contents: `globalThis.BEELINE_SHOPS = ${JSON.stringify(shops.map(text))};` },
    { type: "ESModule", path: join(edge, "index.js"), contents: text(join(edge, "index.js")) },
    { type: "CompiledWasm", path: join(edge, "index_bg.wasm"), contents: readFileSync(join(edge, "index_bg.wasm")) },
  ],
  modulesRoot: edge,
  bindings,
  durableObjects: Object.fromEntries(objects),
  durableObjectsPersist: join(data, "objects"),
  ...(existsSync(assets) && {
    assets: {
      directory: assets,
      binding: "ASSETS",
      routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
      assetConfig: { html_handling: "auto-trailing-slash", not_found_handling: "none" },
    },
  }),
});
const miniflare = new Miniflare(options());

const end = async () => {
  await miniflare.dispose();
  rmSync(note, { force: true });
  process.exit(0);
};
process.on("SIGTERM", end);
process.on("SIGINT", end);
// Started by another task: ends with it.
if (process.env.BEELINE_TIED) process.stdin.on("end", end).resume();

const ready = async () => {
  const address = await miniflare.ready;
  const runtime = processes().find(([, parent, name]) => parent === String(process.pid) && name.includes("workerd"));
  mkdirSync(data, { recursive: true });
  if (runtime) writeFileSync(note, runtime[0]);
  return address;
};
const address = await ready();

// A file that changes is put over the one this runtime started with, as an agent would: the next message knows it, and nobody's
// socket is cut. What only a deployment can change starts the runtime anew. Whichever came last counts, an agent's file or the
// one on disk, also when the disk's was changed while nothing ran: what was last read of it is noted.
const seen = join(data, "files.json");
const noted = existsSync(seen) ? JSON.parse(text(seen)) : {};
const digest = (body) => createHash("sha256").update(body).digest("hex");
const id = (path) => /^\s*id\s*=\s*["']([^"']*)/m.exec(text(path))?.[1] ?? "";
const ids = Object.fromEntries(shops.map((path) => [path, id(path)]));
const remember = (path, body) => {
  noted[path] = digest(body);
  writeFileSync(seen, JSON.stringify(noted));
};
const put = async (path) => {
  const body = text(path);
  const answer = await miniflare.dispatchFetch("http://127.0.0.1/v1/desk/config", {
    method: "PUT",
    headers: { "x-beeline-shop": ids[path], authorization: `Bearer ${token}` },
    body,
  });
  if (answer.status === 204) {
    remember(path, body);
    return console.error(`  ${path} is read again: it counts from the next message on.`);
  }
  const problem = await answer.json();
  const problems = (problem.detail ?? problem.title).split("\n");
  if (problems.every((line) => line.endsWith("or deploy the new file."))) {
    await miniflare.setOptions(options());
    const moved = await ready();
    remember(path, body);
    ids[path] = id(path);
    return console.error(`  ${path} is read again: the runtime has started anew at ${moved.origin}.`);
  }
  console.error([`  ${path} has to be mended; until then the last one counts:`, ...problems.map((line) => `    ${line}`)].join("\n"));
};
let turn = Promise.resolve();
const again = (path) => (turn = turn.then(() => put(path)).catch((error) => console.error(`  ${path}: ${error.message}`)));
for (const path of shops) {
  if (noted[path] && noted[path] !== digest(text(path))) await again(path);
  else remember(path, text(path));
  watchFile(path, { interval: 200 }, (now, before) => {
    if (now.mtimeMs && (now.mtimeMs !== before.mtimeMs || now.size !== before.size)) void again(path);
  });
}
// As the platform's cron does every minute, and once now: the alarms of an earlier run are forgotten.
const worker = await miniflare.getWorker();
const sweep = () => worker.scheduled({ cron: wrangler.triggers.crons[0] }).catch((error) => console.error(`sweep: ${error.message}`));
void sweep();
setInterval(sweep, 60_000).unref();
console.log(`READY ${address.origin}`);
