import type { Verified } from '../../protocol/index.ts';
import { t } from '../text/index.ts';
import { Icon } from '../ui/index.ts';
import { asText } from './as-text.ts';
import './verified-mark.css';

/**
 * Says that a site proves who its visitor is, by an icon and in words. Where the name beside it is not in the proof, the words say which
 * user is proven: else a name that anybody may give themselves would look like a checked one.
 */
export function VerifiedMark({ verified }: { verified: Verified | null }) {
  if (!verified) return null;
  const words = verifiedWords(verified);
  return (
    <span class="verified" title={words}>
      <Icon name="verified" />
      <bdi>{words}</bdi>
    </span>
  );
}

/** What is proven, in words. */
function verifiedWords({ userId, name }: Verified): string {
  return name ? t('verified') : t('verifiedAs', { user: asText(userId) });
}
