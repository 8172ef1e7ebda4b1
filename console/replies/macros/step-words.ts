import type { MacroStep } from '../../../protocol/index.ts';
import { live } from '../../session.ts';
import { t } from '../../text/index.ts';
import { asText } from '../../visitors/index.ts';
import { prepared } from '../prepared.ts';

/** A step in words, with what it is about as it is called now. */
export function stepWords(step: MacroStep): string {
  switch (step.kind) {
    case 'insert':
    case 'send':
      return t(`step-${step.kind}-of`, { name: responseName(step.response) });
    case 'note':
      return t('step-note-of', { text: beginning(step.text) });
    case 'tag':
      return t(step.on ? 'step-tag-of' : 'step-untag-of', { name: tagName(step.tag) });
    case 'transfer':
      return t('step-transfer-of', { name: targetName(step.to) });
    case 'close':
      return t('closeChat');
  }
}

const BEGINNING = 40;

function beginning(text: string): string {
  const signs = Array.from(text.replaceAll(/\s+/g, ' '));
  return signs.length > BEGINNING ? `${signs.slice(0, BEGINNING).join('')} …` : signs.join('');
}

function responseName(id: string): string {
  const found = prepared.value.responses.find((one) => one.id === id);
  return found ? `/${asText(found.shortcut)}` : t('goneOne');
}

function tagName(id: string): string {
  return asText(live.value?.tags.find((tag) => tag.id === id)?.name) || t('goneOne');
}

function targetName(to: Extract<MacroStep, { kind: 'transfer' }>['to']): string {
  const found =
    'operator' in to
      ? live.value?.operators.find(({ id }) => id === to.operator)
      : live.value?.groups.find(({ id }) => id === to.group);
  return asText(found?.name) || t('goneOne');
}
