import { signal } from '@preact/signals';
import { appOf } from '../pwa/index.ts';

/** Whether this browser lets the console notify; `missing` where it knows no notifications. */
export const permission = signal(present());

/** Asks the operator's browser. Browsers want a click before it. */
export async function askForPermission(): Promise<void> {
  await Notification.requestPermission();
  permission.value = present();
}

function present(): NotificationPermission | 'missing' {
  return 'Notification' in window ? Notification.permission : 'missing';
}

/** A notification as the system shows it. */
interface Shown {
  readonly title: string;
  readonly body: string;
  /** A later one of the same tag takes its place. */
  readonly tag: string;
  /** Where a click leads. */
  readonly screen: string;
}

/** Shows a notification by the service worker, which hears the click also when this tab is gone. Without permission nothing. */
export async function notify({ title, body, tag, screen }: Shown): Promise<void> {
  const app = appOf.peek();
  if (app.name !== 'kept' || present() !== 'granted') return;
  const options: NotificationOptions & { renotify: boolean } = {
    body,
    tag,
    renotify: true,
    silent: true,
    data: screen,
    icon: '/console/icons/any-192.png',
    badge: '/console/icons/badge-96.png',
  };
  const registration = app.registration.active
    ? app.registration
    : await navigator.serviceWorker.ready;
  await registration.showNotification(title, options);
}
