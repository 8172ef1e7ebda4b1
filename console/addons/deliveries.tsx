import type { Delivery } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { dayAndTime, t } from '../text/index.ts';
import { useLoaded, WhenLoaded } from '../ui/index.ts';
import './deliveries.css';

/** What an add-on was told of, how it went, and what will be tried again. */
export function Deliveries({ addon }: { addon: string }) {
  const load = () => api.deliveries(addon);
  const { loaded, reload } = useLoaded(load, addon);
  async function retry(id: string) {
    await api.retryDelivery(id);
    reload();
  }
  return (
    <section class="stack" aria-labelledby="deliveries">
      <div class="spread">
        <h2 id="deliveries">{t('deliveries')}</h2>
        <button type="button" class="quiet" onClick={reload}>
          {t('refresh')}
        </button>
      </div>
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(deliveries) =>
          deliveries.length === 0 ? (
            <p class="muted">{t('noDeliveries')}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard (WCAG 2.1.1)
            <section class="table" aria-label={t('deliveries')} tabIndex={0}>
              <DeliveryTable deliveries={deliveries} onRetry={(id) => void retry(id)} />
            </section>
          )
        }
      </WhenLoaded>
    </section>
  );
}

function DeliveryTable({
  deliveries,
  onRetry,
}: {
  deliveries: readonly Delivery[];
  onRetry: (id: string) => void;
}) {
  return (
    <table>
      <thead>
        <tr>
          <th>{t('time')}</th>
          <th>{t('event')}</th>
          <th>{t('deliveryState')}</th>
          <th>{t('attempts')}</th>
          <th>{t('outcome')}</th>
          <th>{t('nextTry')}</th>
          <th>
            <span class="hidden">{t('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.id}>
            <td>{dayAndTime(delivery.createdAt)}</td>
            <td>{delivery.kind}</td>
            <td>{t(`delivery-${delivery.state}`)}</td>
            <td>{delivery.attempts}</td>
            <td>{delivery.outcome}</td>
            <td>{delivery.nextAt === null ? '' : dayAndTime(delivery.nextAt)}</td>
            <td>
              {delivery.state !== 'done' && (
                <button type="button" class="quiet" onClick={() => onRetry(delivery.id)}>
                  {t('tryNow')}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
