/** The inbox's lists with a filter and an order, under a name. */
export { createViews, type Views } from './views.ts';
