import type { Browser, CDPSession, Frame, Page } from 'playwright-core';
import { waitUntil } from '../../test/helpers/wait-until.ts';
import { takeNotes } from './page-notes.ts';
import type { ShopPage } from './shop-page.ts';
import { drawPicture, onSlowPage, PATIENCE_MS } from './slow-page.ts';
import type { Subject, Way } from './subject.ts';

/** What a first visit with an empty cache costs. Times are in milliseconds on a slowed processor. */
export interface Visit {
  /** Over the wire until the launcher is painted; zero where there is none. */
  readonly bytesToLauncher: number;
  readonly bytesBeforeClick: number;
  readonly requestsBeforeClick: readonly string[];
  /** Over the wire until the first message can be written; undefined where that part cannot be had. */
  readonly bytesToComposer: number | undefined;
  readonly requests: readonly string[];
  /** From the click on the launcher until the field for a message is painted; undefined as above. */
  readonly clickToPanel: number | undefined;
  /** From the click until the last file was there that came before that; undefined where none came. */
  readonly clickToFiles: number | undefined;
  /** Of the tasks over 50 ms; zero where there was none. */
  readonly longestTask: number;
  readonly layoutShift: number;
}

/** Of the main thread before the first click, in milliseconds: of scripts with their compilation, and of all its tasks. */
export interface WorkAtLoad {
  readonly script: number;
  readonly tasks: number;
}

const QUIET_MS = 1_000;

/** Loads the page, waits until it rests, clicks on the launcher as soon as the pointer is there, waits for the panel. */
export async function visit(browser: Browser, shop: ShopPage, subject: Subject): Promise<Visit> {
  return onSlowPage(browser, shop, async ({ page, traffic }) => {
    await page.addInitScript(takeNotes);
    await page.goto(shop.withTag(subject.tag));
    const { launcher, composer } = subject;
    const frame = await frameOf(page, subject);
    if (launcher) await frame.evaluate((way) => window.notes.whenShown(way), launcher);
    const bytesToLauncher = traffic.bytes;
    await traffic.rests(QUIET_MS);
    const bytesBeforeClick = traffic.bytes;
    const requestsBeforeClick = [...traffic.requests];
    await drawPicture(page, `${subject.name}-closed`);
    const opening =
      launcher && composer ? await clickThrough(page, frame, launcher, composer) : undefined;
    const bytesToComposer = opening && traffic.bytes;
    await traffic.rests(QUIET_MS);
    await drawPicture(page, `${subject.name}-open`);
    const noted = await page.evaluate(() => ({
      longestTask: Math.max(0, ...window.notes.longTasks),
      layoutShift: window.notes.layoutShift,
    }));
    return {
      bytesToLauncher,
      bytesBeforeClick,
      requestsBeforeClick,
      bytesToComposer,
      requests: traffic.requests,
      clickToPanel: opening?.toPanel,
      clickToFiles: opening?.toFiles,
      ...noted,
    };
  });
}

/** Loads the page and nothing more, with no script of the measurement's own in it. */
export async function loadAlone(
  browser: Browser,
  shop: ShopPage,
  subject: Subject,
): Promise<WorkAtLoad> {
  return onSlowPage(browser, shop, async ({ page, devtools, traffic }) => {
    await devtools.send('Performance.enable');
    await page.goto(shop.withTag(subject.tag));
    const end = performance.now() + PATIENCE_MS;
    // A busy machine may rest before the widget's turn has come. What is read before it is looked for holds nothing of our looking.
    for (;;) {
      await traffic.rests(QUIET_MS);
      const work = await workOf(devtools);
      if (await isLauncherShown(page, subject)) return work;
      if (performance.now() > end) throw new Error(`${subject.name} has not shown its launcher`);
    }
  });
}

async function workOf(devtools: CDPSession): Promise<WorkAtLoad> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const milliseconds = (name: string) =>
    (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1_000;
  return {
    script: milliseconds('ScriptDuration') + milliseconds('V8CompileDuration'),
    tasks: milliseconds('TaskDuration'),
  };
}

async function isLauncherShown(page: Page, subject: Subject): Promise<boolean> {
  if (!subject.launcher) return true;
  const frame = await frameOf(page, subject);
  return frame.locator(subject.launcher.join(' ')).first().isVisible();
}

async function frameOf(page: Page, { name, frame: begins }: Subject): Promise<Frame> {
  if (begins === undefined) return page.mainFrame();
  const find = () => page.frames().find((frame) => frame.url().startsWith(begins));
  await waitUntil(`the frame of ${name} is there`, PATIENCE_MS, () => find() !== undefined);
  return find() ?? page.mainFrame();
}

async function clickThrough(page: Page, frame: Frame, launcher: Way, composer: Way) {
  const box = await frame.locator(launcher.join(' ')).first().boundingBox();
  if (!box) throw new Error('the launcher is nowhere');
  const took = frame.evaluate(async (way) => {
    const shownAt = await window.notes.whenShown(way);
    const { clickedAt } = window.notes;
    if (clickedAt === 0) throw new Error('the panel was there before the click');
    const filesAt = performance
      .getEntriesByType('resource')
      .map((file) => file.startTime + file.duration)
      .filter((at) => at > clickedAt && at < shownAt);
    return {
      toPanel: shownAt - clickedAt,
      toFiles: filesAt.length > 0 ? Math.max(...filesAt) - clickedAt : undefined,
    };
  }, composer);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  return took;
}
