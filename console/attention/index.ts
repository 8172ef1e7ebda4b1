/** What tells an operator of news while they look elsewhere: notifications, sounds, the number on the tab and the icon. */
export { AttentionPage } from './attention-page.tsx';
export { useAttention } from './use-attention.ts';
