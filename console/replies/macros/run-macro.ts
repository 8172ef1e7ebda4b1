import type { CannedResponse, Macro, MacroStep, OperatorSend } from '../../../protocol/index.ts';

/** What a macro can do in its chat, handed in. Each resolves with nothing, or with why it could not be done. */
export interface MacroActs {
  insert(response: CannedResponse): Promise<string | undefined>;
  /** With its files. */
  sendResponse(response: CannedResponse): Promise<string | undefined>;
  /** Variables in it are filled in. */
  note(text: string): Promise<string | undefined>;
  send(event: OperatorSend): Promise<string | undefined>;
  /** Undefined where it is gone, or not for this operator. */
  findResponse(id: string): Promise<CannedResponse | undefined>;
  /** The reason where there is no such response. */
  readonly noResponse: string;
}

/** How far a run came. `step` counts from 0. */
export type MacroRun =
  | { readonly name: 'running'; readonly step: number }
  | { readonly name: 'stopped'; readonly step: number; readonly reason: string }
  | { readonly name: 'done' };

/** Runs the steps one after another, each once the one before is in the log; the first that cannot be done ends it. */
export async function runMacro(
  { steps }: Pick<Macro, 'steps'>,
  acts: MacroActs,
  onChange: (run: MacroRun) => void,
): Promise<void> {
  for (const [step, wish] of steps.entries()) {
    onChange({ name: 'running', step });
    const reason = await doStep(wish, acts);
    if (reason !== undefined) return onChange({ name: 'stopped', step, reason });
  }
  onChange({ name: 'done' });
}

async function doStep(step: MacroStep, acts: MacroActs): Promise<string | undefined> {
  switch (step.kind) {
    case 'insert':
    case 'send': {
      const response = await acts.findResponse(step.response);
      if (!response) return acts.noResponse;
      return step.kind === 'insert' ? acts.insert(response) : acts.sendResponse(response);
    }
    case 'note':
      return acts.note(step.text);
    case 'tag':
      return acts.send({ kind: 'tagged', tag: step.tag, on: step.on });
    case 'transfer':
      return acts.send({ kind: 'transferred', to: step.to });
    case 'close':
      return acts.send({ kind: 'closed' });
  }
}
