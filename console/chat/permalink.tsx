import { useState } from 'preact/hooks';
import type { ChatId } from '../../protocol/index.ts';
import { clockTime, dayAndTime, t } from '../text/index.ts';

/** The seq that the address names, as in `/console/chat/ID#12`; null where it names none. */
export function hashSeq(hash = location.hash): number | null {
  const [, digits] = /^#([1-9][0-9]{0,8})$/.exec(hash) ?? [];
  return digits === undefined ? null : Number(digits);
}

/**
 * When something was said, as a link to it. A click copies the link, for a note or a colleague, and says so for as long as the focus
 * stays on it; where the browser lets nothing be copied, it is followed.
 */
export function Permalink({ chat, seq, at }: { chat: ChatId; seq: number; at: number }) {
  const [isCopied, setCopied] = useState(false);
  const path = `/console/chat/${chat}#${seq}`;
  const mayCopy = isSecureContext;
  function copy(event: MouseEvent): void {
    const isOtherWay = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (isOtherWay || !mayCopy) return;
    event.preventDefault();
    // The console's router would follow it all the same.
    event.stopPropagation();
    void navigator.clipboard.writeText(location.origin + path).then(() => setCopied(true));
  }
  return (
    <a
      class="permalink"
      href={path}
      data-stays={mayCopy || undefined}
      title={t('copyLinkOf', { time: dayAndTime(at) })}
      onClick={copy}
      onBlur={() => setCopied(false)}
    >
      <time>{clockTime(at)}</time>
      {isCopied && <span role="status"> · {t('linkCopied')}</span>}
    </a>
  );
}
