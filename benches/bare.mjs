// A worker that does nothing but answer, on the same runtime: what any worker costs.
import { Miniflare } from "miniflare";

const miniflare = new Miniflare({
  port: 0,
  cf: false,
  modules: true,
  compatibilityDate: "2026-04-01",
  script: `export default { fetch: () => new Response("ok") };`,
});
console.log(`READY ${(await miniflare.ready).origin}`);
process.stdin.on("end", () => process.exit(0)).resume();
