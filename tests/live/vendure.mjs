// A real shop: an order placed, paid, sent and refunded at a Vendure is answered here. Run by `cargo xtask test --live`.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { start as serve } from "../../xtask/js/local.mjs";
import { start as open } from "./shop.mjs";

const SECRET = "a secret of both";
const CHANNEL = "e2e-default-channel";
const EMAIL = "ada@example.com";
const folder = mkdtempSync(join(tmpdir(), "beeline-live-"));
let edge, shop;

before(async () => {
  const file = join(folder, "beeline.toml");
  writeFileSync(
    file,
    `id = "live"\nname = "Live"\norigins = ["https://live.example"]\nhosts = ["127.0.0.1"]\n` +
      `[platform]\nkind = "vendure"\ndomain = "${CHANNEL}"\nsecret_env = "LIVE_VENDURE_SECRET"\n`,
  );
  process.env.LIVE_VENDURE_SECRET = SECRET;
  [edge, shop] = await Promise.all([serve("xtask/js/serve.mjs", "0", join(folder, "data"), "LIVE_VENDURE_SECRET", file), open()]);
});

after(async () => {
  await shop?.stop();
  edge?.child.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** What the edge says of an order, to whoever knows its number and its email. */
const ask = async (text) => {
  const answer = await fetch(`${edge.address}/v1/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-beeline-shop": "live" },
    body: JSON.stringify({ id: randomUUID(), text }),
  });
  const { replies } = await answer.json();
  return replies.map((reply) => reply.text).join("\n");
};
const tell = () => shop.tell(edge.address, CHANNEL, SECRET);
/** The order or object of a mutation; an error that the shop answers is thrown. */
const done = (answer) => {
  const [result] = Object.values(answer);
  if (result?.errorCode) throw new Error(`${result.errorCode}: ${result.message}`);
  return result;
};
const problem = "... on ErrorResult { errorCode message }";

test("an order placed at a shop is answered here, from its payment to its refund", async () => {
  const buy = async (variant, quantity) =>
    done(await shop.shop(`mutation { addItemToOrder(productVariantId: "${variant}", quantity: ${quantity}) { ... on Order { code } ${problem} } }`));
  await buy("T_1", 2);
  const { code } = await buy("T_3", 1);
  done(await shop.shop(`mutation { setCustomerForOrder(input: { firstName: "Ada", lastName: "L", emailAddress: "Ada@Example.com" }) { ... on Order { id } ${problem} } }`));
  done(await shop.shop(`mutation { setOrderShippingAddress(input: { streetLine1: "Main St 1", city: "Cork", postalCode: "T12", countryCode: "IE" }) { ... on Order { id } ${problem} } }`));
  const { eligibleShippingMethods: [method] } = await shop.shop(`{ eligibleShippingMethods { id } }`);
  done(await shop.shop(`mutation { setOrderShippingMethod(shippingMethodId: ["${method.id}"]) { ... on Order { id } ${problem} } }`));
  done(await shop.shop(`mutation { transitionOrderToState(state: "ArrangingPayment") { ... on Order { id } ${problem} } }`));
  await tell();
  assert.doesNotMatch(await ask(`where is ${code}? ${EMAIL}`), /Storm Lantern/, "a cart is no order yet");

  const order = done(await shop.shop(`mutation { addPaymentToOrder(input: { method: "card", metadata: {} }) { ... on Order { id state } ${problem} } }`));
  assert.equal(order.state, "PaymentSettled");
  await tell();
  assert.match(await ask(`where is ${code}? ${EMAIL}`), new RegExp(`${code}.*not been shipped`, "s"));
  assert.doesNotMatch(await ask(`where is ${code}? eve@example.com`), /shipped/, "nobody else hears of it");

  const { order: { lines } } = await shop.admin(`{ order(id: "${order.id}") { lines { id quantity } } }`);
  const fulfil = done(
    await shop.admin(
      `mutation ($input: FulfillOrderInput!) { addFulfillmentToOrder(input: $input) { ... on Fulfillment { id } ${problem} } }`,
      {
        input: {
          lines: lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity })),
          handler: { code: "manual-fulfillment", arguments: [{ name: "method", value: "An Post" }, { name: "trackingCode", value: "AP123456789IE" }] },
        },
      },
    ),
  );
  const move = async (state) => done(await shop.admin(`mutation { transitionFulfillmentToState(id: "${fulfil.id}", state: "${state}") { ... on Fulfillment { id } ${problem} } }`));
  await move("Shipped");
  const [early] = await tell();
  const sent = await ask(`where is ${code}? ${EMAIL}`);
  assert.match(sent, /An Post/);
  assert.match(sent, /AP123456789IE/);
  assert.match(sent, /in transit/);

  await move("Delivered");
  await tell();
  assert.match(await ask(`where is ${code}? ${EMAIL}`), /delivered/);
  assert.equal(early.order.state, "Shipped");
  await shop.send(early, edge.address, CHANNEL, SECRET);
  assert.match(await ask(`where is ${code}? ${EMAIL}`), /delivered/, "what comes late changes nothing");

  const { order: { payments: [payment] } } = await shop.admin(`{ order(id: "${order.id}") { payments { id } } }`);
  const refund = done(
    await shop.admin(`mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { ... on Refund { id total } ${problem} } }`, {
      input: { paymentId: payment.id, amount: 1680, lines: [], shipping: 0, adjustment: 0, reason: "a chip" },
    }),
  );
  assert.equal(refund.total, 1680);
  await tell();
  assert.match(await ask(`has my refund for ${code} been made? ${EMAIL}`), /16\.80/);
});
