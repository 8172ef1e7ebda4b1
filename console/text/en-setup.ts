/** Setting a site up and installing its widget, in English. Part of `en.ts`. */
export const enSetup = {
  siteInstall: 'Installation',
  places: 'Where your pages come from',
  'place-html': 'HTML',
  'place-tagManager': 'Google Tag Manager',
  'place-wordpress': 'WordPress',
  'place-shopify': 'Shopify',
  'place-react': 'React',
  'place-vue': 'Vue',
  'place-html-1':
    'Paste this line before </body> on every page of the site. Wix, Squarespace, Webflow and others have a field for code of your own: paste it there.',
  'place-html-2': 'Publish the pages and open one: the launcher stands in the corner.',
  'place-tagManager-1': 'Tags, New, Tag Configuration, Custom HTML: paste this line.',
  'place-tagManager-2':
    'Triggering: All Pages (Page View). If a consent manager decides over tags, let this one pass: before a visitor acts it stores nothing.',
  'place-tagManager-3': 'Save, then Submit and Publish.',
  'place-wordpress-1':
    'Paste this at the end of functions.php of your child theme, or into a plugin for code snippets such as WPCode (PHP, run everywhere).',
  'place-wordpress-2':
    'Empty the cache of your cache plugin, then open a page. Without PHP: paste the line under HTML into your plugin’s field for the footer.',
  'place-shopify-1':
    'Online Store, Themes, the menu (…) of your theme, Edit code: open layout/theme.liquid.',
  'place-shopify-2':
    'Paste this line before </body> and save. Allow your own domain and the one that ends in myshopify.com.',
  'place-react-1':
    'Save this as a component and draw it once, around your routes: <Counterbell />.',
  'place-react-2':
    'With Next.js put “use client” in its first line, and draw it in the root layout.',
  'place-vue-1': 'Save this as a component and draw it once in App.vue: <Counterbell />.',
  'place-vue-2': 'With Nuxt draw it in app.vue; it acts in the browser only.',
  liveCheck: 'Is it installed?',
  checkWaiting:
    'Waiting for the first page. Open a page of your site in another tab; this turns green by itself.',
  checkSeen: 'It is: {host} loaded the widget ({when}).',
  checkSeenBefore: 'It is: a page of your site loaded the widget ({when}).',
  checkRefused:
    '{host} asked for the widget and was refused ({when}): it is not among the allowed domains.',
  allowHost: 'Allow {host}',
  domainWrong:
    '“{domain}” must be a host name such as example.org or *.example.org, one a line, without http:// and port.',
  domainStored: '{written} is kept as {stored}: that is how browsers name it.',
  domainSuggested: 'Do your pages answer at {domain} too?',
  addDomain: 'Add {domain}',
  noSuchSite: 'There is no such site',
  noSuchSiteHelp: 'The address names a site that this installation does not have.',
  setupSteps: 'Steps',
  setupOf: 'Set up {name}',
  setupAgain: 'Set up step by step',
  setupDone: 'Done',
  stepBack: 'Back',
  stepNext: 'Save and continue',
  stepSite: 'Name and domains',
  stepSiteHelp: 'The widget shows only on the domains you allow.',
  stepLooksHelp: 'Everything here can be changed later, with much more under Looks.',
  stepHours: 'Language and hours',
  stepHoursHelp:
    'Which language the widget speaks, and when somebody answers. Under Texts every sentence can be said in your own words.',
  stepInstallHelp: 'Put the snippet on your pages, and look here whether it works.',
} as const;
