/** What stands beneath an input: why it was refused, which is announced, else help. The input names its `id` in its aria-describedby. */
export function FieldNote({
  id,
  error,
  help,
}: {
  id: string;
  error: string | undefined;
  help?: string | undefined;
}) {
  // Two elements, as an alert is only announced where it is new.
  return error ? (
    <p key="error" id={id} class="error" role="alert">
      {error}
    </p>
  ) : (
    <p key="help" id={id} class="help">
      {help}
    </p>
  );
}
