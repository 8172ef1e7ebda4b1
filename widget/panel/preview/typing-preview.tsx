import { useEffect, useRef } from 'preact/hooks';
import { LIMITS } from '../../../protocol/index.ts';
import type { PanelProps } from '../model.ts';

export { default as previewCss } from './preview.css?inline';

/** What it is told, and what it tells. */
export interface PreviewProps extends PanelProps {
  readonly draft: string;
}

/** The line above the composer that says so; what is written goes nowhere before it is there. */
export function TypingPreview({ model, actions, draft }: PreviewProps) {
  const lastAt = useRef(0);
  // What was there before this line was, such as the draft of an earlier page, is not told.
  const told = useRef(draft);

  useEffect(() => {
    const text = [...draft].slice(0, LIMITS.previewCodePoints).join('');
    if (text === told.current) return undefined;
    const wait = Math.max(0, lastAt.current + LIMITS.previewEveryMs - Date.now());
    // What is typed meanwhile takes its place.
    const timer = setTimeout(() => {
      lastAt.current = Date.now();
      told.current = text;
      actions.typing(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [draft, actions]);

  return <p class="preview">{model.words.say('previewNotice')}</p>;
}
