import { uuidv7 } from 'uuidv7';
import type { ChatFile, ChatId } from '../../protocol/index.ts';
import { NAMES } from '../../protocol/index.ts';

/** Where somebody's files are, and what shows who asks. */
export interface FileSender {
  readonly upload: string;
  readonly fileAt: (id: string) => string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A visitor of a page on localhost, by their token. */
export function visitorSender(relayUrl: string, site: string, token = ''): FileSender {
  return {
    upload: `${relayUrl}${NAMES.visitorFiles}?site=${site}`,
    fileAt: (id) => `${relayUrl}${NAMES.visitorFiles}/${id}?site=${site}`,
    headers: { authorization: `Bearer ${token}`, origin: 'http://localhost' },
  };
}

/** An operator, by their session's cookie, who writes into this chat. */
export function operatorSender(relayUrl: string, cookie: string, chat: ChatId): FileSender {
  return {
    upload: `${relayUrl}/api/v1/chats/${chat}/files`,
    fileAt: (id) => `${relayUrl}/api/v1/files/${id}`,
    headers: { cookie },
  };
}

/** Uploads a file; gives back the relay's answer, whatever it is. */
export async function uploadFile(
  { upload, headers }: FileSender,
  name: string,
  content: Buffer | string,
  extra: Record<string, string> = {},
) {
  const answer = await fetch(upload, {
    method: 'POST',
    headers: { ...headers, 'x-file-name': encodeURIComponent(name), ...extra },
    body: typeof content === 'string' ? content : new Uint8Array(content),
  });
  const body = await answer.json();
  const { status } = answer;
  // Either a file or a refusal, as the status says.
  return { status, headers: answer.headers, file: body as ChatFile, error: body.error };
}

/** A `send` frame of a file that was uploaded. */
export function fileTo(chat: ChatId | 'new', file: ChatFile, id: string = uuidv7()) {
  return { type: 'send', id, chat, event: { kind: 'file', file } };
}
