import { useState } from 'preact/hooks';
import type { BasketItem, VisitorTracks } from '../../protocol/index.ts';
import { dayAndTime, t, writeAmount, writeNumber } from '../text/index.ts';
import { Fact, Fold } from './fact.tsx';
import { StrangeText } from './strange-text.tsx';
import './tracks.css';

/** More of a kind stand folded. */
const FEW = 3;

type Basket = NonNullable<VisitorTracks['cart']>;
type Happening = VisitorTracks['events'][number];

/** What the visitor did, by the page's word: orders, the present cart, goals and events. Nobody has checked it, and it says so. */
export function Tracks({ orders, cart, goals, events }: VisitorTracks) {
  return (
    <>
      {orders.length > 0 && (
        <Fold title={t('orders')} count={orders.length} isOpen={orders.length <= FEW}>
          <ul class="tracks">
            {orders.map(({ id, ...order }) => (
              <li key={id}>
                <p>
                  <StrangeText text={id} /> <BasketTotal basket={order} />
                </p>
                <Items basket={order} />
              </li>
            ))}
          </ul>
          <Unchecked />
        </Fold>
      )}
      {cart && (
        <Fold title={t('cart')}>
          <p>
            <BasketTotal basket={cart} />
          </p>
          <Items basket={cart} />
          <Unchecked />
        </Fold>
      )}
      <Happenings title={t('goalsReached')} all={goals} />
      <Happenings title={t('trackedEvents')} all={events} />
    </>
  );
}

function Unchecked() {
  return <p class="small muted">{t('attributesUnverified')}</p>;
}

function BasketTotal({ basket: { total, currency, at } }: { basket: Basket }) {
  return (
    <>
      <strong>{writeAmount(currency, total)}</strong>{' '}
      <span class="small muted">{dayAndTime(at)}</span>
    </>
  );
}

/** Drawn where they are unfolded: a visitor may have 50 orders of 50 items. */
function Items({ basket: { items, currency } }: { basket: Basket }) {
  const [isOpen, setOpen] = useState(false);
  if (items.length === 0) return null;
  return (
    <details class="items" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary class="small">{t('basketItems', { count: items.length })}</summary>
      {isOpen && (
        <ul>
          {items.map((item, index) => (
            <li key={`${index} ${item.id}`}>
              <Item item={item} currency={currency} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function Item({ item, currency }: { item: BasketItem; currency: string }) {
  const { id, name, quantity, price } = item;
  return (
    <>
      <StrangeText text={name} />{' '}
      <span class="small muted">
        {writeNumber(quantity)}
        {price !== undefined && <> × {writeAmount(currency, price)}</>}
        {id !== undefined && (
          <>
            {' · '}
            <StrangeText text={id} />
          </>
        )}
      </span>
    </>
  );
}

function Happenings({ title, all }: { title: string; all: readonly Happening[] }) {
  if (all.length === 0) return null;
  return (
    <Fold title={title} count={all.length} isOpen={all.length <= FEW}>
      <ul class="tracks">
        {all.map(({ name, properties, at }, index) => (
          <li key={`${at} ${index}`}>
            <p>
              <StrangeText text={name} /> <span class="small muted">{dayAndTime(at)}</span>
            </p>
            <Properties properties={properties} />
          </li>
        ))}
      </ul>
      <Unchecked />
    </Fold>
  );
}

function Properties({ properties }: Pick<Happening, 'properties'>) {
  const all = Object.entries(properties);
  if (all.length === 0) return null;
  return (
    <dl class="attributes">
      {all.map(([name, value]) => (
        <Fact key={name} label={<StrangeText text={name} />}>
          <StrangeText text={String(value)} />
        </Fact>
      ))}
    </dl>
  );
}
