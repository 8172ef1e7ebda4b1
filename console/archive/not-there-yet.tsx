import { t } from '../text/index.ts';
import { Notice } from '../ui/index.ts';

/** How a search stands that has found nothing yet, or cannot. */
export type NotThere =
  | { readonly name: 'searching' }
  | { readonly name: 'no-words' }
  | { readonly name: 'failed'; readonly reason: string };

/** Stands where the hits will be. */
export function NotThereYet({ found, again }: { found: NotThere; again: () => void }) {
  switch (found.name) {
    case 'searching':
      return (
        <p class="waiting" role="status">
          {t('searching')}
        </p>
      );
    case 'no-words':
      return (
        <p class="empty" role="status">
          {t('searchNoWords')}
        </p>
      );
    case 'failed':
      return (
        <div class="empty stack">
          <Notice kind="error">{t('searchFailed', { reason: found.reason })}</Notice>
          <button type="button" class="quiet" onClick={again}>
            {t('tryAgain')}
          </button>
        </div>
      );
  }
}
