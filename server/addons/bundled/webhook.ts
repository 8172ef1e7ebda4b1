import { createHmac, randomBytes } from 'node:crypto';
import { type AfterEvent, defineAddon, NeverAgain } from '../sdk.ts';

const SECRET_PREFIX = 'whsec_';

/**
 * Posts every event to an address, signed as the Standard Webhooks specification 1.0 says: `webhook-id`,
 * `webhook-timestamp`, and `webhook-signature` over `id.timestamp.body`.
 */
export const webhook = defineAddon({
  name: 'webhook',
  title: 'Webhook',
  description: 'Posts every event of every chat to an address of yours, signed and retried.',
  needs: ['messages', 'visitors', 'http'],
  fields: [
    {
      name: 'url',
      label: 'Address',
      kind: 'url',
      help: 'Gets a POST for every event; answer with a status from 200 to 299.',
      check: (value) =>
        value === '' || /^https?:\/\/\S+$/.test(value)
          ? undefined
          : 'must be an address that begins with https:// or http://',
    },
    {
      name: 'secret',
      label: 'Signing secret',
      kind: 'secret',
      help: 'Made for you when left empty. Your receiver checks the signature with it.',
      generate: () => SECRET_PREFIX + randomBytes(24).toString('base64'),
      check: (value) =>
        /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(value)
          ? undefined
          : 'must be whsec_ and at least 24 bytes in base64',
    },
  ],
  hooks: {
    after: {
      async event(event, { settings, http, now }) {
        const { url = '', secret = '' } = settings;
        if (!url) throw new NeverAgain('no address is set');
        if (!http) throw new NeverAgain('the webhook was not given http');
        const body = bodyOf(event);
        const timestamp = Math.floor(now() / 1_000);
        const began = now();
        const { status } = await http.request({
          url,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'webhook-id': event.id,
            'webhook-timestamp': String(timestamp),
            'webhook-signature': signature(secret, `${event.id}.${timestamp}.${body}`),
          },
          body,
        });
        // 410 Gone is the receiver's word that it wants no more (Standard Webhooks, "Disabling").
        if (status === 410) throw new NeverAgain('the receiver answered 410: it wants no more');
        if (status < 200 || status > 299) throw new Error(`the receiver answered ${status}`);
        return `${status} in ${now() - began} ms`;
      },
    },
  },
});

function bodyOf({ site, chat, seq, at, author, event, visitor }: AfterEvent): string {
  const data = { site, chat, seq, author, event, visitor };
  return JSON.stringify({
    type: `chat.${event.kind}`,
    timestamp: new Date(at).toISOString(),
    data,
  });
}

function signature(secret: string, content: string): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}
