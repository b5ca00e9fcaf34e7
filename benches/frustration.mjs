// What noticing frustration costs a shopper's browser: our engine beside onnxruntime-web on the same file and VADER in
// JavaScript, in one run of Chromium. Absolute numbers are this machine's; the ratios are what counts.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { chromium } from "playwright-core";
import { serve } from "./engines/serve.mjs";
import { root } from "../xtask/js/local.mjs";

const OPENINGS = 7;
const ROUNDS = 5;
const ENGINES = ["beeline", "onnxruntime", "vader", "nothing"];

const at = (...path) => join(root, ...path);
const widget = at("pkg/public/widget");
const built = join(widget, readdirSync(widget, { withFileTypes: true }).find((entry) => entry.isDirectory()).name);
const ort = (name) => at("benches/node_modules/onnxruntime-web/dist", name);
const model = at("models/frustration/frustration.onnx");
const site = await serve({
  "/": Buffer.from('<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,"><script type="module" src="/page.mjs"></script>'),
  "/page.mjs": at("benches/engines/page.mjs"),
  "/beeline/worker.js": join(built, "worker.js"),
  "/beeline/worker_bg.wasm": join(built, "worker_bg.wasm"),
  "/beeline/frustration.onnx": model,
  "/onnxruntime/worker.mjs": at("benches/engines/onnxruntime.mjs"),
  "/onnxruntime/ort.wasm.min.mjs": ort("ort.wasm.min.mjs"),
  "/onnxruntime/ort-wasm-simd-threaded.mjs": ort("ort-wasm-simd-threaded.mjs"),
  "/onnxruntime/ort-wasm-simd-threaded.wasm": ort("ort-wasm-simd-threaded.wasm"),
  "/onnxruntime/frustration.onnx": model,
  "/vader/worker.mjs": Buffer.from(buildSync({ entryPoints: [at("benches/engines/vader.mjs")], bundle: true, minify: true, format: "esm", write: false }).outputFiles[0].contents),
});

// The held-out messages that the model comes with, and their ids by the one tokeniser there is.
const texts = readFileSync(at("models/frustration/golden.tsv"), "utf8").trim().split("\n").map((line) => line.split("\t")[0]);
const tokeniser = at("target/release/examples/tokenise");
const shape = JSON.parse(execFileSync(tokeniser, ["--shape"], { encoding: "utf8" }));
const stream = execFileSync(tokeniser, { input: texts.join("\n") + "\n", maxBuffer: 1 << 28 });
let offset = 0;
const number = () => stream.readUInt32LE((offset += 4) - 4);
const messages = texts.map((text) => {
  const [positions, core, further] = [number(), [], []];
  for (let position = 0; position < positions; position++) {
    for (let i = 0; i < shape.core; i++) core.push(number());
    for (let i = 0; i < shape.further; i++) further.push(number());
  }
  return { text, positions, core, further };
});

const profile = mkdtempSync(join(tmpdir(), "beeline-bench-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.BEELINE_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
page.on("console", (line) => line.type() === "error" && console.error(line.text()));
/** A fresh page with one engine in it: milliseconds to its first score. */
const open = async (name) => {
  await page.goto(site.address);
  await page.waitForFunction("window.open_engine");
  return page.evaluate(
    ([name, { text, positions, core, further }]) => open_engine(name, { text, positions, core: Int32Array.from(core), further: Int32Array.from(further) }),
    [name, messages[0]],
  );
};
const ask = () =>
  page.evaluate((all) => ask_all(all.map(({ text, positions, core, further }) => ({ text, positions, core: Int32Array.from(core), further: Int32Array.from(further) }))), messages);

const median = (values) => values.toSorted((one, other) => one - other)[values.length >> 1];
const seen = Object.fromEntries(ENGINES.map((name) => [name, { opened: [], times: [], scores: [] }]));
// Cold once for each, and worked until the browser has compiled and kept it at its best.
for (const name of ENGINES) {
  seen[name].cold = await open(name);
  for (let i = 0; i < 3; i++) await ask();
}
// In turn, so that whatever else the machine does falls on all of them.
for (let i = 0; i < OPENINGS; i++) for (const name of ENGINES) seen[name].opened.push(await open(name));
for (let round = 0; round < ROUNDS; round++) {
  for (const name of ENGINES) {
    await open(name);
    await ask();
    const answers = await ask();
    seen[name].times.push(...answers.map(([time]) => time));
    seen[name].scores = answers.map(([, score]) => score);
  }
}
await browser.close();
site.end();
rmSync(profile, { recursive: true, force: true });

const engines = {};
for (const name of ENGINES) {
  const files = site.bytes(`/${name}/`);
  const weights = files["frustration.onnx"] ?? 0;
  const { cold, opened, times } = seen[name];
  const download = Object.values(files).reduce((sum, bytes) => sum + bytes, 0) - weights;
  engines[name] = { first_score_ms: median(opened), first_score_cold_ms: cold, median_us: median(times), engine_bytes: download, model_bytes: weights };
}
const ours = engines.beeline;
const beside = (name) => ({
  first_score: ours.first_score_ms / engines[name].first_score_ms,
  message: ours.median_us / engines[name].median_us,
  ...(engines[name].engine_bytes && { engine_bytes: ours.engine_bytes / engines[name].engine_bytes }),
});
const furthest = Math.max(...seen.beeline.scores.map((score, i) => Math.abs(score - seen.onnxruntime.scores[i])));
console.log(`${"".padEnd(14)}${"first score ms".padStart(16)}${"(cold)".padStart(10)}${"µs a message".padStart(14)}${"engine bytes".padStart(14)}${"model bytes".padStart(13)}`);
for (const [name, { first_score_ms, first_score_cold_ms, median_us, engine_bytes, model_bytes }] of Object.entries(engines)) {
  console.log(`${name.padEnd(14)}${first_score_ms.toFixed(0).padStart(16)}${first_score_cold_ms.toFixed(0).padStart(10)}${median_us.toFixed(0).padStart(14)}${String(engine_bytes).padStart(14)}${String(model_bytes).padStart(13)}`);
}
const round = (_, value) => (typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value);
const ratios = Object.fromEntries(ENGINES.slice(1).map((name) => [name, beside(name)]));
console.log(JSON.stringify({ messages: messages.length, rounds: ROUNDS, engines, ours_divided_by: ratios, furthest_from_onnxruntime: furthest }, round));
process.exit(0);
