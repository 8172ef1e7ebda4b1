/** The console as an app, and what tells of news, in English. Part of `en.ts`. */
export const enApp = {
  appDescription: 'Answer the visitors of your sites.',
  newVersion: 'A new version of the console is there.',
  reload: 'Reload',
  relayAwayTitle: 'The relay is away',
  offlineTitle: 'You are offline',
  offlineHelp:
    'This device has no network. What you wrote is kept; the console goes on by itself once there is one.',
  lineOffline: 'You are offline. What you write is kept. Trying again in {seconds} s.',

  notifications: 'Notifications',
  notificationsHelp:
    'What you are told while you look elsewhere. A chat that is open in front of you stays quiet. These choices hold for this browser.',
  notificationsAsk: 'Your browser does not show notifications of the console yet.',
  allowNotifications: 'Allow notifications',
  notificationsAllowed: 'This browser shows notifications of the console.',
  notificationsDenied:
    'This browser blocks notifications of the console. Allow them in its settings for this site, beside the address, and load this page again.',
  notificationsMissing: 'This browser knows no notifications. Sounds work.',
  appRefused:
    'This browser does not keep the console as an app, and shows no notifications: {reason}',
  'kind-of-newChat': 'A chat for you',
  'kind-help-newChat': 'A new chat, or one that a colleague handed over, is offered to you.',
  'kind-of-message': 'A message in your chats',
  'kind-help-message': 'A visitor writes in a chat that is yours.',
  'kind-of-queue': 'A chat in the queue',
  'kind-help-queue': 'A visitor waits and nobody has the chat yet.',
  'kind-of-line': 'The line is lost',
  'kind-help-line': 'The console has not reached the relay for 15 seconds.',
  'way-notification': 'Notification',
  'way-sound': 'Sound',
  tryOut: 'Try',
  tryKind: 'Try: {kind}',
  tryBody: 'This is how it looks.',
  'notify-newChat': 'Chat for you: {name}',
  'notify-message': '{name} writes',
  'notify-queue': 'In the queue: {name}',
  'notify-line': 'The line to the relay is lost',
  'notify-lineHelp': 'Visitors’ messages wait at the relay. Look at the console.',

  appTitle: 'The console as an app',
  appHelp:
    'As an app the console has a window of its own, an icon with the number of unread chats, and opens without a network.',
  installApp: 'Install the app',
  appIsInstalled: 'You use the console as an app.',
  installByHand:
    'Chrome, Edge: the sign at the end of the address bar. Safari on a Mac: File, Add to Dock. iPhone and iPad: Share, Add to Home Screen. Android: the browser’s menu, Install app.',

  'need-messages': 'messages',
  'need-visitors': 'visitors’ data',
  'need-http': 'requests to other servers',
  'addon-webhook': 'Webhook',
  'addon-webhook-about':
    'Posts every event of every chat to an address of yours, signed and retried.',
  'addon-webhook-url': 'Address',
  'addon-webhook-url-help': 'Gets a POST for every event; answer with a status from 200 to 299.',
  'addon-webhook-secret': 'Signing secret',
  'addon-webhook-secret-help':
    'Made for you when left empty. Your receiver checks the signature with it.',
} as const;
