/** Files in a chat: those that are sent, and those on their way. */
export { FileBody } from './file-body.tsx';
export { UploadRows } from './upload-rows.tsx';
export { type Uploads, useUploads } from './use-uploads.ts';
