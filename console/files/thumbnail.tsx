import { useEffect, useState } from 'preact/hooks';
import { showPicture } from '../../client/later.ts';

/** A file that is an image, small, before it is sent. */
export function Thumbnail({ file }: { file: File }) {
  const [address, setAddress] = useState('');
  useEffect(() => showPicture(file, setAddress), [file]);
  if (address === '') return null;
  return <img class="thumbnail" src={address} alt="" onError={() => setAddress('')} />;
}
