/** Who visitors are, and how sites prove it, in English. Part of `en.ts`. */
export const enIdentity = {
  verified: 'Verified',
  verifiedAs: 'Verified user {user}',
  unverified: 'Unverified: the visitor or the page says so',
  userId: 'User',
  'step-signed_in': 'Closed by itself: the visitor signed in, and their other open chat goes on',
  siteIdentity: 'Identity',
  identityHelp:
    'Your backend can prove who a signed-in user is. Their chats then follow them to every device they sign in on, and operators see that they are verified.',
  requireVerification: 'Take nothing without a proof',
  requireVerificationHelp:
    'What a page says of its visitor’s user, name and e-mail counts only where your backend has signed it. What visitors write into a form themselves is still taken, as unverified.',
  secrets: 'Secrets',
  secretsHelp:
    'For your backend alone: whoever has one can pass for any of your users. Two at once are good, so that you can go over to a new one before you remove the old one.',
  noSecrets: 'There is none yet: nobody can be verified.',
  makeSecret: 'Make a secret',
  secretMade: 'Made {when}',
  removeSecret: 'Remove for good',
  removeSecretAsk:
    'What your backend signs with this secret is refused from then on. Who was verified before stays so.',
  backendCode: 'In your backend',
  backendCodeHelp:
    'Keep the secret where your backend finds it, such as in the environment, and never in a page. Give every page of a signed-in user what the code makes.',
  backendLanguages: 'Language of your backend',
  proofByHash: 'A hash: proves the user',
  proofByToken: 'A token: proves name and e-mail too, for an hour',
  proofInPage: 'In the page, one of the two',
} as const;
