import type { ShopPage } from './shop-page.ts';
import type { Subject, Way } from './subject.ts';

/** The button that opens the panel. */
export const LAUNCHER: Way = ['counterbell-widget', 'button.start'];

/** Our own, by the tag that the shop's page carries. */
export function counterbellOn(shop: ShopPage): Subject {
  return {
    name: 'Counterbell',
    tag: shop.relaysTag,
    launcher: LAUNCHER,
    composer: ['counterbell-widget', 'textarea'],
    stop: async () => undefined,
  };
}
