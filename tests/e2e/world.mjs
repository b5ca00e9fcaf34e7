// The world as its users meet it: the edge on workerd, the shop's page on another origin, Chromium, and every line of its
// console kept. Page objects speak the words that stand on the screen.
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { deliver, moved, root, start } from "../../xtask/js/local.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const asOf = Date.parse("2026-11-01T12:00:00Z");

export class World {
  /** `flags` are what Chromium is started with besides. */
  static async begin(...flags) {
    const world = new World();
    world.data = mkdtempSync(join(tmpdir(), "beeline-"));
    world.edge = await start("xtask/js/serve.mjs", "0", world.data, "BEELINE_REHEARSE", "www/shop/beeline.toml");
    world.pages = await start("xtask/js/pages.mjs", "0", world.edge.address);
    await world.load("orders/updated", "www/shop/orders.shopify.jsonl");
    world.browser = await chromium.launch({
      executablePath: process.env.BEELINE_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", ...flags],
    });
    return world;
  }

  async end() {
    await this.browser?.close();
    for (const server of [this.pages, this.edge]) {
      if (!server) continue;
      server.child.kill("SIGTERM");
      await once(server.child, "exit");
    }
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Brings payloads in through the webhook, as the platform sends them. */
  async load(topic, file) {
    const by = Date.now() - asOf;
    for (const line of readFileSync(join(root, file), "utf8").split("\n").filter(Boolean)) {
      await deliver(this.edge.address, topic, moved(line, by));
    }
  }

  /** A person's browser: its own storage, its console kept. */
  async visitor(options = {}) {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", ...options });
    const page = await context.newPage();
    const console = [];
    page.on("console", (message) => console.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => console.push(`error: ${error}`));
    return { page, context, console };
  }

  async shopper(options) {
    const visitor = await this.visitor(options);
    await visitor.page.goto(this.pages.address);
    return Object.assign(new Chat(visitor.page), visitor);
  }

  async agent(options) {
    const visitor = await this.visitor(options);
    await visitor.page.goto(`${this.edge.address}/desk/?shop=demo`);
    return Object.assign(new Desk(visitor.page), visitor);
  }
}

/** The chat as a shopper sees it. */
export class Chat {
  constructor(page) {
    this.page = page;
    this.launcher = page.getByRole("button", { name: /^(Open chat|Close chat|打开聊天)/ });
    this.panel = page.getByRole("dialog");
    this.log = this.panel.getByRole("log");
    this.box = this.panel.getByRole("textbox");
  }

  async open() {
    await this.launcher.click();
    await this.panel.waitFor();
  }

  async write(text) {
    await this.box.fill(text);
    await this.box.press("Enter");
  }

  /** Opens the chat and waits until the model in the browser is ready. */
  async openWithModel() {
    await this.launcher.waitFor();
    const ready = this.page.evaluate(() => new Promise((resolve) => window.Beeline.on("scoring", () => resolve())));
    await this.open();
    await ready;
  }

  /** Waits until the transcript says something. */
  async reads(text) {
    await this.log.getByText(text).first().waitFor();
  }
}

/** The desk as an agent sees it. */
export class Desk {
  constructor(page) {
    this.page = page;
    this.reply = page.getByRole("textbox", { name: "Your reply" });
  }

  async signIn() {
    await this.page.getByLabel("Access token").fill("demo-desk-token");
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  async say(text) {
    await this.reply.fill(text);
    await this.reply.press("Enter");
  }
}

/** What axe-core finds wrong with what is on the screen, in a line each. */
export const violations = async (page) => {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`));
};
