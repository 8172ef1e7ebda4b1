import type { Addon } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { t } from '../text/index.ts';
import { useLoaded, WhenLoaded } from '../ui/index.ts';
import { AddonForm } from './addon-form.tsx';
import { Deliveries } from './deliveries.tsx';
import { wordsOf } from './words-of.ts';

/** The add-ons of this installation; one of them with its settings and its delivery log. */
export function Addons({ name }: { name: string | undefined }) {
  const { loaded, reload } = useLoaded(api.addons);
  return (
    <main class="screen stack">
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(addons) => {
          const addon = addons.find((one) => one.name === name);
          return addon ? (
            <>
              <a href="/console/addons">{t('allAddons')}</a>
              <h1>{wordsOf(addon).title}</h1>
              <p>{wordsOf(addon).description}</p>
              <AddonForm key={addon.name} addon={addon} onSaved={reload} />
              <Deliveries addon={addon.name} />
            </>
          ) : (
            <AddonList addons={addons} />
          );
        }}
      </WhenLoaded>
    </main>
  );
}

function AddonList({ addons }: { addons: readonly Addon[] }) {
  return (
    <>
      <h1>{t('addons')}</h1>
      <p class="muted">{t('addonsHelp')}</p>
      <ul class="list">
        {addons.map((addon) => (
          <li key={addon.name} class="spread">
            <div>
              <h2>
                <a href={`/console/addons/${encodeURIComponent(addon.name)}`}>
                  {wordsOf(addon).title}
                </a>
              </h2>
              <p class="small muted">{wordsOf(addon).description}</p>
            </div>
            <span class="state" data-state={addon.enabled ? 'active' : 'closed'}>
              {t(addon.enabled ? 'on' : 'off')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
