import type { ChosenFile } from '../../../client/index.ts';
import { sizeIn } from '../../../client/later.ts';
import { asText } from '../../../protocol/index.ts';
import type { Translator } from '../../text/index.ts';
import { CLOSE, Icon } from '../icon/index.ts';
import { whyNotSent } from '../why-not-sent.ts';
import { Thumbnail } from './thumbnail.tsx';

interface ChosenRowProps {
  readonly chosen: ChosenFile;
  readonly words: Translator;
  readonly limit: number;
  readonly onRetry: () => void;
  readonly onRemove: () => void;
}

/** A file that was chosen, with how far it is or what is wrong with it. */
export function ChosenRow({ chosen, words, limit, onRetry, onRemove }: ChosenRowProps) {
  const { file, state } = chosen;
  const { name } = file;
  const isFailed = state.name === 'failed';
  return (
    <li>
      <Thumbnail file={file} />
      <span class="name" dir="auto">
        {name}
      </span>
      <button
        type="button"
        class="tool"
        aria-label={words.say(isFailed ? 'fileRemove' : 'fileCancel', { name })}
        onClick={onRemove}
      >
        <Icon shape={CLOSE} />
      </button>
      {state.name === 'uploading' && <progress aria-label={name} value={state.share} />}
      {isFailed && (
        <p class="problem" role="alert">
          {faultWords(state, words, limit)}{' '}
          {state.mayRetry && (
            <button type="button" class="link" onClick={onRetry}>
              {words.say('retry')}
            </button>
          )}
        </p>
      )}
    </li>
  );
}

type Failed = Extract<ChosenFile['state'], { name: 'failed' }>;

function faultWords({ code, reason }: Failed, words: Translator, limit: number): string {
  switch (code) {
    case 'empty':
      return words.say('fileEmpty');
    case 'too_large':
      return words.say('fileTooLarge', { size: sizeIn(words.tag, limit) });
    case 'file_refused':
      return words.say('fileRefused');
    case 'unreachable':
      return words.say('fileUnreachable');
    default:
      return words.say('notSent', { reason: whyNotSent(code, asText(reason), words) });
  }
}
