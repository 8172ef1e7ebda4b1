import { z } from 'zod';
import { addonInputSchema, addonSchema, deliverySchema } from '../../../protocol/index.schema.ts';
import { AddonSettingError } from '../../addons/index.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';

const byName = z.strictObject({ name: z.string().max(100) });
const byId = z.strictObject({ id: z.string().max(100) });

/** Add-ons, their settings, and what was delivered to them. */
export function registerAddons(api: ApiScope, { addons }: HttpDeps): void {
  api.get('/addons', { schema: { response: { 200: z.array(addonSchema), ...ERRORS } } }, () =>
    addons.list(),
  );

  api.put(
    '/addons/:name',
    {
      schema: { params: byName, body: addonInputSchema, response: { 200: addonSchema, ...ERRORS } },
    },
    async (request) => {
      const { name } = request.params;
      const addon = await addons.update(name, request.body).catch(refuseSetting);
      if (!addon) throw new Refused('not_found', `an add-on called ${name}`);
      return addon;
    },
  );

  api.get(
    '/addons/:name/deliveries',
    { schema: { params: byName, response: { 200: z.array(deliverySchema), ...ERRORS } } },
    (request) => addons.deliveries(request.params.name),
  );

  api.post(
    '/deliveries/:id/retry',
    { schema: { params: byId, response: { 200: deliverySchema, ...ERRORS } } },
    async (request) => {
      const delivery = await addons.retryDelivery(request.params.id);
      if (!delivery) throw new Refused('not_found', 'this delivery');
      return delivery;
    },
  );
}

function refuseSetting(error: unknown): never {
  if (!(error instanceof AddonSettingError)) throw error;
  const { message: detail, fault, field } = error;
  throw new Refused('invalid', { detail, fault }, field);
}
