/** A way to an element: selectors, each looked for within what the one before found, or within its shadow root. */
export type Way = readonly [string, ...string[]];

/** A widget, or none, on the shop's page. */
export interface Subject {
  readonly name: string;
  /** What a site's owner adds to the page, in its head. */
  readonly tag: string;
  /** Begins the address of the frame that holds the widget; undefined where it is in the page itself. */
  readonly frame?: string;
  /** What a visitor clicks on. */
  readonly launcher?: Way;
  /** Where the first message is written; undefined where that part cannot be had here. */
  readonly composer?: Way;
  stop(): Promise<void>;
}

/** A widget of others. */
export interface Peer {
  /** The package that must be installed for it. */
  readonly needs: string;
  start(): Promise<Subject>;
}
