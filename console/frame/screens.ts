import type { Operator } from '../../protocol/index.ts';
import { mayManage, mayWrite } from '../session.ts';

const SCREENS = [
  { path: '/console', icon: 'inbox', words: 'inbox', isFor: () => true },
  { path: '/console/archive', icon: 'archive', words: 'archive', isFor: () => true },
  { path: '/console/visitors', icon: 'visitors', words: 'visitors', isFor: () => true },
  { path: '/console/replies', icon: 'replies', words: 'replies', isFor: mayWrite },
  { path: '/console/sites', icon: 'sites', words: 'sites', isFor: mayManage },
  { path: '/console/operators', icon: 'operators', words: 'operators', isFor: mayManage },
  { path: '/console/groups', icon: 'groups', words: 'groups', isFor: mayManage },
  { path: '/console/addons', icon: 'addons', words: 'addons', isFor: mayManage },
] as const;

/** The screens that this operator may open, in the order they stand. */
export function screensOf(operator: Operator): (typeof SCREENS)[number][] {
  return SCREENS.filter(({ isFor }) => isFor(operator));
}

const OWN_SCREENS = [
  { path: '/console/profile', words: 'profile', isFor: () => true },
  { path: '/console/notifications', words: 'notifications', isFor: () => true },
  { path: '/console/bans', words: 'bans', isFor: mayManage },
] as const;

/** The screens that stand in the operator's own menu. */
export function ownScreensOf(operator: Operator): (typeof OWN_SCREENS)[number][] {
  return OWN_SCREENS.filter(({ isFor }) => isFor(operator));
}
