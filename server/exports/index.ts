/** Chats as files: tables for spreadsheets, or everything as lines of JSON. */
export { createExports, type ExportEnd, type Exports } from './exports.ts';
