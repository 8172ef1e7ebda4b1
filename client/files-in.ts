/**
 * The files that a paste or a drop brings, which the browser then leaves alone; null where it brings other things. While files
 * are only held over something, the browser does not tell which: the list is empty.
 * @public
 */
export function filesIn(event: DragEvent | ClipboardEvent): File[] | null {
  const data = 'dataTransfer' in event ? event.dataTransfer : event.clipboardData;
  // What is copied from a spreadsheet comes as text, and as a picture of it.
  if (!data?.types.includes('Files') || data.types.includes('text/plain')) return null;
  event.preventDefault();
  return [...data.files];
}
