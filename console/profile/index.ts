/** One's own account. */
export { Profile } from './profile.tsx';
