/** What forms that make, change or delete something have in common. */
export { EditForm } from './edit-form.tsx';
export { useAttempt } from './use-attempt.ts';
export { useEdited } from './use-edited.ts';
export { useNextFocus } from './use-next-focus.ts';
