import type { VisitorHello, VisitorToken } from '../protocol/index.ts';
import type { VisitorClientOptions } from './types.ts';

/** The first frame of a visitor's line, and what becomes of the token in it. */
export interface Hello {
  make(): VisitorHello;
  /** The relay refused the token; kept is what another tab was given since, such as by signing in. */
  onTokenRefused(): void;
}

/** `stand` is how far the chat that is shown came. */
export function createHello(
  { site, page, language, token: keeper }: VisitorClientOptions,
  stand: () => VisitorHello['chat'] | null,
): Hello {
  let told: VisitorToken | undefined;
  return {
    make() {
      told = keeper.read();
      const chat = stand();
      return {
        type: 'hello',
        site,
        page: page(),
        language: language(),
        ...(told && { token: told }),
        ...(chat && { chat }),
      };
    },
    onTokenRefused() {
      if (keeper.read() === told) keeper.clear();
    },
  };
}
