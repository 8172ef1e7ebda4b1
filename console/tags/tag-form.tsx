import { LIMITS, type Site, type Tag, type TagInput } from '../../protocol/index.ts';
import { TAG_COLOURS } from '../../protocol/later.ts';
import { api } from '../api.ts';
import { EditForm, useForm } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { Field, SelectField } from '../ui/index.ts';
import { TagMark } from './tag-mark.tsx';

/** Makes a tag, or changes or deletes one. */
export function TagForm({
  tag,
  sites,
  onDone,
}: {
  /** Undefined: a new one is made. */
  tag?: Tag;
  sites: readonly Site[];
  onDone: () => void;
}) {
  const form = useForm<TagInput>(
    tag ? { name: tag.name, colour: tag.colour, site: tag.site } : NEW_TAG,
    'name',
  );
  const { draft: input, change, errorAt, attempt } = form;

  const save = () =>
    void attempt(() => (tag ? api.updateTag(tag.id, input) : api.createTag(input)), onDone);

  return (
    <EditForm
      form={form}
      onSave={save}
      onCancel={onDone}
      remove={
        tag && {
          question: t('tagDelete', { name: tag.name }),
          act: () => void attempt(() => api.deleteTag(tag.id), onDone),
        }
      }
    >
      <Field label={t('tagName')} error={errorAt('name')}>
        {(field) => (
          <input
            {...field}
            required
            autocomplete="off"
            maxLength={LIMITS.tagNameCodePoints}
            value={input.name}
            onInput={({ currentTarget }) => change({ name: currentTarget.value })}
          />
        )}
      </Field>
      <fieldset>
        <legend>{t('tagColour')}</legend>
        <div class="colours">
          {TAG_COLOURS.map((colour) => (
            <label key={colour}>
              <input
                type="radio"
                name="colour"
                class="hidden"
                checked={input.colour === colour}
                onChange={() => change({ colour })}
              />
              <TagMark tag={{ ...LOOK, colour, name: t(`colour-${colour}`) }} />
            </label>
          ))}
        </div>
      </fieldset>
      <SelectField
        label={t('tagSite')}
        choices={[
          { name: '', words: t('allOfSites') },
          ...sites.map(({ id, name }) => ({ name: id as string, words: name })),
        ]}
        value={input.site ?? ''}
        onChange={(id) => change({ site: sites.find((site) => site.id === id)?.id ?? null })}
      />
    </EditForm>
  );
}

const NEW_TAG: TagInput = { name: '', colour: 'blue', site: null };
/** A colour is shown as a tag that has it. */
const LOOK = { id: '' as Tag['id'], site: null };
