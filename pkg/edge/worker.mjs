// What the platform runs: the shops' files first, then the module that reads them.
import "./shops.mjs";
import { Keeper } from "./index.js";
export { default } from "./index.js";

// The platform keeps the objects of each class apart; what they do is the same.
export class OrderObject extends Keeper {}
export class NameObject extends Keeper {}
export class ShopperObject extends Keeper {}
export class ProductObject extends Keeper {}
export class ConversationObject extends Keeper {}
export class DeskObject extends Keeper {}
export class LimiterObject extends Keeper {}
export class OutboxObject extends Keeper {}
export class ConfigObject extends Keeper {}
