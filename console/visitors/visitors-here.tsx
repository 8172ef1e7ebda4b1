import { useEffect, useState } from 'preact/hooks';
import {
  type HereState,
  LIMITS,
  type Operator,
  type VisitorId,
  type VisitorsShown,
} from '../../protocol/index.ts';
import { leave } from '../leaving/index.ts';
import { live, session } from '../session.ts';
import { t } from '../text/index.ts';
import { HereRow } from './here-row.tsx';
import './visitors-here.css';

const STATES = ['looking', 'waiting', 'chatting'] as const satisfies readonly HereState[];

/** Who is on the sites now. */
export function VisitorsHere({ operator }: { operator: Operator }) {
  const client = session.value.name === 'signed-in' ? session.value.client : undefined;
  const [state, setState] = useState<HereState | undefined>();
  const [from, setFrom] = useState(0);
  useEffect(() => {
    client?.visitors.watch({ from, ...(state && { state }) });
  }, [client, state, from]);
  useEffect(() => () => client?.visitors.unwatch(), [client]);
  const shown = live.value?.visitors;
  // To one at a time, so that what is written to one is not lost by what is done at another's row.
  const [written, setWritten] = useState<VisitorId>();
  /** Another part of the list; whether it is shown at once, without a question. */
  const lookAt = (name: HereState | undefined, first: number) =>
    leave(() => {
      setWritten(undefined);
      setState(name);
      setFrom(first);
    });

  return (
    <main class="screen visitors-here">
      <header class="stack">
        <h1>{t('visitors')}</h1>
        <p class="muted">{t('visitorsHelp')}</p>
      </header>
      <fieldset class="lists">
        <legend class="hidden">{t('visitorsWhich')}</legend>
        {[undefined, ...STATES].map((name) => (
          <label key={name ?? 'all'}>
            <input
              type="radio"
              name="here"
              class="hidden"
              checked={name === state}
              onClick={(event) => {
                // While it is asked, what is shown stays marked.
                if (name !== state && !lookAt(name, 0)) event.preventDefault();
              }}
            />
            {t(name ? `here-${name}` : 'here-all')}
            {shown && <span class="count">{countOf(shown, name)}</span>}
          </label>
        ))}
      </fieldset>
      {shown ? (
        <HereList
          {...{ shown, operator, state, written, setWritten }}
          onPage={(first) => lookAt(state, first)}
        />
      ) : (
        <p class="waiting">{t('loading')}</p>
      )}
    </main>
  );
}

interface HereListProps {
  readonly shown: VisitorsShown;
  readonly operator: Operator;
  readonly state: HereState | undefined;
  /** To whom a first message is being written. */
  readonly written: VisitorId | undefined;
  readonly setWritten: (visitor: VisitorId | undefined) => void;
  /** `from` is the place of its first row. */
  readonly onPage: (from: number) => void;
}

function HereList({ shown, operator, state, written, setWritten, onPage }: HereListProps) {
  const { rows, from, count, total } = shown;
  const all = countOf(shown, undefined);
  if (rows.length === 0) {
    return <p class="empty muted">{t(state ? 'visitorsNoneSo' : 'visitorsNone')}</p>;
  }
  return (
    <>
      <ul class="here">
        {rows.map((row) => (
          <HereRow
            key={row.visitor.id}
            row={row}
            operator={operator}
            isWriting={row.visitor.id === written}
            onWriting={(isWriting) => setWritten(isWriting ? row.visitor.id : undefined)}
          />
        ))}
      </ul>
      {total > all && <p class="small muted">{t('visitorsMore', { count: total - all })}</p>}
      {count > LIMITS.visitorsShown && (
        <nav class="row pager" aria-label={t('visitorsPages')}>
          <button
            type="button"
            class="quiet"
            disabled={from === 0}
            onClick={() => onPage(Math.max(0, from - LIMITS.visitorsShown))}
          >
            {t('visitorsBefore')}
          </button>
          <span>{t('visitorsRange', { from: from + 1, to: from + rows.length, count })}</span>
          <button
            type="button"
            class="quiet"
            disabled={from + rows.length >= count}
            onClick={() => onPage(from + LIMITS.visitorsShown)}
          >
            {t('visitorsAfter')}
          </button>
        </nav>
      )}
    </>
  );
}

function countOf({ counts }: VisitorsShown, state: HereState | undefined): number {
  return state ? counts[state] : counts.looking + counts.waiting + counts.chatting;
}
