// A browser without Wasm SIMD, as some old phones have: the basic engine runs, and anger is met all the same.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { World } from "./world.mjs";

let world;
// On this processor, as it were, there is nothing that SIMD could be made of.
before(async () => (world = await World.begin("--js-flags=--no-enable-sse4-1")));
after(() => world?.end());

test("without SIMD the basic engine notices anger", async () => {
  const chat = await world.shopper();
  const loaded = [];
  chat.page.on("request", (request) => loaded.push(new URL(request.url()).pathname.split("/").pop()));
  await chat.openWithModel();
  await chat.write("This is RIDICULOUS. I have asked three times and you keep ignoring me, absolutely useless service!!!");
  await chat.panel.getByRole("button", { name: /person/i }).first().waitFor();
  assert.ok(loaded.includes("basic_bg.wasm") && !loaded.includes("worker_bg.wasm"), `${loaded}`);
  assert.deepEqual(chat.console, []);
  await chat.context.close();
});
