import type { Latency } from './plan.ts';

/** Messages of one run at most: more than any server here takes in a minute. */
const MOST = 1 << 23;
/** Latencies that are kept; of more, each has the same chance to be among them (Vitter's algorithm R). */
const SAMPLES = 1 << 20;

/** Keeps count of one run: what was sent when, and what became of it. */
export interface Tally {
  /** Gives back the message's number. `at` is when it was due, in milliseconds. */
  sent(at: number): number;
  acknowledged(id: number): void;
  delivered(id: number): void;
  noted(): void;
  /** From now on it is counted; before, the server warms up. */
  begin(): void;
  /** Ends what is counted. */
  end(): void;
  readonly sentCount: number;
  /** Acknowledged within the counted time. */
  readonly acknowledgedInTime: number;
  readonly deliveredInTime: number;
  readonly notedInTime: number;
  /** Messages of all the run not acknowledged, or not handed to all receivers, so far. */
  missing(receivers: number): number;
  /** Acknowledgements and deliveries that came more often than they should. */
  doubled(receivers: number): number;
  toAcknowledged(): Latency;
  toDelivered(): Latency;
}

export function createTally(now: () => number = () => performance.now()): Tally {
  const sentAt = new Float64Array(MOST);
  const acks = new Uint8Array(MOST);
  const deliveries = new Uint16Array(MOST);
  const ackTimes = createSamples();
  const deliveryTimes = createSamples();
  let count = 0;
  let isCounting = false;
  let acknowledgedInTime = 0;
  let deliveredInTime = 0;
  let notedInTime = 0;

  return {
    sent(at) {
      if (count === MOST) throw new Error(`a run has ${MOST} messages at most`);
      sentAt[count] = at;
      count += 1;
      return count - 1;
    },
    acknowledged(id) {
      acks[id] = (acks[id] ?? 0) + 1;
      if (!isCounting) return;
      acknowledgedInTime += 1;
      ackTimes.add(now() - (sentAt[id] ?? 0));
    },
    delivered(id) {
      deliveries[id] = (deliveries[id] ?? 0) + 1;
      if (!isCounting) return;
      deliveredInTime += 1;
      deliveryTimes.add(now() - (sentAt[id] ?? 0));
    },
    noted() {
      if (isCounting) notedInTime += 1;
    },
    begin() {
      isCounting = true;
    },
    end() {
      isCounting = false;
    },
    get sentCount() {
      return count;
    },
    get acknowledgedInTime() {
      return acknowledgedInTime;
    },
    get deliveredInTime() {
      return deliveredInTime;
    },
    get notedInTime() {
      return notedInTime;
    },
    missing(receivers) {
      let missing = 0;
      for (let id = 0; id < count; id += 1) {
        if (acks[id] === 0 || (deliveries[id] ?? 0) < receivers) missing += 1;
      }
      return missing;
    },
    doubled(receivers) {
      let doubled = 0;
      for (let id = 0; id < count; id += 1) {
        if ((acks[id] ?? 0) > 1 || (deliveries[id] ?? 0) > receivers) doubled += 1;
      }
      return doubled;
    },
    toAcknowledged: ackTimes.latency,
    toDelivered: deliveryTimes.latency,
  };
}

function createSamples() {
  const kept = new Float32Array(SAMPLES);
  let count = 0;
  return {
    add(milliseconds: number): void {
      const place = count < SAMPLES ? count : Math.floor(Math.random() * (count + 1));
      if (place < SAMPLES) kept[place] = milliseconds;
      count += 1;
    },
    latency(): Latency {
      const sorted = kept.slice(0, Math.min(count, SAMPLES)).sort();
      const at = (share: number): number =>
        sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
      return { count, p50: at(0.5), p99: at(0.99), p999: at(0.999), max: sorted.at(-1) ?? 0 };
    },
  };
}
