/** The state of the line. */
export { ConnectionNotice } from './connection-notice.tsx';
