import type { ComponentChildren } from 'preact';
import { Notice } from './notice.tsx';
import type { Loaded } from './use-loaded.ts';

/** Shows what was loaded, or why it is not there. */
export function WhenLoaded<Value>({
  loaded,
  waiting,
  children,
}: {
  loaded: Loaded<Value>;
  waiting: string;
  children: (value: Value) => ComponentChildren;
}) {
  switch (loaded.name) {
    case 'loading':
      return <p class="waiting">{waiting}</p>;
    case 'failed':
      return <Notice kind="error">{loaded.reason}</Notice>;
    case 'there':
      return <>{children(loaded.value)}</>;
  }
}
