/**
 * Which files are taken: the media type, which the relay tells by a file's content, and the endings its name may have. A name
 * without one of them is given the first.
 * @public
 */
export const FILE_TYPES = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'application/zip': ['zip'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'video/mp4': ['mp4', 'm4v'],
  'video/webm': ['webm'],
  'application/ogg': ['ogg', 'oga', 'ogv', 'opus'],
  'text/plain': ['txt', 'log', 'md'],
  'text/csv': ['csv'],
} as const;

export type FileType = keyof typeof FILE_TYPES;

/**
 * For the `accept` of a file picker: `.png,.jpg,…`
 * @public
 */
export function acceptedEndings(): string {
  return Object.values(FILE_TYPES)
    .flat()
    .map((ending) => `.${ending}`)
    .join();
}
