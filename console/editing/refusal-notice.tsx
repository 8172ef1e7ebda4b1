import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Notice } from '../ui/index.ts';

/** What was refused of a form, where no field of it says so itself. */
export function RefusalNotice({ message }: { message: string }) {
  const place = useRef<HTMLDivElement>(null);
  // It is an alert: said at once, and taken back, it would be told all the same.
  const [isSaid, setSaid] = useState(true);
  // At each drawing: the page may go to another section, with the field.
  useLayoutEffect(() => {
    const said = place.current?.closest('form')?.querySelectorAll('p.error') ?? [];
    setSaid([...said].some(({ textContent }) => textContent === message));
  });
  return (
    <div ref={place} hidden={isSaid}>
      {!isSaid && <Notice kind="error">{message}</Notice>}
    </div>
  );
}
