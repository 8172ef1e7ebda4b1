import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ChatSummary, ChatView, Operator, Rating, Said } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { dayAndTime, language, t } from '../text/index.ts';
import { Icon, Notice, useLoaded } from '../ui/index.ts';
import { Answers } from './answers.tsx';
import { asText } from './as-text.ts';
import { AttributeList } from './attribute-list.tsx';
import { EarlierChats } from './earlier-chats.tsx';
import { Fact } from './fact.tsx';
import { Notes } from './notes.tsx';
import { PagesBefore } from './pages-before.tsx';
import { PageLink, StrangeText } from './strange-text.tsx';
import { TimeSince } from './time-since.tsx';
import { Tracks } from './tracks.tsx';
import './visitor-panel.css';

/** Who the visitor is, as far as they said, where they are, and what is known of them. All of it is a stranger's text. */
export function VisitorPanel({
  chat,
  view,
  operator,
  children,
}: {
  chat: ChatSummary;
  view: ChatView;
  operator: Operator;
  /** What may be done with the chat. */
  children: ComponentChildren;
}) {
  const { visitor, page } = chat;
  // What may have changed, as far as the chat's row tells.
  const key = JSON.stringify([chat.id, visitor.changedAt, page.url, page.title, chat.state]);
  const { loaded, reload } = useLoaded(() => api.visitorOf(chat.id), key);
  const details = loaded.name === 'there' ? loaded.value : undefined;
  // The chat is drawn anew at each sign of life; what they did only where it is read again.
  const tracks = useMemo(() => details && <Tracks {...details} />, [details]);
  return (
    <aside class="visitor-panel" aria-label={t('aboutVisitor')}>
      <details open={matchMedia('(min-width: 1101px)').matches}>
        <summary>
          <h2>{t('aboutVisitor')}</h2>
        </summary>
        <dl>
          <Person chat={chat} view={view} />
          <Fact label={t('presence')}>{t(chat.online ? 'online' : 'offline')}</Fact>
          <Fact label={t('page')}>
            <PageLink url={page.url} title={page.title} />
            {chat.online && details?.pages[0]?.url === page.url && (
              <p class="small muted">
                <TimeSince since={details.pages[0].at} /> {t('onThisPage')}
              </p>
            )}
          </Fact>
          <Fact label={t('goalsOfChat')}>
            {chat.goals.length > 0 && (
              <ul class="tracks">
                {chat.goals.map((goal) => (
                  <li key={goal}>
                    <StrangeText text={goal} />
                  </li>
                ))}
              </ul>
            )}
          </Fact>
        </dl>
        {tracks}
        {loaded.name === 'failed' && <Notice kind="error">{loaded.reason}</Notice>}
        {details && (
          <>
            <Notes
              visitor={visitor.id}
              notes={details.notes}
              operator={operator}
              onChange={reload}
            />
            <AttributeList attributes={details.attributes} />
            <EarlierChats earlier={details.earlier} earlierCount={details.earlierCount} />
          </>
        )}
        <dl class="surroundings">
          <Surroundings chat={chat} visits={details?.visits ?? 0} />
        </dl>
        {details && <PagesBefore pages={details.pages} />}
        {children}
      </details>
    </aside>
  );
}

/** Who they are, by whose word, and what they answered. */
function Person({ chat: { visitor }, view }: { chat: ChatSummary; view: ChatView }) {
  const { name, email, verified } = visitor;
  return (
    <>
      {verified && (
        <Fact label={t('userId')}>
          <StrangeText text={verified.userId} /> <ByWord isProven />
        </Fact>
      )}
      <Fact label={t('name')}>
        {name && (
          <>
            <StrangeText text={name} /> <ByWord isProven={verified?.name ?? false} />
          </>
        )}
      </Fact>
      <Fact label={t('email')}>
        {email && (
          <>
            <StrangeText text={email} /> <ByWord isProven={verified?.email ?? false} />
          </>
        )}
      </Fact>
      <Fact label={t('rating')}>{view.rating && <RatingFact rating={view.rating} />}</Fact>
      {formsIn(view).map(({ id, body }) => (
        <Fact key={id} label={t(`form-${body.form}`)}>
          <Answers answers={body.answers} />
        </Fact>
      ))}
    </>
  );
}

/** Whether the site proves what stands before it, or it is the visitor's or the page's own word. */
function ByWord({ isProven }: { isProven: boolean }) {
  return (
    <span class="by-word" data-proven={isProven}>
      {isProven && <Icon name="verified" />}
      {t(isProven ? 'verified' : 'unverified')}
    </span>
  );
}

/** Where they came from, what they use, and where the chat is. */
function Surroundings({ chat, visits }: { chat: ChatSummary; visits: number }) {
  const { browser, system, kind } = chat.device;
  const { referrer } = chat.page;
  return (
    <>
      <Fact label={t('referrer')}>{referrer && <PageLink url={referrer} title="" />}</Fact>
      <Fact label={t('visits')}>{visits > 0 && String(visits)}</Fact>
      <Fact label={t('browser')}>{browser && <StrangeText text={browser} />}</Fact>
      <Fact label={t('system')}>{system && <StrangeText text={system} />}</Fact>
      <Fact label={t('device')}>{kind && <StrangeText text={kind} />}</Fact>
      <Fact label={t('language')}>
        {chat.language && <StrangeText text={languageName(asText(chat.language))} />}
      </Fact>
      <Fact label={t('startedAt')}>{dayAndTime(chat.startedAt)}</Fact>
      <Fact label={t('site')}>{asText(chat.site.name)}</Fact>
    </>
  );
}

function RatingFact({ rating }: { rating: Rating }) {
  return (
    <>
      {t(rating.good ? 'rated-good' : 'rated-bad')}
      {rating.comment !== undefined && (
        <p class="small" dir="auto">
          {asText(rating.comment)}
        </p>
      )}
    </>
  );
}

type FormSaid = Said & { readonly body: Extract<Said['body'], { kind: 'form' }> };

/** The forms that the visitor answered in this chat. Pure. */
function formsIn({ items }: ChatView): FormSaid[] {
  return items.filter(
    (item): item is FormSaid => item.type === 'said' && item.body.kind === 'form',
  );
}

function languageName(tag: string): string {
  try {
    return tag && (new Intl.DisplayNames(language.value, { type: 'language' }).of(tag) ?? tag);
  } catch {
    // A visitor's browser may name its language in any way it likes.
    return tag;
  }
}
