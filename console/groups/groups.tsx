import { useLocation } from 'preact-iso';
import type { Group, GroupSettings, Operator, Site } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { t } from '../text/index.ts';
import { useLoaded, WhenLoaded } from '../ui/index.ts';
import { asLine, asText } from '../visitors/index.ts';
import { EverybodyForm } from './everybody-form.tsx';
import { GroupForm } from './group-form.tsx';
import './groups.css';

/** What the screen shows, and what a group is made of. */
export interface Around {
  readonly groups: readonly Group[];
  readonly operators: readonly Operator[];
  readonly sites: readonly Site[];
  /** How chats of sites without a group are shared out. */
  readonly everybodys: GroupSettings;
}

async function readAll(): Promise<Around> {
  const [groups, operators, sites, everybodys] = await Promise.all([
    api.groups(),
    api.operators(),
    api.sites(),
    api.everybodys(),
  ]);
  return { groups, operators, sites, everybodys };
}

/** The groups of this installation; one of them, or a new one, to edit. */
export function Groups({ id }: { id: string | undefined }) {
  const { route } = useLocation();
  const { loaded, reload } = useLoaded(readAll);
  const leave = () => {
    reload();
    route('/console/groups');
  };
  return (
    <main class="screen stack">
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(around) => {
          if (id === undefined) return <GroupList {...around} />;
          if (id === 'everybody')
            return <EverybodyForm settings={around.everybodys} onDone={leave} />;
          const group = around.groups.find((one) => one.id === id);
          if (!group && id !== 'new') return <NoSuchGroup />;
          return <GroupForm key={id} group={group} around={around} onDone={leave} />;
        }}
      </WhenLoaded>
    </main>
  );
}

function NoSuchGroup() {
  return (
    <>
      <a href="/console/groups">{t('allGroups')}</a>
      <p>{t('noSuchGroup')}</p>
    </>
  );
}

function GroupList({ groups, operators, sites, everybodys }: Around) {
  return (
    <>
      <div class="spread">
        <h1>{t('groups')}</h1>
        <a class="button" href="/console/groups/new">
          {t('newGroup')}
        </a>
      </div>
      <p class="muted">{t('groupsHelp')}</p>
      <ul class="list">
        {groups.map((group) => (
          <li key={group.id}>
            <h2>
              <a href={`/console/groups/${group.id}`}>
                <bdi>{asLine(group.name)}</bdi>
              </a>
            </h2>
            <dl class="about-group small">
              <dt>{t('groupMembers')}</dt>
              <dd>{namesOf(operators, group.members) || t('groupOfNobody')}</dd>
              <dt>{t('groupSites')}</dt>
              <dd>{namesOf(sites, group.sites) || t('groupOfNoSite')}</dd>
              <Rule settings={group} />
            </dl>
          </li>
        ))}
        <li>
          <h2>
            <a href="/console/groups/everybody">{t('everybodysChats')}</a>
          </h2>
          <dl class="about-group small">
            <dt>{t('groupSites')}</dt>
            <dd>{namesOf(sites, unservedIds(sites, groups)) || t('everybodysNoSite')}</dd>
            <Rule settings={everybodys} />
          </dl>
        </li>
      </ul>
      {groups.length === 0 && <p>{t('noGroups')}</p>}
    </>
  );
}

function Rule({ settings: { rule, priority } }: { settings: GroupSettings }) {
  return (
    <>
      <dt>{t('groupRule')}</dt>
      <dd>
        {t(`rule-${rule}`)}
        {priority !== 'normal' && ` · ${t(`priority-${priority}`)}`}
      </dd>
    </>
  );
}

/** A group without members serves nothing. */
function unservedIds(sites: readonly Site[], groups: readonly Group[]): string[] {
  const serving = groups.filter(({ members }) => members.length > 0);
  return sites
    .map(({ id }) => id)
    .filter((id) => !serving.some((group) => group.sites.includes(id)));
}

function namesOf(
  all: readonly { readonly id: string; readonly name: string }[],
  ids: readonly string[],
): string {
  return all
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => asText(name))
    .join(', ');
}
