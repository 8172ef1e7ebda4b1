import { join } from 'node:path';
import { createRandom } from '../helpers/seeded-random.ts';
import { checkImage, type Findings } from './check-image.ts';
import { chooseCuts, edgesOf } from './choose-cuts.ts';
import { createDisk } from './disk.ts';
import type { Acknowledgement, DiskEvent } from './disk-event.ts';
import { rebuildImage } from './rebuild-image.ts';

export interface PowerLossOptions {
  readonly events: readonly DiskEvent[];
  readonly seed: number;
  readonly images: number;
  /** An empty folder to open the images in. */
  readonly scratch: string;
  readonly onProgress?: (done: number) => void;
}

/** What a run found, over all images. */
export interface PowerLossResult {
  readonly images: number;
  /** Different places at which the power failed. */
  readonly places: number;
  /** Places right before and right after a sync or an acknowledgement, and at how many of them the power failed. */
  readonly edges: number;
  readonly edgesCut: number;
  readonly acknowledged: number;
  readonly writes: number;
  readonly syncs: number;
  /** Images in which at least one message is missing that was acknowledged before the cut. */
  readonly imagesWithLoss: number;
  /** The most that one image lost. */
  readonly mostLost: number;
  readonly damaged: number;
  readonly withDoubles: number;
  readonly withHoles: number;
  /** The first images with something wrong, in words. */
  readonly examples: readonly string[];
}

const EXAMPLES = 5;

/** Lets the power fail `images` times, at places and with remains that the seed chooses, and looks at what is left. */
export async function runPowerLoss(options: PowerLossOptions): Promise<PowerLossResult> {
  const { events, seed, images, scratch } = options;
  const disk = createDisk();
  const acknowledged: Acknowledgement[] = [];
  const found: Findings[] = [];
  const examples: string[] = [];
  let applied = 0;

  const edges = edgesOf(events);
  const cuts = chooseCuts(events, images, createRandom(seed));
  const places = new Set(cuts);
  for (const [index, cut] of cuts.entries()) {
    for (const event of events.slice(applied, cut)) {
      disk.apply(event);
      if (event.kind === 'acknowledge') acknowledged.push(event);
    }
    applied = cut;
    const image = rebuildImage(disk, createRandom(seed).fork(`image ${index}`));
    const findings = await checkImage(join(scratch, `image-${index}`), image, acknowledged);
    found.push(findings);
    if (examples.length < EXAMPLES && isBad(findings)) {
      examples.push(`image ${index}, cut after event ${cut} of ${events.length}: ${say(findings)}`);
    }
    options.onProgress?.(found.length);
  }

  const traced = (...kinds: DiskEvent['kind'][]) =>
    events.filter(({ kind }) => kinds.includes(kind)).length;
  const count = (has: (findings: Findings) => boolean) => found.filter(has).length;
  return {
    images: found.length,
    places: places.size,
    edges: edges.length,
    edgesCut: edges.filter((edge) => places.has(edge)).length,
    acknowledged: traced('acknowledge'),
    writes: traced('write'),
    syncs: traced('sync', 'sync-folder'),
    imagesWithLoss: count(({ lost }) => lost.length > 0),
    mostLost: found.reduce((most, { lost }) => Math.max(most, lost.length), 0),
    damaged: count(({ damage }) => damage !== undefined),
    withDoubles: count(({ doubled }) => doubled.length > 0),
    withHoles: count(({ holes }) => holes.length > 0),
    examples,
  };
}

/** Whether every promise was kept in every image. */
export function isKept(result: PowerLossResult): boolean {
  const { imagesWithLoss, damaged, withDoubles, withHoles } = result;
  return imagesWithLoss + damaged + withDoubles + withHoles === 0;
}

function isBad({ damage, lost, doubled, holes }: Findings): boolean {
  return damage !== undefined || lost.length + doubled.length + holes.length > 0;
}

function say({ damage, lost, doubled, holes }: Findings): string {
  return [
    ...(damage === undefined ? [] : [`damaged (${damage})`]),
    ...(lost.length === 0 ? [] : [`${lost.length} lost, among them ${lost[0]}`]),
    ...(doubled.length === 0 ? [] : [`${doubled.length} doubled, among them ${doubled[0]}`]),
    ...(holes.length === 0 ? [] : [`holes in ${holes.length} chats, among them ${holes[0]}`]),
  ].join('; ');
}
