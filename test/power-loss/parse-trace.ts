import type { DiskEvent } from './disk-event.ts';
import { type Call, fileOf, readCall, stringsOf } from './read-call.ts';

/** Takes the lines of a trace one by one, and gathers what they tell. */
export interface TraceParser {
  /** A line of `strace -f -y -xx`. Throws where the folder is changed in a way that is not understood here. */
  take(line: string): void;
  readonly events: readonly DiskEvent[];
}

/** SQLite's shared memory: an index that the first one to open the database makes anew, whatever it finds there. */
export const SHARED_MEMORY = /-shm$/;
const SENT = /\{"type":"sent","id":"([^"]+)","chat":"([^"]+)","seq":(\d+)/g;

/** `folder` is the absolute path of the data folder, which was empty when the trace began. */
export function createTraceParser(folder: string): TraceParser {
  const events: DiskEvent[] = [];
  const unfinished = new Map<string, { text: string; begun: number }>();
  const names = new Set<string>();
  const acknowledged = new Set<string>();

  function take(line: string): void {
    const [, thread = '', text = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const isResumed = text.startsWith('<... ');
    const start = isResumed ? unfinished.get(thread) : { text: '', begun: events.length };
    if (!start) return;
    const whole = start.text + (isResumed ? text.slice(text.indexOf(' resumed>') + 9) : text);
    unfinished.delete(thread);
    const call = readCall(whole);
    if (!call) return;
    // The other side may have it as soon as the relay has begun to send.
    if (!isResumed) takeAcknowledgements(call);
    if (call.result === 'unfinished') {
      unfinished.set(thread, { text: `${call.name}(${call.args}`, begun: start.begun });
    } else if (call.result >= 0) takeCall(call, call.result, start.begun);
  }

  function takeAcknowledgements(call: Call): void {
    if (!/^(write|writev|sendmsg|sendto)$/.test(call.name)) return;
    if (!fileOf(call)?.startsWith('socket:')) return;
    const text = Buffer.concat(stringsOf(call)).toString('latin1');
    for (const [, id = '', chat = '', seq] of text.matchAll(SENT)) {
      // A repeat is acknowledged again; the first time is what counts.
      if (acknowledged.has(id)) continue;
      acknowledged.add(id);
      events.push({ kind: 'acknowledge', id, chat, seq: Number(seq) });
    }
  }

  function takeCall(call: Call, result: number, begun: number): void {
    switch (call.name) {
      case 'open':
      case 'openat':
      case 'creat':
        takeOpen(call);
        break;
      case 'unlink':
      case 'unlinkat':
      case 'rename':
      case 'renameat':
      case 'renameat2':
        takeNames(call);
        break;
      case 'fsync':
      case 'fdatasync':
        takeSync(call, begun);
        break;
      default:
        takeChange(call, result);
    }
  }

  function takeOpen(call: Call): void {
    const name = nameOf(pathsOf(call)[0]);
    if (name === undefined) return;
    const isNew = call.name === 'creat' || /\bO_CREAT\b/.test(call.args);
    if (isNew && !names.has(name)) {
      names.add(name);
      events.push({ kind: 'create', name });
    } else if (call.name === 'creat' || /\bO_TRUNC\b/.test(call.args)) {
      events.push({ kind: 'truncate', name, size: 0 });
    }
  }

  function takeNames(call: Call): void {
    const [name, to] = pathsOf(call).map(nameOf);
    const isRename = call.name.startsWith('rename');
    if (name === undefined && to === undefined) return;
    if (name === undefined || (isRename && to === undefined)) throw notUnderstood(call);
    names.delete(name);
    if (to === undefined) events.push({ kind: 'unlink', name });
    else {
      names.add(to);
      events.push({ kind: 'rename', name, to });
    }
  }

  function takeSync(call: Call, begun: number): void {
    if (fileOf(call) === folder) events.push({ kind: 'sync-folder', begun });
    const name = nameOf(fileOf(call));
    if (name !== undefined) events.push({ kind: 'sync', name, begun });
  }

  /** A file that is open and has no name any more is called `… (deleted)`: nobody finds it again. */
  function takeChange(call: Call, result: number): void {
    const name = nameOf(fileOf(call));
    if (name === undefined || !names.has(name)) return;
    if (call.name === 'ftruncate') {
      events.push({ kind: 'truncate', name, size: lastNumberOf(call) });
    } else if (call.name === 'pwrite64') {
      const [bytes] = stringsOf(call);
      // As much of it as was taken. A text that strace has cut would be shorter than that.
      if (!bytes || bytes.length < result) throw notUnderstood(call);
      const taken = bytes.subarray(0, result);
      events.push({ kind: 'write', name, at: lastNumberOf(call), bytes: taken });
    } else throw notUnderstood(call);
  }

  function nameOf(path: string | undefined): string | undefined {
    if (!path?.startsWith(`${folder}/`) || SHARED_MEMORY.test(path)) return undefined;
    return path.slice(folder.length + 1);
  }

  return { take, events };
}

function pathsOf(call: Call): string[] {
  return stringsOf(call).map(String);
}

function lastNumberOf({ args }: Call): number {
  return Number(args.slice(args.lastIndexOf(',') + 1));
}

function notUnderstood(call: Call): Error {
  const paths = [fileOf(call), ...pathsOf(call)].map((path) => path?.slice(0, 200)).join(' ');
  return new Error(`the relay changed its folder in a way not modelled: ${call.name} ${paths}`);
}
