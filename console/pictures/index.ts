/** Pictures that people choose from their device. */
export { PictureField } from './picture-field.tsx';
