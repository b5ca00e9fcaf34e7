// The demo shop's page, on an origin of its own, and the merchant's system behind it. Usage: node pages.mjs PORT EDGE
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { Merchant } from "./merchant.mjs";

const [port, edge] = process.argv.slice(2);
const folder = fileURLToPath(new URL("../../www/shop/", import.meta.url));
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml" };

const merchant = new Merchant();

const server = createServer(async (request, response) => {
  if (await merchant.serve(request, response)) return;
  const path = normalize(new URL(request.url, "http://page").pathname).replace(/\/$/, "/index.html");
  const type = types[extname(path)];
  try {
    if (!type) throw new Error("not a page");
    const text = await readFile(join(folder, path), "utf8");
    const body = text.replaceAll("{{EDGE_WS}}", edge.replace(/^http/, "ws")).replaceAll("{{EDGE}}", edge);
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body);
  } catch {
    response.writeHead(404, { "content-type": "text/plain" }).end("There is no such page.");
  }
});
// Another host name than the edge's: as far apart as a merchant's page and its edge are.
server.listen(Number(port), "127.0.0.1", () => console.log(`READY http://localhost:${server.address().port}`));
const end = () => process.exit(0);
process.on("SIGTERM", end);
process.on("SIGINT", end);
// Started by another task: ends with it.
if (process.env.BEELINE_TIED) process.stdin.on("end", end).resume();
