import { t } from '../text/index.ts';

/** Words that were found in so few places may be a name. */
const FEW = 3;

/** Whether what was found of words, all of it, is so little that a visitor of that name may be meant. Pure. */
export function mayMeanVisitor(found: {
  readonly count: number;
  readonly isAll: boolean;
}): boolean {
  return found.isAll && found.count <= FEW;
}

/** Says that words are not looked for in names, and leads to the chats of who is called so. */
export function VisitorOffer({
  text,
  href,
  onFollow,
}: {
  text: string;
  /** The archive, with its filter of visitors filled in. */
  href: string;
  onFollow?: () => void;
}) {
  return (
    <p class="small visitor-offer">
      <span class="muted">{t('namesNotSearched')}</span>{' '}
      <a href={href} onClick={onFollow}>
        {t('lookForVisitor', { text })}
      </a>
    </p>
  );
}
