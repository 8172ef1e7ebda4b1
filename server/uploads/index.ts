/** What visitors and operators upload: whose it is, which event sends it, how long it is kept. Knows no transport. */
export { startFileCleaner } from './clean-files.ts';
export { createKeptFiles, type KeptFiles } from './kept-files.ts';
export {
  createUploads,
  type OpenFile,
  type Upload,
  type UploadOutcome,
  type Uploads,
} from './uploads.ts';
