// What the platform runs: the shops' files first, then the module that reads them.
import "./shops.mjs";
export * from "./index.js";
export { default } from "./index.js";
