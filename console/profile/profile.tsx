import { useEffect, useState } from 'preact/hooks';
import type { Operator } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { PictureField } from '../pictures/index.ts';
import { chooseLanguage } from '../session.ts';
import { languageChoice, languageChoices, t } from '../text/index.ts';
import { SelectField } from '../ui/index.ts';
import { EmailForm } from './email-form.tsx';
import { NameForm } from './name-form.tsx';
import { PasswordForm } from './password-form.tsx';

const PHOTO_SIZE = { width: 96, height: 96 };

/** What visitors are shown of whoever is signed in, the language that the console speaks to them, and what they sign in by. */
export function Profile({ operator }: { operator: Operator }) {
  const [shown, setShown] = useState<string>();

  /** The address stays when the photo changes, so what is shown is looked up past the browser's cache. */
  async function look(): Promise<void> {
    const answer = await fetch(`/v1/photos/${operator.id}`, { cache: 'reload' });
    setShown(answer.status === 200 ? await asAddress(await answer.blob()) : undefined);
  }

  useEffect(() => void look().catch(() => setShown(undefined)), [operator.id]);

  return (
    <main class="screen stack">
      <h1>{t('profile')}</h1>
      <p class="muted">{operator.email}</p>
      <NameForm name={operator.name} />
      <PictureField
        label={t('photo')}
        help={t('photoHelp')}
        shown={shown}
        most={PHOTO_SIZE}
        isSquare
        keep={async (picture) => {
          await api.setPhoto({ picture: picture ?? null });
          await look();
        }}
      />
      <SelectField
        label={t('language')}
        help={t('languageHelp')}
        choices={languageChoices()}
        value={languageChoice.value}
        onChange={(choice) => void chooseLanguage(choice)}
      />
      <h2>{t('email')}</h2>
      <EmailForm email={operator.email} />
      <h2>{t('password')}</h2>
      <PasswordForm email={operator.email} />
    </main>
  );
}

/** As a `data:` address, which the console's policy lets it show. */
function asAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
