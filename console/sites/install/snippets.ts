import type { TextKey } from '../../text/index.ts';

/** Where people put the widget. */
export const PLACES = ['html', 'tagManager', 'wordpress', 'shopify', 'react', 'vue'] as const;
export type Place = (typeof PLACES)[number];

/** What to paste at a place, and how to get there. */
interface Snippet {
  readonly code: string;
  /** The file or field that it goes to, as it is called there. */
  readonly file: string;
  /** Step by step, in words; what is named in them is named as it is there. */
  readonly steps: readonly TextKey[];
}

/** The address that a site's tag loads: the relay's `widget.js` with the site's key. Pure. */
export function scriptOf(tag: string): string {
  return /src="([^"]+)"/.exec(tag)?.[1] ?? '';
}

/** The snippet for a place. `script` is the address of the widget. docs/INSTALLING.md has the same. Pure. */
export function snippetFor(place: Place, script: string): Snippet {
  switch (place) {
    case 'html':
      return { code: tag(script), file: 'HTML', steps: ['place-html-1', 'place-html-2'] };
    case 'tagManager':
      return {
        code: tag(script),
        file: 'Custom HTML',
        steps: ['place-tagManager-1', 'place-tagManager-2', 'place-tagManager-3'],
      };
    case 'wordpress':
      return {
        code: wordpress(script),
        file: 'functions.php',
        steps: ['place-wordpress-1', 'place-wordpress-2'],
      };
    case 'shopify':
      return {
        code: tag(script),
        file: 'layout/theme.liquid',
        steps: ['place-shopify-1', 'place-shopify-2'],
      };
    case 'react':
      return {
        code: react(script),
        file: 'counterbell.jsx',
        steps: ['place-react-1', 'place-react-2'],
      };
    case 'vue':
      return { code: vue(script), file: 'Counterbell.vue', steps: ['place-vue-1', 'place-vue-2'] };
  }
}

function tag(script: string): string {
  return `<script async src="${script}"></script>`;
}

/** `null`: no version, which WordPress would put into the address. `strategy` is of WordPress 6.3, earlier ones ignore it. */
function wordpress(script: string): string {
  return `add_action( 'wp_enqueue_scripts', function () {
	wp_enqueue_script(
		'counterbell',
		'${script}',
		array(),
		null,
		array( 'strategy' => 'async', 'in_footer' => true )
	);
} );`;
}

/** The widget outlives the component, as it does a change of the page: one script tag, however often it is drawn. */
function react(script: string): string {
  return `import { useEffect } from 'react';

const WIDGET = '${script}';

export function Counterbell() {
  useEffect(() => {
    if (document.querySelector(\`script[src="\${WIDGET}"]\`)) return;
    const script = document.createElement('script');
    script.async = true;
    script.src = WIDGET;
    document.head.append(script);
  }, []);
  return null;
}`;
}

function vue(script: string): string {
  return `<script setup>
import { onMounted } from 'vue';

const WIDGET = '${script}';

onMounted(() => {
  if (document.querySelector(\`script[src="\${WIDGET}"]\`)) return;
  const script = document.createElement('script');
  script.async = true;
  script.src = WIDGET;
  document.head.append(script);
});
</script>

<template></template>`;
}
