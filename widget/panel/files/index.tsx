import { lazyPart } from '../lazy-part.tsx';

/** Takes files, by a button in the composer, and uploads them. The button's place is kept until it is there. */
export const Uploads = lazyPart(() => import('./uploads.tsx'), <span class="tool" />);

/** A file in the conversation. */
export const FileView = lazyPart(() => import('./file-view.tsx'));
