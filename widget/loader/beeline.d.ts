/** What `beeline.js` puts on the page. */
export interface Beeline {
  /** Opens the panel; loads the chat the first time. */
  open(): Promise<void>;
  /** Closes the panel; focus returns to the launcher. */
  close(): void;
  /** Takes the chat off the page and leaves the page as it was. */
  destroy(): void;
  /** Says who the shopper is: a JWT signed by the merchant (HS256; `sub`, `email`, `exp`). Nothing signs them out. */
  identify(jwt?: string): void;
  /** Calls back each time it happens. */
  on(event: BeelineEvent, listener: () => void): void;
}

/**
 * - `open`, `close`: the panel
 * - `unread`: something was said while the panel was closed
 * - `handoff`: a person took the conversation over
 * - `scoring`: the model in the browser is ready; messages are scored from now on
 */
export type BeelineEvent = "open" | "close" | "unread" | "handoff" | "scoring";

/** The attributes of the script tag. */
export interface BeelineOptions {
  /** The shop's id. */
  "data-shop": string;
  /** BCP 47; otherwise the page's `lang`, then the shop's own. */
  "data-locale"?: string;
  /** As for `identify`. */
  "data-identity"?: string;
  /** A CSS colour for the launcher until the shop's own is known. */
  "data-colour"?: string;
  /** The nonce of the page's content security policy, where the script tag's own is not to be had. */
  "data-nonce"?: string;
}

declare global {
  interface Window {
    /** Calls made before the script ran wait in `q`: `(window.Beeline ||= { q: [] }).q.push(["open"])`. */
    Beeline?: Beeline | { q: [keyof Beeline, ...unknown[]][] };
  }
}
