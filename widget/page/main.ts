/** What the launcher loads where a site shows operators its visitors, once this one agreed to be remembered. */
export { beSeen } from './be-seen.ts';
