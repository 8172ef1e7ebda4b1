import { browserOptions } from './browser.ts';

/** Before all tests: the packaged Chromium unpacks itself at its first start, and two tests may not both be the first. */
export async function setup(): Promise<void> {
  await browserOptions();
}
