import type { FunctionComponent, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { makeStyleSheet } from '../look/index.ts';
import { loadLaterWords } from '../text/index.ts';
import type { PanelModel } from './model.ts';

/** A part of the panel that is a module of its own. */
export interface LaterPart<Props> {
  readonly View: FunctionComponent<Props>;
  /** Its style sheet. */
  readonly css: string;
}

/** The component, and a way to load it before it is drawn. */
export interface LazyPart<Props> extends FunctionComponent<Props> {
  load(root: ShadowRoot): Promise<void>;
}

interface LaterProps {
  readonly model: PanelModel;
  /** The part cannot be loaded now; it is tried again when it is drawn anew. */
  readonly onFailed?: () => void;
}

/**
 * A component that is loaded, with its style sheet and its words, when it is drawn for the first time; until then
 * `placeholder` stands in its place. What the open panel does not show at once belongs here: it costs nothing until then.
 */
export function lazyPart<Props extends LaterProps>(
  load: () => Promise<LaterPart<Props>>,
  placeholder: VNode | null = null,
): LazyPart<Props> {
  let part: LaterPart<Props> | undefined;
  const styled = new WeakSet<ShadowRoot>();

  async function arrive(root: ShadowRoot): Promise<void> {
    [part] = await Promise.all([load(), loadLaterWords()]);
    if (styled.has(root)) return;
    styled.add(root);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, makeStyleSheet(part.css)];
  }

  function LazyPart(props: Props) {
    const [, setArrived] = useState(false);
    const { root } = props.model;
    useEffect(() => {
      let isWanted = true;
      arrive(root).then(
        () => isWanted && setArrived(true),
        () => isWanted && props.onFailed?.(),
      );
      return () => {
        isWanted = false;
      };
    }, [root]);
    return part && styled.has(root) ? <part.View {...props} /> : placeholder;
  }

  return Object.assign(LazyPart, { load: arrive });
}
