import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Invited, Operator } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { t } from '../text/index.ts';
import { type Loaded, useLoaded, WhenLoaded } from '../ui/index.ts';
import { asLine } from '../visitors/index.ts';
import { InviteForm } from './invite-form.tsx';
import { LinkNotice } from './link-notice.tsx';
import { OperatorPage } from './operator-page.tsx';

interface OperatorsProps {
  /** Whose page is asked for. */
  readonly id: string | undefined;
  /** Who is signed in. */
  readonly me: Operator;
}

/** Who works here, and a way to invite others; one of them, to say what they may do, and when and how much they work. */
export function Operators({ id, me }: OperatorsProps) {
  const { route } = useLocation();
  const { loaded, reload } = useLoaded(api.operators);
  if (id === undefined) return <OperatorList loaded={loaded} reload={reload} />;
  const leave = () => {
    reload();
    route('/console/operators');
  };
  return (
    <main class="screen stack">
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(operators) => {
          const operator = operators.find((one) => one.id === id);
          if (operator) {
            const around = { me, operators, onSaved: reload, onGone: leave };
            return <OperatorPage key={id} operator={operator} {...around} />;
          }
          return (
            <>
              <a href="/console/operators">{t('allOperators')}</a>
              <p>{t('noSuchOperator')}</p>
            </>
          );
        }}
      </WhenLoaded>
    </main>
  );
}

interface ListProps {
  readonly loaded: Loaded<Operator[]>;
  readonly reload: () => void;
}

function OperatorList({ loaded, reload }: ListProps) {
  const [invited, setInvited] = useState<Invited | null>(null);
  return (
    <main class="screen stack">
      <h1>{t('operators')}</h1>
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(operators) => (
          <ul class="list">
            {operators.map((operator) => (
              <li key={operator.id} class="spread">
                <span>
                  <a href={`/console/operators/${operator.id}`}>
                    <strong dir="auto">{asLine(operator.name)}</strong>
                  </a>{' '}
                  <bdi class="muted">{asLine(operator.email)}</bdi>
                </span>
                <span class="muted">{about(operator)}</span>
              </li>
            ))}
          </ul>
        )}
      </WhenLoaded>
      {invited && <LinkNotice made={invited} />}
      <InviteForm
        onInvited={(answer) => {
          setInvited(answer);
          reload();
        }}
      />
    </main>
  );
}

function about({ role, invited, chatLimit, schedule }: Operator): string {
  const words = [
    t(`role-${role}`),
    invited ? t('isInvited') : t('chatLimitOf', { count: chatLimit }),
    ...(schedule ? [t('hasHours')] : []),
  ];
  return words.join(' · ');
}
