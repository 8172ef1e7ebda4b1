/**
 * Goes to a screen of the console in a window that is open, the one in front first, else in a new one. `path` is one of the
 * console's own; any other opens the console.
 */
export async function openScreen(clients: Clients, path: string): Promise<void> {
  const screen = path.startsWith('/console') ? path : '/console';
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = windows
    .filter(({ url }) => isConsole(new URL(url).pathname))
    .sort((one, other) => rankOf(other) - rankOf(one))[0];
  if (!open) {
    await clients.openWindow(screen);
    return;
  }
  // Some systems let no program come to the front: the screen changes all the same.
  await open.focus().catch(() => undefined);
  open.postMessage({ type: 'open', screen });
}

function isConsole(path: string): boolean {
  return path === '/console' || (path.startsWith('/console/') && path !== '/console/preview');
}

function rankOf({ focused, visibilityState }: WindowClient): number {
  return Number(focused) * 2 + Number(visibilityState === 'visible');
}
