import type { PictureId } from '../../../protocol/index.ts';
import { api } from '../../api.ts';

/** Gives a logo to the relay, for the draft to name; the relay forgets it after a day unless the site is saved with it. */
export async function keepLogo(picture: string): Promise<PictureId> {
  const { id } = await api.keepPicture({ picture });
  return id;
}
