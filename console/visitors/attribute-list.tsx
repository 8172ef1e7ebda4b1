import type { Attributes } from '../../protocol/index.ts';
import { t } from '../text/index.ts';
import { Fact, Fold } from './fact.tsx';
import { StrangeText } from './strange-text.tsx';

/** What the page said of its visitor. Nobody has checked it, and it says so. */
export function AttributeList({ attributes }: { attributes: Attributes }) {
  const all = Object.entries(attributes).sort(([a], [b]) => a.localeCompare(b));
  if (all.length === 0) return null;
  return (
    <Fold title={t('attributes')} count={all.length} isOpen={all.length <= 10}>
      <dl class="attributes">
        {all.map(([name, value]) => (
          <Fact key={name} label={<StrangeText text={name} />}>
            {wordOf(value)}
          </Fact>
        ))}
      </dl>
      <p class="small muted">{t('attributesUnverified')}</p>
    </Fold>
  );
}

function wordOf(value: Attributes[string]) {
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  return value === '' ? t('emptyValue') : <StrangeText text={String(value)} />;
}
