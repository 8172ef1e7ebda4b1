import type { Tag } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { useEdited } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { useLoaded, WhenLoaded } from '../ui/index.ts';
import { asText } from '../visitors/index.ts';
import { allTags } from './all-tags.ts';
import { TagForm } from './tag-form.tsx';
import { TagMark } from './tag-mark.tsx';

/** All tags; managers make, change and delete them here. */
export function TagsSection({ isManager }: { isManager: boolean }) {
  const tags = allTags.value;
  const { loaded } = useLoaded(isManager ? api.sites : async () => []);
  const edited = useEdited();
  return (
    <>
      <p class="muted">{t('tagsHelp')}</p>
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(sites) => (
          <>
            {tags.length === 0 && <p>{t('noTags')}</p>}
            <ul class="list">
              {tags.map((tag) => (
                <li key={tag.id}>
                  {edited.id === tag.id ? (
                    <TagForm tag={tag} sites={sites} onDone={edited.close} />
                  ) : (
                    <TagItem
                      tag={tag}
                      site={sites.find(({ id }) => id === tag.site)?.name}
                      isManager={isManager}
                      onEdit={() => edited.open(tag.id)}
                    />
                  )}
                </li>
              ))}
            </ul>
            {isManager && (
              <div>
                <button type="button" data-edit="new" onClick={() => edited.open('new')}>
                  {t('newTag')}
                </button>
              </div>
            )}
            {edited.id === 'new' && <TagForm sites={sites} onDone={edited.close} />}
          </>
        )}
      </WhenLoaded>
    </>
  );
}

function TagItem({
  tag,
  site,
  isManager,
  onEdit,
}: {
  tag: Tag;
  /** The name of its only site. */
  site: string | undefined;
  isManager: boolean;
  onEdit: () => void;
}) {
  return (
    <div class="spread">
      <span class="row">
        <TagMark tag={tag} />
        {isManager && <span class="small muted">{site ?? t('allOfSites')}</span>}
      </span>
      {isManager && (
        <button
          type="button"
          class="quiet"
          data-edit={tag.id}
          aria-label={`${t('edit')}: ${asText(tag.name)}`}
          onClick={onEdit}
        >
          {t('edit')}
        </button>
      )}
    </div>
  );
}
