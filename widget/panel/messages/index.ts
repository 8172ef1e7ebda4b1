/** The conversation. */
export { asText } from './group-messages.ts';
export { MessageList } from './message-list.tsx';
export { default as messagesCss } from './messages.css?inline';
