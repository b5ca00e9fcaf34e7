// What nlp.js makes of the same rows: `node nlpjs.mjs en|zh TRAIN.jsonl TEST.jsonl…`, where `@nlpjs/basic` and `@nlpjs/lang-zh` 4.27 are installed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// Resolved from the folder it is run in: no package of the project needs it.
const require = createRequire(join(process.cwd(), "here.js"));
const { dockStart } = require("@nlpjs/basic");
const { LangZh } = require("@nlpjs/lang-zh");

const [language, train, ...tests] = process.argv.slice(2);
const rows = (path) => readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const dock = await dockStart({ use: ["Basic"], settings: { nlp: { autoSave: false, autoLoad: false, forceNER: false, log: false } } });
if (language === "zh") dock.getContainer().use(LangZh);
const nlp = dock.get("nlp");
nlp.addLanguage(language);
rows(train).forEach((row) => nlp.addDocument(language, row.text, row.intent));
let began = performance.now();
await nlp.train();
const trained = (performance.now() - began) / 1000;
for (const test of tests) {
  const times = [];
  let right = 0;
  const asked = rows(test);
  for (const row of asked) {
    began = performance.now();
    const read = await nlp.process(language, row.text);
    times.push(performance.now() - began);
    right += read.intent === row.intent;
  }
  times.sort((a, b) => a - b);
  console.log(JSON.stringify({ test, n: asked.length, accuracy: +(right / asked.length).toFixed(4),
    median_us: Math.round(1000 * times[times.length >> 1]), train_s: Math.round(trained), model_bytes: nlp.export().length }));
}
