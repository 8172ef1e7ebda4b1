/** Who visitors are, what they agreed to, and what browser they use. */
export { readAgent } from './read-agent.ts';
export { createVisitors, type Visitors } from './visitors.ts';
