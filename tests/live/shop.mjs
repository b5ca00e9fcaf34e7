// A Vendure shop in this process, in memory, and the few lines by which it tells an edge of its orders.
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import core from "@vendure/core";
import testing from "@vendure/testing";
import graphql from "graphql-tag";

const gql = graphql.default ?? graphql;

/** What the edge is sent: all that `edge/src/connectors/vendure.rs` reads. */
const ORDER = gql`
  query ($id: ID!) {
    order(id: $id) {
      id code state orderPlacedAt updatedAt currencyCode totalWithTax
      customer { emailAddress }
      shippingAddress { streetLine1 streetLine2 city province postalCode countryCode }
      lines {
        id quantity proratedUnitPriceWithTax
        productVariant { id name product { id name } options { name group { name } } }
      }
      payments { method state refunds { id createdAt updatedAt state total } }
      fulfillments { id updatedAt state method trackingCode lines { orderLineId quantity } }
    }
  }
`;

/** Sends one order to an edge, signed. */
const send = async ({ at, order }, edge, channel, secret) => {
  const body = JSON.stringify(order);
  const answer = await fetch(`${edge}/v1/hooks/vendure`, {
    method: "POST",
    headers: { "x-vendure-at": at, "x-vendure-channel": channel, "x-vendure-signature": createHmac("sha256", secret).update(body).digest("base64") },
    body,
  });
  if (answer.status !== 200) throw new Error(`the webhook answered ${answer.status}: ${await answer.text()}`);
};

/** Starts a shop with two products, whose orders are numbered VD-10001 and so on. */
export const start = async () => {
  const folder = mkdtempSync(join(tmpdir(), "beeline-vendure-"));
  const products = join(folder, "products.csv");
  writeFileSync(
    products,
    "name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets\n" +
      "Storm Lantern,storm-lantern,,,,finish,brass,SL-B,48.00,standard,10,true,,\n" +
      ",,,,,,black,SL-K,48.00,standard,10,true,,\n" +
      "Enamel Mug,enamel-mug,,,,,,EM,14.00,standard,10,true,,\n",
  );
  const changes = [];
  class Changes {
    constructor(bus) {
      for (const kind of [core.OrderStateTransitionEvent, core.RefundEvent, core.RefundStateTransitionEvent]) {
        bus.ofType(kind).subscribe(({ order }) => order && changes.push(order.id));
      }
    }
  }
  Reflect.defineMetadata("design:paramtypes", [core.EventBus], Changes);
  const Told = core.VendurePlugin({ imports: [core.PluginCommonModule] })(Changes) ?? Changes;

  let number = 10000;
  const port = await free();
  testing.registerInitializer("sqljs", new testing.SqljsInitializer(join(folder, "data")));
  const config = core.mergeConfig(testing.testConfig, {
    apiOptions: { port },
    orderOptions: { orderCodeStrategy: { generate: () => `VD-${++number}` } },
    paymentOptions: { paymentMethodHandlers: [core.dummyPaymentHandler] },
    plugins: [Told],
  });
  const { server, adminClient, shopClient } = testing.createTestEnvironment(config);
  await server.init({
    productsCsvPath: products,
    customerCount: 1,
    initialData: {
      defaultLanguage: core.LanguageCode.en,
      defaultZone: "Europe",
      countries: [{ name: "Ireland", code: "IE", zone: "Europe" }],
      taxRates: [{ name: "Standard Tax", percentage: 20 }],
      shippingMethods: [{ name: "Standard Shipping", price: 500 }],
      paymentMethods: [{ name: "card", handler: { code: core.dummyPaymentHandler.code, arguments: [{ name: "automaticSettle", value: "true" }] } }],
      collections: [],
    },
  });
  await adminClient.asSuperAdmin();
  return {
    admin: (query, variables) => adminClient.query(gql(query), variables),
    shop: (query, variables) => shopClient.query(gql(query), variables),
    send,
    /** Tells an edge of every change since the last time; the orders as they were sent. */
    tell: async (...edge) => {
      const sent = [];
      for (const id of new Set(changes.splice(0))) {
        const told = { at: new Date().toISOString(), ...(await adminClient.query(ORDER, { id: `T_${id}` })) };
        await send(told, ...edge);
        sent.push(told);
      }
      return sent;
    },
    stop: async () => {
      await server.destroy();
      rmSync(folder, { recursive: true });
    },
  };
};

const free = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
