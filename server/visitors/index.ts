/** Who visitors are, what they agreed to, what is known of them and what they did, and what browser they use. */
export {
  createVisitorDetails,
  type NoteEditor,
  type NoteRefusal,
  type VisitorDetailsKeeper,
} from './details.ts';
export type { Ground, Visit } from './local-visits.ts';
export { readAgent } from './read-agent.ts';
export { createVisitorTracks, type VisitorTracksKeeper } from './tracks.ts';
export { createVisitors, hashOfToken, type Visitors } from './visitors.ts';
export { createVisitorsHere, type Look, type VisitorsHere } from './visitors-here.ts';
