/** A second door, for what the panel loads when it is needed: all that stands in `index.ts` is in its first load. */

export { findEmoji } from './emoji-table.ts';
export { filesIn } from './files-in.ts';
export { findLinks } from './find-links.ts';
export { moveInGrid, rowsOf } from './move-in-grid.ts';
export { saveFile } from './save-file.ts';
export { showPicture } from './show-picture.ts';
export { sizeIn } from './size-in.ts';
export { type TranscriptForm, transcriptOf } from './transcript.ts';
export { createUploadList } from './upload-list.ts';
