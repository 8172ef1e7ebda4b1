import type { ComponentChildren, FunctionComponent } from 'preact';
import type { Scope, Site } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { useEdited } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { useLoaded, WhenLoaded } from '../ui/index.ts';
import { readPrepared } from './prepared.ts';

/** What a form that makes or changes something prepared is given. */
export interface PreparedFormProps<One> {
  /** Undefined: a new one is made. */
  readonly item?: One | undefined;
  readonly isManager: boolean;
  readonly sites: readonly Site[];
  readonly onDone: () => void;
}

interface PreparedSectionProps<One> {
  readonly isManager: boolean;
  readonly help: string;
  /** What the button says that makes a new one. */
  readonly newWords: string;
  /** Beside that button. */
  readonly beside?: ComponentChildren;
  /** As they were read last. */
  readonly items: readonly One[];
  /** Said where there is none to show. */
  readonly none: string;
  readonly Form: FunctionComponent<PreparedFormProps<One>>;
  /** What one is called, and how it stands in the list. */
  readonly nameOf: (one: One) => string;
  readonly Item: FunctionComponent<{ readonly item: One }>;
  /** Beneath the list. */
  readonly beneath?: (sites: readonly Site[], onDone: () => void) => ComponentChildren;
}

/** Something that is prepared for chats, in a list where each is changed in its place; others' only by managers. */
export function PreparedSection<One extends { readonly id: string; readonly scope: Scope }>({
  isManager,
  help,
  newWords,
  beside,
  items,
  none,
  Form,
  nameOf,
  Item,
  beneath,
}: PreparedSectionProps<One>) {
  const { loaded, reload } = useLoaded(async () => {
    const [sites] = await Promise.all([isManager ? api.sites() : [], readPrepared()]);
    return sites;
  });
  const edited = useEdited();
  const done = () => {
    edited.close();
    reload();
  };
  return (
    <>
      <p class="muted">{help}</p>
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(sites) => (
          <>
            <div class="spread">
              {beside}
              <button type="button" data-edit="new" onClick={() => edited.open('new')}>
                {newWords}
              </button>
            </div>
            {edited.id === 'new' && (
              <div class="new-one">
                <Form isManager={isManager} sites={sites} onDone={done} />
              </div>
            )}
            <ul class="list">
              {items.map((one) => (
                <li key={one.id}>
                  {edited.id === one.id ? (
                    <Form item={one} isManager={isManager} sites={sites} onDone={done} />
                  ) : (
                    <div class="prepared-item">
                      <Item item={one} />
                      {(isManager || one.scope.kind === 'own') && (
                        <button
                          type="button"
                          class="quiet"
                          data-edit={one.id}
                          aria-label={`${t('edit')}: ${nameOf(one)}`}
                          onClick={() => edited.open(one.id)}
                        >
                          {t('edit')}
                        </button>
                      )}
                    </div>
                  )}
                </li>
              ))}
            </ul>
            {items.length === 0 && edited.id !== 'new' && <p>{none}</p>}
            {beneath?.(sites, reload)}
          </>
        )}
      </WhenLoaded>
    </>
  );
}
