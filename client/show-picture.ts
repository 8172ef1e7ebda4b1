/**
 * Tells the address under which the browser shows a file that is an image, before it is sent; gives back what lets go of it. Other
 * files have none.
 * @public
 */
export function showPicture(file: File, show: (address: string) => void): (() => void) | undefined {
  if (!/^image\/(png|jpeg|gif|webp|avif)$/.test(file.type)) return undefined;
  const address = URL.createObjectURL(file);
  show(address);
  return () => URL.revokeObjectURL(address);
}
