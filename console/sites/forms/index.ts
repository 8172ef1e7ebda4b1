/** What a site asks its visitors. */
export { FormEditor } from './form-editor.tsx';
