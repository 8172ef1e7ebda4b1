import { ZodError } from 'zod';

/** An add-on's fault in words of our own, which can be logged: nothing that somebody wrote is in them. */
export class HookFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'HookFault';
  }
}

/**
 * Runs a hook for at most `limitMs`; its signal is aborted then, and when `parent` is. A hook that hangs is left behind: its
 * promise settles into nothing. Rejects with what it throws, at once or later, and with a HookFault when the time is up.
 */
export async function runHook<Value>(
  limitMs: number,
  hook: (signal: AbortSignal) => Value | Promise<Value>,
  parent?: AbortSignal,
): Promise<Value> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  const ended = new Promise<never>((_, reject) => {
    const end = (fault: HookFault): void => {
      ending.abort(fault);
      reject(fault);
    };
    stop = () => end(new HookFault('was cut short'));
    timer = setTimeout(() => end(new HookFault(`took longer than ${limitMs} ms`)), limitMs);
    parent?.addEventListener('abort', stop);
    if (parent?.aborted) stop();
  });
  try {
    // Begun in a promise, so that what it throws at once is caught in the same place.
    return await Promise.race([Promise.resolve(ending.signal).then(hook), ended]);
  } finally {
    clearTimeout(timer);
    if (stop) parent?.removeEventListener('abort', stop);
  }
}

/**
 * What went wrong in a hook, for the log. The message of a foreign error is left out, because it may quote what somebody
 * wrote (as JSON.parse does); its name and the place are enough to find it.
 */
export function faultForLog(error: unknown): string {
  if (error instanceof HookFault) return error.message;
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    return `answered an event that is not valid: ${issue?.code} at ${issue?.path.join('.') || 'its top'}`;
  }
  if (!(error instanceof Error)) return `threw a ${typeof error}`;
  const place = error.stack?.split('\n').find((line) => /^ +at /.test(line));
  return `threw ${error.name}${place ? ` ${place.trim()}` : ''}`;
}
