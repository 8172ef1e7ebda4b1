/** The key of the demo shop's site, read off the snippet in its page as a developer would. */
export async function demoSiteKey(relayUrl: string): Promise<string> {
  const page = await (await fetch(`${relayUrl}/demo`)).text();
  const key = /widget\.js\?site=(cb_[a-z0-9]+)/.exec(page)?.[1];
  if (!key) throw new Error('the demo page carries no snippet');
  return key;
}
