import type { BrowserContext } from 'playwright-core';

/**
 * What the system would show. A headless Chromium shows no notifications and says they are denied, whatever it was granted: this
 * stands for the system beneath a registration's `showNotification` and `getNotifications`, the same for all pages of a
 * browser. The service worker is the real one; that the system hands it a click is played.
 */
export interface SystemNotifications {
  /** Titles and the screens they lead to, the oldest first. */
  shown(): Promise<string[]>;
  /** Clicks the newest one. */
  clicks(): Promise<void>;
}

interface Kept {
  readonly title: string;
  readonly tag: string;
  readonly data: string;
}

/** Puts it beneath every page that this browser opens from now on. */
export async function systemNotifications(person: BrowserContext): Promise<SystemNotifications> {
  await person.addInitScript(stand);
  const all = async (): Promise<Kept[]> => {
    const [page] = person.pages();
    return JSON.parse((await page?.evaluate(() => localStorage.getItem('shown'))) ?? '[]');
  };
  return {
    shown: async () => (await all()).map(({ title, data }) => `${title} ${data}`),
    async clicks() {
      const data = (await all()).at(-1)?.data;
      const [worker] = person.serviceWorkers();
      await worker?.evaluate((screen) => {
        const notification = { data: screen, close: () => undefined };
        // Only a trusted event may be waited for.
        const waitUntil = (work: Promise<unknown>) => void work;
        dispatchEvent(Object.assign(new Event('notificationclick'), { notification, waitUntil }));
      }, data);
    },
  };
}

/** Runs in the page before its scripts. */
function stand(): void {
  const read = (): Kept[] => JSON.parse(localStorage.getItem('shown') ?? '[]');
  const write = (kept: readonly Kept[]) => localStorage.setItem('shown', JSON.stringify(kept));
  Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
  Object.assign(ServiceWorkerRegistration.prototype, {
    async showNotification(title: string, { tag = '', data }: NotificationOptions) {
      write([...read().filter((one) => one.tag !== tag), { title, tag, data }]);
    },
    async getNotifications({ tag: wanted }: GetNotificationOptions = {}) {
      const found = read().filter(({ tag }) => wanted === undefined || tag === wanted);
      return found.map((one) => ({
        ...one,
        close: () => write(read().filter(({ tag }) => tag !== one.tag)),
      }));
    },
  });
}
