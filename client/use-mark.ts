/** Whether somebody used the console since the last heartbeat. */
export interface UseMark {
  note(): void;
  /** What the next `ping` says of it; then it begins anew. */
  take(): { readonly used?: true };
}

export function createUseMark(): UseMark {
  let wasUsed = false;
  return {
    note() {
      wasUsed = true;
    },
    take() {
      const mark = wasUsed ? ({ used: true } as const) : {};
      wasUsed = false;
      return mark;
    },
  };
}
