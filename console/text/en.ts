import { enActions } from './en-actions.ts';
import { enApp } from './en-app.ts';
import { enArchive } from './en-archive.ts';
import { enIdentity } from './en-identity.ts';
import { enRefusals } from './en-refusals.ts';
import { enReplies } from './en-replies.ts';
import { enRouting } from './en-routing.ts';
import { enSetup } from './en-setup.ts';
import { enSites } from './en-sites.ts';
import { enTexts } from './en-texts.ts';
import { enVisitors } from './en-visitors.ts';

/** A sentence that depends on a number, by the plural categories of Unicode CLDR; `other` is there in every language. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};

/** What stands under a key. */
export type Sentence = string | Plural;

/**
 * Every text of the console in English, and the measure for every other language. `{word}` is replaced by a value; a plural is
 * chosen by the value `count`.
 * @public The build makes the app's manifest from them.
 */
export const en = {
  ...enActions,
  ...enReplies,
  ...enApp,
  ...enRouting,
  ...enSites,
  ...enVisitors,
  ...enArchive,
  ...enSetup,
  ...enIdentity,
  ...enTexts,
  ...enRefusals,

  loading: 'Loading …',
  tryAgain: 'Try again',
  tryNow: 'Try now',
  close: 'Close',
  save: 'Save',
  saved: 'Saved.',
  copy: 'Copy',
  copied: 'Copied',
  send: 'Send',
  sending: 'Sending …',
  justNow: 'now',
  delivered: 'Delivered',
  seen: 'Seen',
  discard: 'Discard',
  refresh: 'Refresh',
  somethingFailed: 'Something went wrong.',
  relayUnreachable:
    'The relay does not answer: it is away, or this device has no network. What you wrote is kept; the console goes on by itself.',

  signInTitle: 'Sign in to Counterbell',
  signIn: 'Sign in',
  signInHelp: 'No account, or the password is lost? An owner or admin can give you a new link.',
  signOut: 'Sign out',
  needsSecureContext:
    'The console works over https or on localhost only: browsers do not keep its sign-in cookie on this address.',
  name: 'Name',
  email: 'E-mail',
  password: 'Password',
  passwordHelp: 'At least 10 characters.',
  showPassword: 'Show the password',
  linkUselessTitle: 'This link does not work',
  linkUselessHelp: 'Links work once and for a limited time. Ask an owner or admin for a new one.',
  linkNoOwnerHelp:
    'Owner links work once and for 24 hours. Start the relay again: it prints a new one.',
  toSignIn: 'To the sign-in',
  welcomeTitle: 'Welcome to Counterbell',
  newPasswordTitle: 'Choose a new password',
  ownerHelp: 'You make the first account: it owns this installation.',
  inviteHelp: 'Choose a password and you are in.',
  saveAndSignIn: 'Save and sign in',

  screens: 'Screens',
  inbox: 'Inbox',
  inboxNews: {
    one: '{count} chat is offered to you or unread',
    other: '{count} chats are offered to you or unread',
  },
  noSuchPage: 'There is no such page',
  noSuchPageHelp:
    'The address names no screen of the console, or one that your role does not open.',
  sites: 'Sites',
  operators: 'Operators',
  addons: 'Add-ons',
  acceptingChats: 'Accepting chats',
  accepting: 'Accepting',
  notAccepting: 'Not accepting',
  menuOf: 'Menu of {name}',
  whoIsHere: 'Who is here',
  chatsOf: '{chats} of {limit} chats',
  theme: 'Theme',
  'theme-auto': 'Like the system',
  'theme-light': 'Light',
  'theme-dark': 'Dark',
  language: 'Language',
  'language-auto': 'Like the browser',
  languageHelp:
    'Of the console, wherever you sign in. What the widget speaks is set for each site, under Sites.',
  lineConnecting: 'Connecting …',
  lineWaiting: 'The line is lost. What you write is kept. Trying again in {seconds} s.',
  lineRefused: 'The relay refused the line: {reason}',

  search: 'Search what was said',
  searching: 'Searching …',
  searchResults: 'Search results',
  searchFound: '{count} found',
  searchFoundNewest: 'The newest {count} that were found',
  searchNothing: 'Nothing was found for “{text}”. All words must be there.',
  searchNoWords: 'Type a letter or a digit to search for.',
  searchFailed: 'The search failed: {reason}',
  searchMore: 'Show older ones',

  lists: 'Lists',
  'list-mine': 'Mine',
  'list-queue': 'Queue',
  'list-open': 'All open',
  'list-closed': 'Closed',
  'empty-mine': 'You have no chats now.',
  'empty-queue': 'Nobody is waiting.',
  'empty-open': 'No chats yet.',
  allClosed: 'Every chat is closed.',
  'empty-closed': 'No closed chats yet.',
  emptyHelp:
    'Switch “Accepting chats” on above, then write to yourself from the demo shop, or paste the snippet from “Sites” into your pages.',
  openShop: 'Open the demo shop',
  unread: 'unread',
  unreadCount: '{count} unread',
  online: 'Here now',
  offline: 'Away',
  noText: 'No text yet',
  nothingChosen: 'Choose a chat.',
  noSuchChat: 'There is no such chat.',
  keysHint: 'shows the keys',
  keysTitle: 'Keys',
  'key-next': 'Next chat',
  'key-previous': 'Chat before',
  'key-search': 'Search what was said',
  'key-write': 'Write a message',
  'key-note': 'Write a note',
  'key-back': 'Back to the inbox',
  'key-help': 'Show all keys',
  'state-queued': 'Waiting',
  'state-unanswered': 'Unanswered',
  'state-assigned': 'Offered',
  'state-active': 'Active',
  'state-closed': 'Closed',

  toInbox: 'Back to the inbox',
  visitor: 'Visitor',
  operator: 'Operator',
  conversation: 'Conversation',
  onlyOperators: 'Only operators see this',
  visitorTypes: 'The visitor is typing …',
  notSentYet: 'Not sent yet',
  colleagueTypes: 'Another operator is typing …',
  notSent: 'Not sent: {reason}',
  'step-queued': 'Waiting for an operator',
  'step-offline': 'Nobody was accepting chats',
  'step-site_closed': 'The site was closed',
  'step-queue_full': 'Too many visitors were waiting',
  'step-assigned': 'Offered to {name}',
  'step-joined': '{name} joined',
  'step-closed': 'The chat was closed',
  'step-closed-by': '{name} closed the chat',
  'step-ended': 'The visitor ended the chat',
  'rated-good': 'Rated good',
  'rated-bad': 'Rated bad',
  'step-reopened': 'The chat was opened again',
  'step-reopened-by': '{name} opened the chat again',
  whatToWrite: 'What to write',
  'mode-message': 'Message',
  'mode-note': 'Note',
  'write-message': 'Message to the visitor',
  'write-note': 'Note for operators',
  'hint-message': 'Enter sends, Shift+Enter begins a new line.',
  'hint-note': 'Only operators see notes.',
  closedHint:
    'The chat is closed; it opens again when the visitor writes. You can still leave a note.',
  attach: 'Attach files',
  fileLimits: 'Images, PDF, Office documents, text, audio and video, up to {size} each.',
  fileCancel: 'Cancel {name}',
  fileRemove: 'Remove {name}',
  fileTooLarge: 'Too large: at most {size}.',
  fileEmpty: 'This file is empty.',
  fileUnreachable: 'The relay did not answer.',
  openImage: 'Open {name}',
  tooLong: {
    one: '{count} character too long; the limit is {limit}.',
    other: '{count} characters too long; the limit is {limit}.',
  },

  aboutVisitor: 'About the visitor',
  presence: 'Presence',
  page: 'Page',
  referrer: 'Came from',
  browser: 'Browser',
  system: 'System',
  device: 'Device',
  rating: 'Rating',
  yes: 'Yes',
  no: 'No',
  saveConversation: 'Save the conversation',
  saveConversationHelp: 'As the visitor sees it, without notes.',
  saveAsText: 'Save as text',
  saveAsPage: 'Save as a web page',
  transcriptTitle: 'Conversation with {visitor} on {site}',
  startedAt: 'Chat began',
  site: 'Site',

  'role-owner': 'Owner',
  'role-admin': 'Admin',
  'role-operator': 'Operator',
  'role-viewer': 'Viewer',
  role: 'Role',
  roleHelp: 'Operators chat, viewers only read, admins also change sites, operators and add-ons.',
  invite: 'Invite somebody',
  makeInvitation: 'Make an invitation link',
  invitedHelp: 'Send this link to {name}. It works once, for 7 days, and is not shown again.',
  isInvited: 'invited, not here yet',
  invitation: 'Invitation',
  invitationHelp:
    'It is not accepted yet. Where the link was lost or is too old, make a new one: the one before stops working at once.',
  newInvitation: 'Make a new link',
  withdrawInvitation: 'Withdraw the invitation',
  withdrawAsk: 'Withdraw the invitation of {name}?',
  withdrawHelp: 'The link stops working, and the account is removed.',
  passwordLostHelp:
    'Where the password is lost, make a link to choose a new one. The present password holds until the link is used.',
  newPasswordLink: 'Make a link for a new password',
  passwordLinkHelp:
    'Send this link to {name}. It works once, for 7 days, and is not shown again. Using it signs them out everywhere else.',
  roleOwnHelp: 'You can give up rights, and not give them back to yourself.',
  roleOfOwners: 'Only owners change the role of an owner.',
  roleOfLastOwner:
    'An installation always has an owner: make somebody else one before you change this.',

  allAddons: 'All add-ons',
  addonsHelp:
    'Add-ons look at events and act on them. Further ones are loaded by the setting ADDONS.',
  addonNeeds: 'Receives: {needs}',
  addonNeedsNothing: 'Receives no messages and no visitors’ data.',
  on: 'On',
  off: 'Off',
  switchedOn: 'Switched on',
  showSecret: 'Show',
  hideSecret: 'Hide',
  deliveries: 'Deliveries',
  noDeliveries: 'Nothing was delivered yet.',
  time: 'Time',
  event: 'Event',
  deliveryState: 'State',
  attempts: 'Tries',
  outcome: 'Outcome',
  nextTry: 'Next try',
  actions: 'Actions',
  'delivery-waiting': 'Waiting',
  'delivery-done': 'Done',
  'delivery-dead': 'Given up',
} as const satisfies Record<string, Sentence>;

/** What a language file holds: every key of English. A sentence that names a `{count}` may have plural forms in any language. */
export type Words = Readonly<Record<keyof typeof en, Sentence>>;
