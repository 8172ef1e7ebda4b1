import { randomUUID } from 'node:crypto';
import { onTestFinished, vi } from 'vitest';
import type { OperatorId, VisitorId } from '../../protocol/index.ts';
import { type Bus, type BusLoss, type Hint, openBus } from '../../server/bus/index.ts';

/** Quick enough for a test, slow enough for a busy machine: what takes five seconds takes one. */
export const BEAT_MS = 200;

/** A node of a bus, and what it was told. */
export interface BusNode {
  readonly bus: Bus;
  readonly hints: Hint[];
  readonly losses: Record<BusLoss, number>;
  readonly troubles: string[];
  /** Waits until the bus is up or down. */
  is(state: 'up' | 'down'): Promise<void>;
}

/** Opens a node, and closes it after the test. */
export async function openNode(url: string, installation: string): Promise<BusNode> {
  const losses = { dropped: 0, missed: 0, malformed: 0 };
  const troubles: string[] = [];
  const hints: Hint[] = [];
  const bus = await openBus({
    ...{ url, installation, beatMs: BEAT_MS },
    onLoss(loss, count) {
      losses[loss] += count;
    },
    onTrouble: (sentence) => troubles.push(sentence),
  });
  onTestFinished(() => bus.close());
  bus.subscribe((hint) => hints.push(hint));
  return {
    ...{ bus, hints, losses, troubles },
    is: (state) =>
      eventually(() => {
        if (bus.state().name !== state) throw new Error(`the bus is not ${state}`);
      }),
  };
}

/** Opens nodes of one new installation. */
export async function openNodes(url: string): Promise<[BusNode, BusNode]> {
  const installation = randomUUID();
  return Promise.all([openNode(url, installation), openNode(url, installation)]);
}

/** Waits for what comes within a few seconds. */
export async function eventually(check: () => void | Promise<void>): Promise<void> {
  await vi.waitFor(check, { timeout: 10_000, interval: 10 });
}

// Random UUIDs are what these brands stand for.
export const newOperator = () => randomUUID() as OperatorId;
export const newVisitor = () => randomUUID() as VisitorId;
