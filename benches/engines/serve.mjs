// The files of every engine on one origin, brotli at its strongest as a CDN keeps them, cached for good, and isolated: only
// then do the browser's clocks show microseconds.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { constants, brotliCompressSync } from "node:zlib";

const types = { html: "text/html", js: "text/javascript", mjs: "text/javascript", wasm: "application/wasm", onnx: "application/octet-stream" };
const isolation = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
const smallest = (data) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: data.length } });

/** Serves `files` (path → bytes or a file's name); `bytes` says what was asked for below a path, and how long it is. */
export const serve = async (files) => {
  // Before the first request: compressing a large engine takes half a minute, which is not the browser's.
  const packed = new Map(Object.entries(files).map(([path, file]) => [path, smallest(typeof file === "string" ? readFileSync(file) : file)]));
  const asked = new Set();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://bench");
    if (!packed.has(pathname)) return void response.writeHead(404, isolation).end();
    asked.add(pathname);
    const type = pathname === "/" ? types.html : types[pathname.split(".").pop()];
    const cache = type === "text/html" ? "no-store" : "public, max-age=31536000, immutable";
    response.writeHead(200, { "content-type": type, "content-encoding": "br", "cache-control": cache, "cross-origin-resource-policy": "same-origin", ...isolation });
    response.end(packed.get(pathname));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const bytes = (prefix) => Object.fromEntries([...asked].filter((path) => path.startsWith(prefix)).map((path) => [path.slice(prefix.length), packed.get(path).length]));
  return { address: `http://127.0.0.1:${server.address().port}`, bytes, end: () => server.close() };
};
