/**
 * What a line of the load client says and waits for. All protocols measured here are text, so one client plays them all;
 * it understands none of them. In `say` and `message`, `{id}` stands for the number of the message (twelve digits, counted
 * over all lines), `{name}` for what was captured under that name on this line.
 */
export interface LinePlan {
  readonly port: number;
  /** Path and query of the WebSocket. */
  readonly path: string;
  /** Beside those of the upgrade (RFC 6455, section 4.1); `{name}` does not stand in them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly opening: readonly Opening[];
  /** What is sent for each message; none where the line only listens. */
  readonly message?: string;
  /** What stands right before the twelve digits in what acknowledges a message. */
  readonly acknowledged?: string;
  /** What stands right before the twelve digits where another's message arrives. */
  readonly delivered?: string;
  /** Messages that contain this are counted. */
  readonly noted?: string;
  /** What the line answers when it gets just the message `when`, such as a ping. */
  readonly answers?: readonly { readonly when: string; readonly say: string }[];
}

export interface Opening {
  readonly say: string;
  /** The next opening, or the first message, follows a message that contains this. */
  readonly until: string;
  /** Taken from the message that contained `until`: a regular expression with one group. */
  readonly capture?: { readonly name: string; readonly pattern: string };
}

/** What the client does once all lines are open. */
export type LoadRun =
  /** Each sender always has so many unacknowledged: how much goes through. */
  | {
      readonly kind: 'closed';
      readonly inFlight: number;
      readonly warmUpSeconds: number;
      readonly seconds: number;
    }
  /** Messages leave at a fixed rate over all senders in turn, answered or not: how long one takes, from when it was due. */
  | {
      readonly kind: 'open';
      readonly perSecond: number;
      readonly warmUpSeconds: number;
      readonly seconds: number;
    };

/** Lines that send without end what they are not allowed, and come back as often as they are cut off. */
export interface Noise {
  readonly lines: readonly LinePlan[];
  /** Of each line. */
  readonly framesPerSecond: number;
}

/** Lines that are held and silent, but for what their kind says now and then to show that it is there. */
export interface CrowdPlan {
  /** Said and answered on each line; its figures are not kept. */
  readonly line: LinePlan;
  /** Each line says it in turn, first after any part of the time, then between 0.8 and 1.2 of it. */
  readonly heartbeat?: { readonly say: string; readonly everyMs: number };
}

/** In milliseconds. */
export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Of the measured time alone, but for `lost`. */
export interface LoadResult {
  readonly seconds: number;
  readonly acknowledged: number;
  readonly delivered: number;
  /** Messages that contained what their line's plan wants counted. */
  readonly noted: number;
  /** Frames of the whole run that the noise sent, and how often one of its lines was cut off or not let in. */
  readonly noise: { readonly sent: number; readonly cutOff: number };
  /** Messages of the whole run that were not acknowledged, or not delivered to each receiver, when nothing had come for ten seconds. */
  readonly lost: number;
  /** Messages that were acknowledged twice, or handed to more lines than there are receivers. */
  readonly doubled: number;
  /** From when a message was due (open) or sent (closed) until its acknowledgement. */
  readonly toAcknowledged: Latency;
  /** As above, until a receiver had it. */
  readonly toDelivered: Latency;
  readonly serverCpuSeconds: number;
  readonly clientCpuSeconds: number;
}
