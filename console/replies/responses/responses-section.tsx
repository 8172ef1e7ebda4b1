import { useState } from 'preact/hooks';
import type { CannedResponse } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { Icon } from '../../ui/index.ts';
import { asText } from '../../visitors/index.ts';
import { findReplies } from '../find-replies.ts';
import { prepared } from '../prepared.ts';
import { PreparedSection } from '../prepared-section.tsx';
import { scopeWords } from '../scope-field.tsx';
import type { SectionProps } from '../section.ts';
import { ImportExport } from './import-export.tsx';
import { ResponseForm } from './response-form.tsx';

/** The canned responses that this operator may see, to be searched, made, changed and deleted. */
export function ResponsesSection({ isManager }: SectionProps) {
  const [text, setText] = useState('');
  const hasSome = prepared.value.responses.length > 0;
  return (
    <PreparedSection
      isManager={isManager}
      help={t('responsesHelp')}
      newWords={t('newResponse')}
      beside={
        <input
          type="search"
          class="find"
          aria-label={t('findResponse')}
          placeholder={t('findResponse')}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      }
      items={found(text)}
      none={t(hasSome ? 'noResponseFound' : 'noResponses')}
      Form={ResponseForm}
      nameOf={({ shortcut }) => asText(shortcut)}
      Item={ResponseItem}
      beneath={(sites, onDone) => (
        <ImportExport isManager={isManager} sites={sites} onDone={onDone} />
      )}
    />
  );
}

/** In the order of their shortcuts; those that fit better first where one searches. */
function found(text: string): readonly CannedResponse[] {
  const { responses } = prepared.value;
  if (text.trim() === '') return responses;
  return findReplies(text.replace(/^\//, ''), { responses, macros: [] }, null).flatMap((offer) =>
    offer.type === 'response' ? offer.response : [],
  );
}

function ResponseItem({ item: response }: { item: CannedResponse }) {
  return (
    <div class="stack-tight">
      <span class="row">
        <strong dir="auto">/{asText(response.shortcut)}</strong>
        <span class="small muted">{scopeWords(response)}</span>
        {response.files.length > 0 && (
          <span class="small muted row files">
            <Icon name="attach" />
            {t('filesCount', { count: response.files.length })}
          </span>
        )}
      </span>
      <p class="beginning" dir="auto">
        {asText(response.text)}
      </p>
    </div>
  );
}
