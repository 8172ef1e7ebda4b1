/** Add-ons, their settings and deliveries. */
export { Addons } from './addons.tsx';
