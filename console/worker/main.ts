/**
 * The console's service worker: keeps the shell (the page and the files it was built from), so that the app opens without a
 * network and says so itself, and takes a click on a notification to its chat. It knows no answer of the relay and no chat.
 */
import { answerFor } from './answer-for.ts';
import { openScreen } from './open-screen.ts';
import { dropOlderShells, fillShell, fromShell, type Shell } from './shell.ts';

declare const self: ServiceWorkerGlobalScope;
/** What this worker keeps; see vite.config.ts. */
declare const SHELL: Shell;

const shell = SHELL;
const files = new Set(shell.files);

self.addEventListener('install', (event) => event.waitUntil(fillShell(shell)));

self.addEventListener('activate', (event) => event.waitUntil(dropOlderShells(shell)));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const answer = answerFor(request, self.location.origin, files);
  if (answer === 'network') return;
  event.respondWith(fromShell(shell, request, answer === 'page' ? '/console' : request.url));
});

self.addEventListener('message', (event) => {
  switch (event.data) {
    case 'activate':
      event.waitUntil(self.skipWaiting());
      break;
    case 'fill':
      event.waitUntil(fillShell(shell));
      break;
  }
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const data: unknown = event.notification.data;
  event.waitUntil(openScreen(self.clients, typeof data === 'string' ? data : '/console'));
});
