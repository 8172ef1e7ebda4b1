import type { ChatFile } from '../protocol/index.ts';
import { type Upload, type UploadFault, type UploadTarget, upload } from './upload.ts';

/** A file that somebody wants to send, until it is sent. */
export interface ChosenFile {
  readonly key: number;
  readonly file: File;
  readonly state:
    | { readonly name: 'waiting' }
    /** How much of it has left, from 0 to 1. */
    | { readonly name: 'uploading'; readonly share: number }
    | UploadFault;
}

export interface UploadListOptions {
  /** Read as each upload begins. */
  readonly target: () => UploadTarget;
  /** Most bytes of one file. */
  readonly mostBytes: () => number;
  /** The relay has it: it is to be sent. */
  readonly onUploaded: (file: ChatFile, local: File) => void;
  readonly onChange: () => void;
}

/** Uploads chosen files one after another, so that they are sent in the order in which they were chosen. */
export interface UploadList {
  /** A new array at every change. */
  list(): readonly ChosenFile[];
  add(files: readonly File[]): void;
  retry(key: number): void;
  /** Cancels it, or takes a failed one off the list. */
  remove(key: number): void;
  /** Cancels everything. */
  destroy(): void;
}

/** @public */
export function createUploadList(options: UploadListOptions): UploadList {
  let chosen: readonly ChosenFile[] = [];
  let underWay: { key: number; upload: Upload } | undefined;
  let lastKey = 0;

  function set(next: readonly ChosenFile[]): void {
    chosen = next;
    options.onChange();
  }

  function move(key: number, state: ChosenFile['state']): void {
    set(chosen.map((one) => (one.key === key ? { ...one, state } : one)));
  }

  function sendNext(): void {
    if (underWay) return;
    const next = chosen.find(({ state }) => state.name === 'waiting');
    if (!next) return;
    const { key, file } = next;
    const onShare = (share: number) => move(key, { name: 'uploading', share });
    onShare(0);
    const started = upload(options.target(), file, onShare, (outcome) => {
      underWay = undefined;
      if ('fault' in outcome) move(key, outcome.fault);
      else arrived(key, file, outcome.file);
      sendNext();
    });
    underWay = { key, upload: started };
  }

  function arrived(key: number, local: File, file: ChatFile): void {
    remove(key);
    options.onUploaded(file, local);
  }

  function remove(key: number): void {
    set(chosen.filter((one) => one.key !== key));
  }

  function stateOf({ size }: File): ChosenFile['state'] {
    const code = size === 0 ? 'empty' : 'too_large';
    if (size > 0 && size <= options.mostBytes()) return { name: 'waiting' };
    return { name: 'failed', code, reason: '', mayRetry: false };
  }

  return {
    list: () => chosen,
    add(added) {
      const news = added.map((file) => {
        lastKey += 1;
        return { key: lastKey, file, state: stateOf(file) };
      });
      set([...chosen, ...news]);
      sendNext();
    },
    retry(key) {
      move(key, { name: 'waiting' });
      sendNext();
    },
    remove(key) {
      if (underWay?.key === key) {
        underWay.upload.cancel();
        underWay = undefined;
      }
      remove(key);
      sendNext();
    },
    destroy() {
      underWay?.upload.cancel();
      underWay = undefined;
      chosen = [];
    },
  };
}
