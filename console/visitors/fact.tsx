import type { ComponentChildren } from 'preact';

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

/** A part of the panel that folds. `count` says beside its title how much is in it. */
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
  return (
    <details class="fold" open={isOpen}>
      <summary>
        <h3>{title}</h3>
        {count !== undefined && count > 0 && <span class="count">{count}</span>}
      </summary>
      {children}
    </details>
  );
}
