/** Safari looks at the address a little after the click. */
const TAKEN_BY_MS = 10_000;

/**
 * Has the browser save something under a name, from where it is: nothing is sent anywhere, and nothing is opened in the page's
 * own origin.
 * @public
 */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), TAKEN_BY_MS);
}
