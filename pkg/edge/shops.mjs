// The shops that this deployment serves: one import and one entry a shop.
import demo from "./beeline.toml";

globalThis.BEELINE_SHOPS = [demo];
