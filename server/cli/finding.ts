/** One line of the doctor's report: what is well, or what is not and how to mend it. */
export type Finding =
  | { readonly ok: true; readonly what: string }
  | { readonly ok: false; readonly what: string; readonly mend: string };

export function well(what: string): Finding {
  return { ok: true, what };
}

export function problem(what: string, mend: string): Finding {
  return { ok: false, what, mend };
}
