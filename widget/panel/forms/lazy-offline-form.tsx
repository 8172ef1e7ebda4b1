import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { makeStyleSheet } from '../../look/index.ts';
import type { OfflineFormProps } from './offline-form.tsx';

interface LazyProps extends OfflineFormProps {
  /** Where the form's style sheet belongs. */
  readonly root: ShadowRoot;
}

/** Kept for the page's life: the module is loaded once. */
let loaded: FunctionComponent<OfflineFormProps> | undefined;
const styled = new WeakSet<ShadowRoot>();

/** The form, loaded when it is needed: most chats never see it. Where it cannot be loaded the composer comes back. */
export function LazyOfflineForm({ root, ...props }: LazyProps) {
  const [, setArrived] = useState(false);
  useEffect(() => {
    let isWanted = true;
    load(root).then(
      () => isWanted && setArrived(true),
      () => isWanted && props.onBack(),
    );
    return () => {
      isWanted = false;
    };
  }, [root, props.onBack]);
  const Form = loaded;
  return Form && styled.has(root) ? <Form {...props} /> : <div class="conversation" />;
}

async function load(root: ShadowRoot): Promise<void> {
  const { OfflineForm, formCss } = await import('./offline-form.tsx');
  loaded = OfflineForm;
  if (styled.has(root)) return;
  styled.add(root);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, makeStyleSheet(formCss)];
}
