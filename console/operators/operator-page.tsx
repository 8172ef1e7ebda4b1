import {
  changesNextAt,
  isOpenAt,
  LIMITS,
  type OpeningHours,
  type Operator,
  type OperatorInput,
  type Role,
} from '../../protocol/index.ts';
import { api } from '../api.ts';
import { Form, useForm } from '../editing/index.ts';
import { OpeningFields, officeHours } from '../hours/index.ts';
import { dayAndTime, inRow, now, t } from '../text/index.ts';
import { Choice, CountField, Notice, SelectField } from '../ui/index.ts';
import { asLine, asText } from '../visitors/index.ts';
import { Links } from './links.tsx';
import { mayLink, rolesFor } from './roles-for.ts';

interface OperatorPageProps {
  readonly operator: Operator;
  /** Who is signed in. */
  readonly me: Operator;
  readonly operators: readonly Operator[];
  readonly onSaved: () => void;
  readonly onGone: () => void;
}

/** What somebody may do, how many chats they have at once, when they work, and the links that let them in. */
export function OperatorPage({ operator, me, operators, onSaved, onGone }: OperatorPageProps) {
  const form = useForm(inputOf(operator), 'role', 'chatLimit', 'schedule');
  const { draft, change, errorAt, problem, isSaved } = form;
  const save = () => void form.attempt(() => api.updateOperator(operator.id, draft), onSaved);
  const gone = () => {
    form.discard();
    onGone();
  };

  return (
    <>
      <a href="/console/operators">{t('allOperators')}</a>
      <h1 dir="auto">{asLine(operator.name)}</h1>
      <p class="muted">{inRow([asText(operator.email), operator.invited && t('isInvited')])}</p>
      <Form class="stack site-form" refusal={form.refusal} onSave={save}>
        <RoleField
          roles={rolesFor(me, operator, operators)}
          isOwn={me.id === operator.id}
          value={draft.role ?? operator.role}
          error={errorAt('role')}
          onChange={(role) => change({ role })}
        />
        <Work draft={draft} errorAt={errorAt} change={change} />
        {problem !== undefined && <Notice kind="error">{problem}</Notice>}
        {isSaved && <Notice kind="success">{t('saved')}</Notice>}
        <div>
          <button type="submit">{t('save')}</button>
        </div>
      </Form>
      {mayLink(me, operator) && <Links operator={operator} onGone={gone} />}
    </>
  );
}

/** Only what may be chosen is offered; where that is nothing, why. */
function RoleField({
  roles,
  isOwn,
  value,
  error,
  onChange,
}: {
  readonly roles: readonly Role[];
  readonly isOwn: boolean;
  readonly value: Role;
  readonly error: string | undefined;
  readonly onChange: (role: Role) => void;
}) {
  if (roles.length === 1) {
    return (
      <p>
        <strong>{t('role')}:</strong> {t(`role-${value}`)}
        <br />
        <span class="small muted">{t(isOwn ? 'roleOfLastOwner' : 'roleOfOwners')}</span>
      </p>
    );
  }
  return (
    <SelectField
      label={t('role')}
      help={t(isOwn ? 'roleOwnHelp' : 'roleHelp')}
      error={error}
      choices={roles.map((name) => ({ name, words: t(`role-${name}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}

function Work({
  draft: { chatLimit, schedule },
  errorAt,
  change,
}: {
  readonly draft: OperatorInput;
  readonly errorAt: (field: string) => string | undefined;
  readonly change: (changes: Partial<OperatorInput>) => void;
}) {
  return (
    <>
      <CountField
        label={t('chatLimit')}
        help={t('chatLimitHelp')}
        error={errorAt('chatLimit')}
        most={LIMITS.chatLimitMost}
        value={chatLimit}
        onChange={(count) => change({ chatLimit: count })}
      />
      <Choice
        label={t('worksByHours')}
        help={t('worksByHoursHelp')}
        isChosen={schedule !== null}
        onChange={(byHours) => change({ schedule: byHours ? officeHours() : null })}
      />
      {schedule && (
        <OpeningFields
          opening={schedule}
          standing={standing(schedule)}
          path="schedule"
          errorAt={errorAt}
          onChange={(changed) => change({ schedule: changed })}
        />
      )}
    </>
  );
}

function inputOf({ chatLimit, schedule, role }: Operator): OperatorInput {
  return { chatLimit, schedule, role };
}

/** What these hours say about now; times are the reader's own. */
function standing(schedule: OpeningHours): string {
  const isWorking = isOpenAt(schedule, now.value);
  const next = changesNextAt(schedule, now.value);
  if (next === null) return t(isWorking ? 'worksAlways' : 'worksNever');
  return t(isWorking ? 'worksUntil' : 'worksFrom', { at: dayAndTime(next) });
}
