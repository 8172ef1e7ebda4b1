/**
 * What a trace tells of a data folder, in the order it happened. Files are told by their name in the folder, which is flat.
 * `begun` is how many events there were when a sync was asked for: what came while it ran is not covered by it.
 */
export type DiskEvent =
  | { readonly kind: 'create'; readonly name: string }
  | {
      readonly kind: 'write';
      readonly name: string;
      readonly at: number;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'truncate'; readonly name: string; readonly size: number }
  | { readonly kind: 'unlink'; readonly name: string }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string }
  | { readonly kind: 'sync'; readonly name: string; readonly begun: number }
  | { readonly kind: 'sync-folder'; readonly begun: number }
  | ({ readonly kind: 'acknowledge' } & Acknowledgement);

/** What a visitor was told of a message: it is stored, as this number of this chat. */
export interface Acknowledgement {
  readonly id: string;
  readonly chat: string;
  readonly seq: number;
}
