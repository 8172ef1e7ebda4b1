import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** One thing that is known, with its name; nothing where it is not known. */
export function Fact({
  label,
  children,
}: {
  label: ComponentChildren;
  children: ComponentChildren;
}) {
  if (!children) return null;
  return (
    <div>
      <dt class="small muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A part of the panel that folds. `count` says beside its title how much is in it; whether it is open is the reader's, once it is there. */
export function Fold({
  title,
  count,
  isOpen = true,
  children,
}: {
  title: string;
  count?: number;
  isOpen?: boolean;
  children: ComponentChildren;
}) {
  const [beginsOpen] = useState(isOpen);
  return (
    <details class="fold" open={beginsOpen}>
      <summary>
        <h3>{title}</h3>
        {count !== undefined && count > 0 && <span class="count">{count}</span>}
      </summary>
      {children}
    </details>
  );
}
