import type { CannedResponse, MacroStep, Scope, Tag } from '../../../protocol/index.ts';
import { live } from '../../session.ts';
import { t } from '../../text/index.ts';
import { asText } from '../../visitors/index.ts';
import { prepared } from '../prepared.ts';

/** Somebody, or a group, that a chat may be given to. */
export interface Target {
  readonly name: string;
  readonly words: string;
  readonly isGroup: boolean;
  readonly to: Extract<MacroStep, { kind: 'transfer' }>['to'];
}

/** What steps may be about. */
export interface Choices {
  readonly responses: readonly CannedResponse[];
  readonly tags: readonly Tag[];
  readonly targets: readonly Target[];
}

/** What may be chosen for a macro of this scope: one for others too does not stand on what is only one's own. */
export function choicesFor(scope: Scope): Choices {
  const { responses } = prepared.value;
  const { tags = [], operators = [], groups = [] } = live.value ?? {};
  return {
    responses: responses.filter((one) => scope.kind === 'own' || one.scope.kind !== 'own'),
    tags,
    targets: [
      ...groups.map(({ id, name }): Target => {
        const to = { group: id };
        return {
          name: targetName(to),
          words: t('scopeGroup', { name: asText(name) }),
          isGroup: true,
          to,
        };
      }),
      ...operators.map(({ id, name }): Target => {
        const to = { operator: id };
        return { name: targetName(to), words: asText(name), isGroup: false, to };
      }),
    ],
  };
}

/** Stands for a target in a list to choose from. */
export function targetName(to: Target['to']): string {
  return 'group' in to ? `group ${to.group}` : `operator ${to.operator}`;
}
