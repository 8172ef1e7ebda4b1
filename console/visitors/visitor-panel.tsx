import type { ComponentChildren } from 'preact';
import type { ChatSummary } from '../../protocol/index.ts';
import { dayAndTime, language, t } from '../text/index.ts';
import { asText } from './as-text.ts';
import './visitor-panel.css';

/** Who the visitor is, as far as they said, and where they are. All of it is a stranger's text. */
export function VisitorPanel({ chat }: { chat: ChatSummary }) {
  const { visitor, page, device } = chat;
  const isNamed = Boolean(visitor.name || visitor.email);
  return (
    <aside class="visitor-panel" aria-label={t('aboutVisitor')}>
      <details open={matchMedia('(min-width: 1101px)').matches}>
        <summary>
          <h2>{t('aboutVisitor')}</h2>
        </summary>
        <dl>
          <Fact label={t('name')}>{asText(visitor.name)}</Fact>
          <Fact label={t('email')}>{asText(visitor.email)}</Fact>
          {isNamed && <Fact label={t('identity')}>{t('unverified')}</Fact>}
          <Fact label={t('presence')}>{t(chat.online ? 'online' : 'offline')}</Fact>
          <Fact label={t('page')}>
            <PageLink url={asText(page.url)} title={asText(page.title)} />
          </Fact>
          <Fact label={t('referrer')}>
            {page.referrer && <PageLink url={asText(page.referrer)} title="" />}
          </Fact>
          <Fact label={t('browser')}>{asText(device.browser)}</Fact>
          <Fact label={t('system')}>{asText(device.system)}</Fact>
          <Fact label={t('device')}>{asText(device.kind)}</Fact>
          <Fact label={t('language')}>{languageName(asText(chat.language))}</Fact>
          <Fact label={t('startedAt')}>{dayAndTime(chat.startedAt)}</Fact>
          <Fact label={t('site')}>{asText(chat.site.name)}</Fact>
        </dl>
      </details>
    </aside>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  if (!children) return null;
  return (
    <div>
      <dt class="small muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A page's address is a link only where it cannot be anything else, such as `javascript:`. */
function PageLink({ url, title }: { url: string; title: string }) {
  const isWeb = /^https?:\/\//i.test(url);
  return (
    <>
      {title && <span class="page-title">{title}</span>}
      {isWeb ? (
        <a href={url} target="_blank" rel="noopener noreferrer" class="small">
          {url}
        </a>
      ) : (
        <span class="small">{url}</span>
      )}
    </>
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
