import type { ComponentChildren } from 'preact';
import type { Tag } from '../../protocol/index.ts';
import { asLine } from '../visitors/index.ts';
import './tags.css';

/** A tag in its colour; `children` stand after its name. */
export function TagMark({ tag, children }: { tag: Tag; children?: ComponentChildren }) {
  return (
    <span class="tag" data-colour={tag.colour}>
      <span class="tag-name" dir="auto" title={asLine(tag.name)}>
        {asLine(tag.name)}
      </span>
      {children}
    </span>
  );
}
