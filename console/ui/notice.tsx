import type { ComponentChildren } from 'preact';
import './notice.css';

/** Something to know; errors are announced at once. */
export function Notice({
  kind,
  children,
}: {
  kind: 'info' | 'error' | 'success';
  children: ComponentChildren;
}) {
  return (
    <div class={`notice ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
