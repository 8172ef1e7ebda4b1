import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../text/index.ts';
import { focusFirstHit, openFirstHit } from './hit-focus.ts';
import type { Search } from './use-search.ts';
import './search.css';

/** The relay's limit is 200 code points, which are never fewer than these units. */
const MOST = 200;

/** Where an operator types what to look for. Arrow down goes to the results, Enter opens the first, Escape goes back. */
export function SearchField({
  search,
  input,
}: {
  search: Search;
  input: RefObject<HTMLInputElement | null>;
}) {
  const id = useId();
  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    switch (event.key) {
      case 'ArrowDown':
        event.preventDefault();
        focusFirstHit();
        break;
      case 'Enter':
        event.preventDefault();
        if (search.isCurrent) openFirstHit();
        break;
      case 'Escape':
        search.setText('');
        input.current?.blur();
        break;
    }
  }
  return (
    <search class="search">
      <label for={id} class="hidden">
        {t('search')}
      </label>
      <input
        ref={input}
        id={id}
        type="search"
        autocomplete="off"
        enterkeyhint="search"
        maxLength={MOST}
        placeholder={t('search')}
        value={search.text}
        onInput={({ currentTarget }) => search.setText(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </search>
  );
}
