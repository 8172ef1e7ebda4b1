/** The conversation. */
export { default as listCss } from './list.css?inline';
export { MessageList } from './message-list.tsx';
