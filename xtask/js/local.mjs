// Servers of ours on this machine, for tests and measurements: started, waited for, and fed through the webhook.
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Starts a script that prints READY and its address; it ends with this process. */
export const start = async (...args) => {
  const child = spawn("node", args, { cwd: root, stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, BEELINE_TIED: "1" } });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("READY ")) return { child, address: line.slice(6) };
  }
  throw new Error(`${args[0]} ended before it was ready`);
};

/** Brings one payload to the demo shop, signed as its platform signs. */
export const deliver = async (address, topic, body) => {
  const answer = await fetch(`${address}/v1/hooks/shopify`, {
    method: "POST",
    headers: {
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": "demo.myshopify.com",
      "x-shopify-hmac-sha256": createHmac("sha256", "demo-shopify-secret").update(body).digest("base64"),
    },
    body,
  });
  if (answer.status !== 200) throw new Error(`the webhook answered ${answer.status}: ${await answer.text()}`);
};

/** A payload's text with every time in it moved by so many milliseconds. */
export const moved = (text, by) =>
  text.replace(/"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"/g, (_, time) => `"${new Date(Date.parse(time) + by).toISOString()}"`);
