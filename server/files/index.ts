/** Files: where their bytes lie, and what they are. Knows neither chats nor people. */
export { cleanName } from './clean-name.ts';
export { openFolder } from './folder.ts';
export { imageSize } from './image-size.ts';
export { type Files, FilesError } from './port.ts';
export { stripMetadata, withoutMetadata } from './strip-metadata.ts';
export { tellType } from './tell-type.ts';
