import type { Translator } from '../../text/index.ts';
import type { PanelProps } from '../model.ts';
import type { Row } from './group-messages.ts';
import type { OpenTools } from './message.tsx';
import { MessageGroup } from './message-group.tsx';
import { StepLine } from './step-line.tsx';

interface RowProps extends PanelProps {
  readonly row: Row;
  readonly tools: OpenTools;
  /** Only the visitor's last group says how far it got. */
  readonly showsDelivery: boolean;
}

/** One row of the conversation. */
export function RowView({ row, model, actions, tools, showsDelivery }: RowProps) {
  const { words } = model;
  switch (row.type) {
    case 'day':
      return <p class="day">{nameOfDay(row.at, words)}</p>;
    case 'chat':
      return (
        <h3 class="chat">
          {words.say(row.which)}
          {row.at !== undefined && ` · ${nameOfDay(row.at, words)}`}
        </h3>
      );
    case 'new':
      return <p class="day new">{words.say('newMessages')}</p>;
    case 'step':
      return <StepLine step={row.step} words={words} />;
    case 'group':
      return (
        <MessageGroup
          group={row}
          model={model}
          actions={actions}
          tools={tools}
          showsDelivery={showsDelivery}
        />
      );
  }
}

/** A day that stands alone, so with a capital. */
function nameOfDay(at: number, { day, tag }: Translator): string {
  const name = day(at, Date.now());
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
