/** The canned responses to be managed. */
export { ResponsesSection } from './responses-section.tsx';
