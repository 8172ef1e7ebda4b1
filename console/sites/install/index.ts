/** How a site's widget gets onto its pages, and whether it is there. */
export { LiveCheck } from './live-check.tsx';
export { SnippetTabs } from './snippet-tabs.tsx';
