/** Who writes: how visitors are named, and the panel about one. */
export { Answers } from './answers.tsx';
export { asLine, asText, nameOf } from './as-text.ts';
export { BannedMark, isBanned } from './banned-mark.tsx';
export { Fold } from './fact.tsx';
export { StrangeText } from './strange-text.tsx';
export { VerifiedMark } from './verified-mark.tsx';
export { VisitorPanel } from './visitor-panel.tsx';
export { VisitorsHere } from './visitors-here.tsx';
