import type { JSX } from 'preact';
import type { Operator } from '../../protocol/index.ts';
import { mayManage } from '../session.ts';
import { TagsSection } from '../tags/index.ts';
import { type TextKey, t } from '../text/index.ts';
import { MacrosSection } from './macros/index.ts';
import { ResponsesSection } from './responses/index.ts';
import type { SectionProps } from './section.ts';
import './replies.css';

interface Section {
  readonly name: string;
  readonly title: TextKey;
  readonly Content: (props: SectionProps) => JSX.Element;
}

const SECTIONS: readonly Section[] = [
  { name: 'responses', title: 'cannedResponses', Content: ResponsesSection },
  { name: 'macros', title: 'macros', Content: MacrosSection },
  { name: 'tags', title: 'tags', Content: TagsSection },
];

/** What operators prepare for chats, section by section. */
export function Replies({
  section,
  operator,
}: {
  section: string | undefined;
  operator: Operator;
}) {
  const chosen = SECTIONS.find(({ name }) => name === section) ?? SECTIONS[0];
  if (!chosen) return null;
  return (
    <main class="screen stack">
      <h1>{t('replies')}</h1>
      <nav class="sections" aria-label={t('repliesSections')}>
        {SECTIONS.map(({ name, title }) => (
          <a
            key={name}
            href={`/console/replies/${name}`}
            aria-current={name === chosen.name ? 'page' : undefined}
          >
            {t(title)}
          </a>
        ))}
      </nav>
      <chosen.Content key={chosen.name} isManager={mayManage(operator)} />
    </main>
  );
}
