// Whatever openapi.yaml allows, and much that it does not, sent to the edge on workerd: no 5xx, and every answer is one that
// the contract knows. Some conversations stand at the desk beforehand, so that the fuzzer gets past the door.
// Usage: node fuzz.mjs PYTHON [SEED]
import { spawnSync } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, start } from "../../xtask/js/local.mjs";

const [python, seed = String(randomInt(2 ** 31))] = process.argv.slice(2);
const EXAMPLES = "30";
const DESK = "demo-desk-token";
Object.assign(process.env, { BEELINE_DESK_TOKEN: DESK, BEELINE_OUTBOX_SECRET: "demo-outbox-secret" });

const data = mkdtempSync(join(tmpdir(), "beeline-fuzz-"));
const variables = "BEELINE_REHEARSE,BEELINE_DESK_TOKEN,BEELINE_OUTBOX_SECRET";
const edge = await start("xtask/js/serve.mjs", "0", data, variables, "www/shop/beeline.toml");
const ask = async (path, options) => (await fetch(`${edge.address}${path}`, options)).json();
const shop = { "x-beeline-shop": "demo" };
const say = (text) => ask("/v1/messages", { method: "POST", headers: shop, body: JSON.stringify({ id: randomUUID(), text }) });
const { conversation } = await say("I want to talk to a person");
const { conversations } = await ask("/v1/desk/queue", { headers: { ...shop, authorization: `Bearer ${DESK}` } });
const { messages } = await ask("/v1/desk/outbox", { headers: { ...shop, authorization: `Bearer ${DESK}` } });

const settings = join(data, "schemathesis.toml");
writeFileSync(
  settings,
  `
[headers]
x-beeline-shop = "demo"
authorization = "Bearer ${DESK}"
[[operations]]
include-path-regex = "^/v1/messages"
headers = { authorization = "Bearer ${conversation}" }
[[operations]]
include-path-regex = "^/v1/desk/conversations"
parameters = { "path.id" = "${conversations[0].id}" }
[[operations]]
include-path-regex = "^/v1/desk/outbox/"
parameters = { "path.id" = "${messages[0].id}" }
`,
);
const known = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance", "response_schema_conformance"];
const fuzzer = spawnSync(
  python,
  [
    ...["-m", "schemathesis.cli", "--config-file", settings, "run", join(root, "edge/openapi.yaml"), "--url", edge.address, "--checks", known.join(",")],
    ...["--max-examples", EXAMPLES, "--continue-on-failure", "--seed", seed, "--warnings", "off", "--no-color"],
  ],
  // What it keeps of a run goes with the folder.
  { cwd: data, stdio: "inherit", env: { ...process.env, SCHEMATHESIS_HOOKS: join(root, "tests/fuzz/hooks.py") } },
);
edge.child.kill("SIGTERM");
rmSync(data, { recursive: true, force: true });
process.exit(fuzzer.status ?? 1);
