import { useState } from 'preact/hooks';
import { LANGUAGES, type Language, type SiteSettings } from '../../../protocol/index.ts';
import { language as consoleLanguage, t } from '../../text/index.ts';
import { Field, useLoaded, WhenLoaded } from '../../ui/index.ts';
import { BesidePreview } from '../preview/index.ts';
import type { Section, SectionProps } from '../section.ts';
import { NAMED_LANGUAGES } from './language-name.ts';
import { nameOfText } from './name-of-text.ts';
import { TextField } from './text-field.tsx';
import { groupTexts } from './text-groups.ts';
import { loadWidgetTexts, type WidgetText } from './widget-words.ts';

/** What the widget says, in the site's own words. */
export const texts: Section = {
  name: 'texts',
  title: 'siteTexts',
  fields: ['settings.texts'],
  Fields: TextsFields,
};

function TextsFields({ site, draft, changeSettings, errorAt }: SectionProps) {
  const { settings } = draft;
  const [language, setLanguage] = useState(() => firstShown(settings));
  const [sought, setSought] = useState('');
  const { loaded } = useLoaded(() => loadWidgetTexts(language), language);
  const own = settings.texts[language] ?? {};

  function say(key: string, text: string): void {
    changeSettings({ texts: withText(settings.texts, language, key, text) });
  }

  return (
    <BesidePreview site={site} settings={settings} language={language}>
      <p class="muted">{t('textsHelp')}</p>
      <LanguageField own={settings.texts} language={language} onChoose={setLanguage} />
      <Field label={t('textsSearch')}>
        {(input) => (
          <input
            {...input}
            type="search"
            autocomplete="off"
            value={sought}
            onInput={({ currentTarget }) => setSought(currentTarget.value)}
          />
        )}
      </Field>
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(all) => {
          const found = all.filter((text) => isSought(text, own, sought));
          if (found.length === 0) return <p class="muted">{t('textsNone')}</p>;
          return (
            <div class="stack texts">
              {groupTexts(found).map((group) => (
                <fieldset key={group.title}>
                  <legend>{t(group.title)}</legend>
                  {group.texts.map((text) => (
                    <TextField
                      key={`${language} ${text.key}`}
                      text={text}
                      language={language}
                      own={own[text.key] ?? ''}
                      error={errorAt(`settings.texts.${language}.${text.key}`)}
                      onSay={(words) => say(text.key, words)}
                    />
                  ))}
                </fieldset>
              ))}
            </div>
          );
        }}
      </WhenLoaded>
    </BesidePreview>
  );
}

interface LanguageFieldProps {
  own: SiteSettings['texts'];
  language: Language;
  onChoose: (language: Language) => void;
}

/** Languages by their own names, with the number of texts that the site has in each. */
function LanguageField({ own, language, onChoose }: LanguageFieldProps) {
  return (
    <Field label={t('textsLanguage')}>
      {(input) => (
        <select
          {...input}
          value={language}
          onChange={({ currentTarget }) => {
            const chosen = LANGUAGES.find((tag) => tag === currentTarget.value);
            if (chosen) onChoose(chosen);
          }}
        >
          {NAMED_LANGUAGES.map(({ language: tag, name }) => {
            const count = Object.keys(own[tag] ?? {}).length;
            return (
              <option key={tag} value={tag} lang={tag} selected={tag === language}>
                {count === 0 ? name : `${name} (${count})`}
              </option>
            );
          })}
        </select>
      )}
    </Field>
  );
}

/** The site's language, else the one that the console speaks. */
function firstShown({ language }: SiteSettings): Language {
  const wanted = language === 'auto' ? consoleLanguage.value : language;
  return LANGUAGES.find((tag) => tag === wanted) ?? 'en';
}

function isSought({ key, original }: WidgetText, own: Record<string, string>, sought: string) {
  const wanted = sought.trim().toLocaleLowerCase();
  return [key, nameOfText(key), original, own[key] ?? ''].some((it) =>
    it.toLocaleLowerCase().includes(wanted),
  );
}

/** The texts with one of them changed; an empty one goes back to the widget's words. Pure. */
export function withText(
  texts: SiteSettings['texts'],
  language: Language,
  key: string,
  text: string,
): SiteSettings['texts'] {
  const { [language]: before = {}, ...others } = texts;
  const { [key]: _replaced, ...kept } = before;
  const own = text === '' ? kept : { ...kept, [key]: text };
  return Object.keys(own).length === 0 ? others : { ...others, [language]: own };
}
