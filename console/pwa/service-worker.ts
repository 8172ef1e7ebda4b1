import { effect, signal } from '@preact/signals';
import { session } from '../session.ts';
import { language } from '../text/index.ts';

const ADDRESS = '/console/service-worker.js';
const SCOPE = '/console';
const CACHES = 'counterbell-shell-';
const LOOK_EVERY_MS = 3_600_000;

/** Whether this browser keeps the app. */
type App =
  | { readonly name: 'none' }
  | { readonly name: 'kept'; readonly registration: ServiceWorkerRegistration }
  | { readonly name: 'refused'; readonly reason: string };

/** The app in this browser; `none` while nobody is signed in. */
export const appOf = signal<App>({ name: 'none' });

/** A newer version waits, or another tab has gone over to it. */
export const hasNewVersion = signal(false);

/** What browsers have that know Trusted Types; TypeScript does not. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/**
 * The browser keeps the app for as long as somebody is signed in; from then on nothing of it stays. It is installed under the words of
 * the console's language.
 */
export function followApp(): void {
  effect(() => {
    const link = document.querySelector('link[rel="manifest"]');
    link?.setAttribute('href', `/console/app.${language.value}.webmanifest`);
  });
  let isKept = false;
  effect(() => {
    const { name } = session.value;
    if (name === 'signed-in' && !isKept) void keepApp();
    if (name === 'signed-out') void dropApp();
    isKept = name === 'signed-in';
  });
}

let isWatching = false;

async function keepApp(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const container = navigator.serviceWorker;
  try {
    const registration = await container.register(trusted(ADDRESS), {
      scope: SCOPE,
      updateViaCache: 'none',
    });
    watchVersions(registration);
    // After a sign-out the browser may have taken up the same worker again, whose files are gone.
    registration.active?.postMessage('fill');
    appOf.value = { name: 'kept', registration };
  } catch (error) {
    appOf.value = { name: 'refused', reason: error instanceof Error ? error.message : '' };
  }
}

function watchVersions(registration: ServiceWorkerRegistration): void {
  if (isWatching) return;
  isWatching = true;
  const look = () => {
    // Without an active one it is this browser's first.
    if (registration.waiting && registration.active) hasNewVersion.value = true;
  };
  look();
  // Another tab has gone over to it; the first worker of a browser takes over no page.
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    hasNewVersion.value = true;
  });
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', look),
  );
  setInterval(() => lookForNewVersion(), LOOK_EVERY_MS);
}

/** Asks the relay whether there is a newer version; without a network it asks at the next occasion. */
export function lookForNewVersion(): void {
  const app = appOf.peek();
  if (app.name === 'kept') app.registration.update().catch(() => undefined);
}

/** Goes over to the newer version by loading the page anew. */
export function takeNewVersion(): void {
  const app = appOf.peek();
  const waiting = app.name === 'kept' ? app.registration.waiting : null;
  if (!waiting) {
    location.reload();
    return;
  }
  waiting.addEventListener('statechange', () => {
    if (waiting.state === 'activated') location.reload();
  });
  waiting.postMessage('activate');
}

/** Calls back with a screen of the console that a click on a notification asks for; gives back its unsubscribe. */
export function onScreenAsked(open: (screen: string) => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const hear = ({ data }: MessageEvent<unknown>) => {
    if (isAsked(data)) open(data.screen);
  };
  navigator.serviceWorker.addEventListener('message', hear);
  return () => navigator.serviceWorker.removeEventListener('message', hear);
}

function isAsked(data: unknown): data is { readonly screen: string } {
  return typeof data === 'object' && data !== null && 'screen' in data;
}

/** Takes notifications away again: those with this tag, or all. */
export async function closeNotifications(tag?: string): Promise<void> {
  const app = appOf.peek();
  if (app.name !== 'kept') return;
  const shown = await app.registration.getNotifications(tag === undefined ? {} : { tag });
  for (const notification of shown) notification.close();
}

async function dropApp(): Promise<void> {
  await closeNotifications();
  appOf.value = { name: 'none' };
  hasNewVersion.value = false;
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  await registration?.unregister();
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(CACHES)).map((name) => caches.delete(name)),
  );
}

/** The console's policy lets no plain string name a script. The name stands in the policy too: server/http/headers.ts. */
function trusted(url: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes }; // a global that lib.dom.d.ts lacks
  if (!trustedTypes) return url;
  policy ??= trustedTypes.createPolicy('counterbell-console', { createScriptURL: (it) => it });
  return policy.createScriptURL(url);
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;
