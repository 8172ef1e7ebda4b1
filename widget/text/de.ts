import type { Words } from './en.ts';

/** German, with the formal address. */
export const de: Words = {
  title: 'Chat',
  welcome: 'Guten Tag! Wie können wir Ihnen helfen?',
  available: 'Wir sind da',
  unavailable: 'Gerade ist niemand da',
  talkingWith: 'Sie sprechen mit {name}',
  close: 'Chat schließen',
  menu: 'Optionen',
  messages: 'Nachrichten',
  toLatest: 'Neueste Nachrichten zeigen',
  unread: { one: '{count} neue Nachricht', other: '{count} neue Nachrichten' },

  composerLabel: 'Ihre Nachricht',
  composerHint: 'Nachricht schreiben …',
  send: 'Senden',
  charactersLeft: { one: 'Noch {count} Zeichen', other: 'Noch {count} Zeichen' },
  charactersOver: { one: '{count} Zeichen zu lang', other: '{count} Zeichen zu lang' },

  you: 'Sie',
  operator: 'Beratung',
  sending: 'Wird gesendet …',
  sent: 'Gesendet',
  delivered: 'Zugestellt',
  seen: 'Gelesen',
  notSent: 'Nicht gesendet: {reason}',
  retry: 'Noch einmal versuchen',
  discard: 'Verwerfen',
  typing: '{name} schreibt …',

  joined: '{name} ist jetzt im Chat',
  queued: 'Gleich kommt jemand dazu',
  queuedOffline: 'Gerade ist niemand da. Ihre Nachricht ist aufgehoben, und wir antworten.',
  closed: 'Der Chat wurde beendet. Schreiben Sie jederzeit wieder.',
  reopened: 'Der Chat ist wieder offen',
  nextInQueue: 'Sie sind als Nächstes dran',
  positionInQueue: 'Sie sind Nummer {position} in der Warteschlange',

  offlineOffer:
    'Gerade ist niemand da. Sie können trotzdem schreiben oder Ihre E-Mail-Adresse dalassen.',
  offlineOpen: 'E-Mail-Adresse dalassen',
  offlineTitle: 'Nachricht hinterlassen',
  offlineText: 'Lassen Sie Ihre E-Mail-Adresse da, und wir melden uns bei Ihnen.',
  offlineBack: 'Zurück zum Chat',
  offlineSend: 'Nachricht senden',
  formName: 'Name',
  formEmail: 'E-Mail',
  formMessage: 'Nachricht',
  formMissing: 'Bitte füllen Sie dieses Feld aus.',
  formEmailWrong: 'Bitte geben Sie eine E-Mail-Adresse wie name@example.org ein.',
  formTooLong: 'Bitte höchstens {limit} Zeichen.',

  connecting: 'Verbindung wird aufgebaut …',
  reconnecting: 'Die Verbindung ist abgebrochen. Neuer Versuch in {seconds} s.',
  offline: 'Sie sind offline. Was Sie schreiben, wird gesendet, sobald Sie wieder online sind.',
  refused: 'Der Chat bekommt keine Verbindung: {reason}',

  consentLabel: 'Dieses Gespräch merken',
  consentQuestion:
    'Dürfen wir Sie auf diesem Gerät wiedererkennen? Ein Cookie bewahrt dieses Gespräch 13 Monate lang für Ihren nächsten Besuch auf. Der Chat funktioniert auch ohne.',
  consentAccept: 'Einverstanden',
  consentDecline: 'Nein danke',
  remember: 'Auf diesem Gerät wiedererkennen',
  rememberHint:
    'Setzt ein Cookie, das dieses Gespräch 13 Monate lang für Ihren nächsten Besuch aufbewahrt.',
  forget: 'Auf diesem Gerät vergessen',
  forgetHint: 'Entfernt das Cookie. Das Gespräch bleibt, bis Sie die Seite verlassen.',
};
