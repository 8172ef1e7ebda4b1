import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { quotationOf } from '../../../protocol/index.ts';
import type { Translator } from '../../text/index.ts';
import { exactTime } from './exact-time.ts';

interface ToolsProps {
  readonly at: number;
  readonly text: string;
  readonly words: Translator;
  readonly onQuote: (quotation: string) => void;
  readonly onClose: () => void;
}

/** When exactly a message was written, and what can be done with it. */
export function MessageTools({ at, text, words, onQuote, onClose }: ToolsProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [isCopied, setCopied] = useState(false);
  // Before it is painted: who sees it may press Enter at once.
  useLayoutEffect(() => frame.current?.querySelector('button')?.focus(), []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    // This Escape closes the tools; the next one closes the panel.
    event.stopPropagation();
    const opener = frame.current?.previousElementSibling?.querySelector('button');
    onClose();
    opener?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the keys of the buttons in it
    <div class="tools" ref={frame} onKeyDown={onKeyDown}>
      <time dateTime={new Date(at).toISOString()}>{exactTime(words.local, at)}</time>
      <button
        type="button"
        class="link"
        onClick={() => {
          onClose();
          onQuote(quotationOf(text));
        }}
      >
        {words.say('quote')}
      </button>
      {/* Browsers offer it to pages over https alone. */}
      {'clipboard' in navigator && (
        <button
          type="button"
          class="link"
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {words.say(isCopied ? 'copied' : 'copy')}
        </button>
      )}
    </div>
  );
}
