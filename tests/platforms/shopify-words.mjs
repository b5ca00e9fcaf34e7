// Whether the words of Shopify's statuses that we know are still those of its published schema.
//
//   npm pack @shopify/dev-mcp && tar xzf shopify-dev-mcp-*.tgz && node tests/platforms/shopify-words.mjs package
//
// The package alone is enough (14 MB); installing it would bring hundreds of megabytes that nothing here needs.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("name the folder of @shopify/dev-mcp");
const known = JSON.parse(readFileSync(new URL("../../edge/src/connectors/shopify/words.json", import.meta.url), "utf8"));
const data = join(folder, "dist/data");
let wrong = 0;
for (const file of readdirSync(data).filter((name) => /^admin_\d{4}-\d{2}\.json\.gz$/.test(name))) {
  const schema = JSON.parse(gunzipSync(readFileSync(join(data, file))));
  const { types } = (schema.data ?? schema).__schema;
  for (const [name, words] of Object.entries(known).filter(([name]) => name !== "source")) {
    const published = types.find((type) => type.name === name)?.enumValues.map((value) => value.name) ?? [];
    for (const word of published.filter((word) => !words.includes(word))) {
      console.error(`${file}: ${name}.${word} is new`);
      wrong += 1;
    }
  }
  console.log(`${file}: read`);
}
process.exit(wrong ? 1 : 0);
