import type { OperatorClient } from '../../client/index.ts';
import type { CannedResponse, ChatId, EventId, FileId } from '../../protocol/index.ts';
import { ApiError, api } from '../api.ts';
import { t } from '../text/index.ts';

/** Sends files of a canned response into a chat, in their order: the events they are in, or why they could not be sent. */
export async function sendKeptFiles(
  client: OperatorClient,
  chat: ChatId,
  response: CannedResponse['id'],
  files: readonly FileId[],
): Promise<{ readonly sent: readonly EventId[] } | { readonly reason: string }> {
  if (files.length === 0) return { sent: [] };
  try {
    const copies = await api.copyCannedFiles(chat, response, files);
    return { sent: copies.map((file) => client.send(chat, { kind: 'file', file })) };
  } catch (error) {
    return { reason: error instanceof ApiError ? error.message : t('relayUnreachable') };
  }
}
