/** Logos of sites and photos of operators. */
export { createPictures, type Picture, type Pictures } from './pictures.ts';
