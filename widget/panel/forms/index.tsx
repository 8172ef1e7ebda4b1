import { lazyPart } from '../lazy-part.tsx';

/** One of the site's forms: most chats never see one. */
export const ChatForm = lazyPart(
  () => import('./chat-form.tsx').then(({ ChatForm: View, formCss: css }) => ({ View, css })),
  <div class="conversation" />,
);

/** The offer of one, for when nobody is there. */
export const OfflineOffer = lazyPart(() =>
  import('./offline-offer.tsx').then(({ OfflineOffer: View, offerCss: css }) => ({ View, css })),
);
