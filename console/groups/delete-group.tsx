import type { Group } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { live } from '../session.ts';
import { t } from '../text/index.ts';
import { AskFirst } from '../ui/index.ts';
import { asText } from '../visitors/index.ts';
import type { Around } from './groups.tsx';

interface DeleteProps {
  readonly group: Group;
  readonly around: Around;
  readonly onDone: () => void;
}

/** Says first what becomes of the group's chats. */
export function DeleteGroup({ group, around, onDone }: DeleteProps) {
  return (
    <AskFirst
      label={t('deleteGroup')}
      question={t('deleteGroupAsk', { name: asText(group.name) })}
      cancel={t('cancel')}
      onYes={() => api.deleteGroup(group.id).then(onDone)}
    >
      <p>{whatFollows(group, around)}</p>
    </AskFirst>
  );
}

function whatFollows({ id, sites }: Group, around: Around): string {
  const chats = [...(live.value?.chats.values() ?? [])].filter(
    (chat) => chat.group?.id === id && chat.state !== 'closed',
  ).length;
  const unserved = around.sites.filter(
    (site) =>
      sites.includes(site.id) &&
      !around.groups.some((other) => other.id !== id && other.sites.includes(site.id)),
  );
  const names = unserved.map(({ name }) => asText(name)).join(', ');
  const sentences = [
    t('deleteGroupKeeps'),
    ...(chats > 0 ? [t('deleteGroupChats', { count: chats })] : []),
    ...(names ? [t('deleteGroupSites', { names })] : []),
  ];
  return sentences.join(' ');
}
