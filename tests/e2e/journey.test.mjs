// The whole way of a message, as people see it: the optimised build in real Chromium, the module on real workerd, the page
// on another origin than the edge.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { World, violations } from "./world.mjs";

let world;
before(async () => (world = await World.begin()));
after(() => world?.end());

test("nothing is loaded and nothing is stored until the shopper acts", async () => {
  const { page, context, launcher, console } = await world.shopper();
  await launcher.waitFor();
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  assert.deepEqual(loaded.filter((name) => name.includes("/v1/")), [`${world.edge.address}/v1/widget/beeline.js`]);
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
  assert.deepEqual(console, []);
  await context.close();
});

test("an order is proven by number and email, and its tracking number is read", async () => {
  const chat = await world.shopper();
  await chat.open();
  await chat.panel.getByText("AI assistant").first().waitFor();
  await chat.write("Where is my order HP-20417?");
  await chat.reads(/which email/i);
  await chat.write("maya.lindqvist@example.com");
  await chat.reads("RM482915507GB");
  assert.deepEqual(await violations(chat.page), []);
  assert.deepEqual(chat.console, []);
  await chat.context.close();
});

test("an order is shown whole before it is cancelled, and is cancelled by one press", async () => {
  const chat = await world.shopper();
  await chat.open();
  await chat.panel.getByText("AI assistant").first().waitFor();
  await chat.write("please cancel order HP-20440, rosa.jimenez@example.com");
  await chat.reads(/Shall I go ahead\?/);
  await chat.reads(/£124\.95 is refunded to your original payment method/);
  assert.deepEqual(await violations(chat.page), []);
  await chat.panel.getByRole("button", { name: "Yes, go ahead" }).click();
  await chat.reads(/Order HP-20440 is cancelled/);
  await chat.write("where is it?");
  await chat.reads(/was cancelled on/);
  assert.deepEqual(chat.console, []);
  if (process.env.BEELINE_SHOT) await chat.page.screenshot({ path: process.env.BEELINE_SHOT });
  await chat.context.close();
});

test("what was promised in the chat stands among the deliveries at the desk, and is sent again", async () => {
  const desk = await world.agent();
  await desk.signIn();
  await desk.page.getByRole("button", { name: "Deliveries" }).click();
  const list = desk.page.getByRole("dialog", { name: "Deliveries to the shop’s system" });
  await list.getByText("Order cancelled").waitFor();
  const again = list.getByRole("button", { name: /^Send again: Order cancelled/ });
  await again.click();
  await list.getByText("under way").first().waitFor();
  if (process.env.BEELINE_SHOT) await desk.page.screenshot({ path: process.env.BEELINE_SHOT });
  assert.deepEqual(await violations(desk.page), []);
  await desk.page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  assert.deepEqual(desk.console, []);
  await desk.context.close();
});

test("anger is met before its message leaves, a person takes over, and the shopper reads the answer", async () => {
  const chat = await world.shopper();
  await chat.openWithModel();
  await chat.write("Where is my order HP-20417? maya.lindqvist@example.com");
  await chat.reads("RM482915507GB");

  // The request is held where it leaves the browser: what is on the screen then was there before the edge heard a word.
  const offer = chat.panel.getByText(/rather talk to a person/);
  let seen;
  await chat.page.route("**/v1/messages", async (route) => {
    seen = await offer.isVisible();
    await route.continue();
  });
  await chat.write("This is RIDICULOUS. I have asked three times and you keep ignoring me, absolutely useless service!!!");
  await chat.reads(/taking over/);
  assert.equal(seen, true, "the offer of a person stands before the request starts");

  const desk = await world.agent();
  await desk.signIn();
  await desk.page.getByText(/RIDICULOUS/).first().click();
  await desk.page.getByText("What is known").waitFor();
  await desk.page.getByText("RM482915507GB").first().waitFor();
  assert.deepEqual(await violations(desk.page), []);
  await desk.say("I am so sorry. Royal Mail brings it tomorrow before noon.");

  await chat.reads("tomorrow before noon");
  await chat.write("thank you");
  await desk.page.getByRole("log").getByText("thank you").waitFor();
  assert.deepEqual(await violations(chat.page), []);
  assert.deepEqual([chat.console, desk.console], [[], []]);
  await chat.context.close();
  await desk.context.close();
});

test("a person is one tap away", async () => {
  const chat = await world.shopper();
  await chat.open();
  await chat.panel.getByRole("button", { name: "Talk to a person" }).first().click();
  await chat.reads(/taking over/);
  assert.deepEqual(chat.console, []);
  await chat.context.close();
});

test("a message that meets a dead edge waits with a retry and is sent once", async () => {
  const chat = await world.shopper();
  await chat.open();
  await chat.page.route("**/v1/messages", (route) => route.abort());
  await chat.write("What is your return policy?");
  const retry = chat.panel.getByRole("button", { name: "Try again" });
  await retry.waitFor();
  await chat.page.unroute("**/v1/messages");
  await retry.click();
  await chat.reads("30 days");
  assert.equal(await chat.log.getByText("What is your return policy?").count(), 1);
  await chat.context.close();
});

test("without the engine the chat goes on", async () => {
  const chat = await world.shopper();
  await chat.page.route("**/worker*", (route) => route.abort());
  await chat.open();
  await chat.write("What is your return policy?");
  await chat.reads("30 days");
  await chat.context.close();
});

test("the conversation is still there after a reload", async () => {
  const chat = await world.shopper();
  await chat.open();
  await chat.write("What is your return policy?");
  await chat.reads("30 days");
  await chat.page.reload();
  await chat.panel.waitFor();
  await chat.reads("30 days");
  assert.deepEqual(chat.console, []);
  await chat.context.close();
});

test("a phone, in Chinese, by keyboard", async () => {
  const chat = await world.shopper({ viewport: { width: 390, height: 844 }, locale: "zh-CN", hasTouch: true, isMobile: true });
  await chat.page.evaluate(() => document.documentElement.setAttribute("lang", "zh-CN"));
  await chat.launcher.focus();
  await chat.page.keyboard.press("Enter");
  await chat.panel.waitFor();
  await chat.write("我的包裹到哪了？订单号HP-20417");
  await chat.reads("邮箱");
  await chat.write("maya.lindqvist@example.com");
  await chat.reads("RM482915507GB");
  const wide = await chat.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, "nothing is wider than the screen");
  await chat.page.keyboard.press("Escape");
  await chat.panel.waitFor({ state: "hidden" });
  assert.deepEqual(chat.console, []);
  await chat.context.close();
});
