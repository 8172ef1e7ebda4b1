import { computed } from '@preact/signals';
import { live } from '../session.ts';

/** All tags there are. What reads them here is drawn anew when they change, and not at each message of a visitor. */
export const allTags = computed(() => live.value?.tags ?? []);
