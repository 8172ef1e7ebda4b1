/** What forms that make, change or delete something have in common. */
export { EditForm } from './edit-form.tsx';
export { Form } from './form.tsx';
export { RefusalNotice } from './refusal-notice.tsx';
export { useAttempt } from './use-attempt.ts';
export { useEdited } from './use-edited.ts';
export { useForm } from './use-form.ts';
export { useNextFocus } from './use-next-focus.ts';
