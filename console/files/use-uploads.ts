import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ChosenFile, OperatorClient, UploadList } from '../../client/index.ts';
import { createUploadList } from '../../client/later.ts';
import type { ChatId } from '../../protocol/index.ts';

/** An operator's files on their way into a chat. */
export interface Uploads extends Pick<UploadList, 'add' | 'retry' | 'remove'> {
  readonly chosen: readonly ChosenFile[];
}

/** Each is sent as soon as it is there; leaving the chat cancels what is not. */
export function useUploads(
  chat: ChatId,
  client: OperatorClient | undefined,
  onSend: () => void,
): Uploads {
  const [chosen, setChosen] = useState<readonly ChosenFile[]>([]);
  const uploads = useMemo(() => {
    const list = createUploadList({
      target: () => ({ address: `/api/v1/chats/${chat}/files`, headers: {} }),
      mostBytes: () => client?.getState().fileBytes || Number.POSITIVE_INFINITY,
      onUploaded(file) {
        client?.send(chat, { kind: 'file', file });
        onSend();
      },
      onChange: () => setChosen(list.list()),
    });
    return list;
  }, [chat, client]);
  useEffect(() => () => uploads.destroy(), [uploads]);
  return { chosen, add: uploads.add, retry: uploads.retry, remove: uploads.remove };
}
