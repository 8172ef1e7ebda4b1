import { type ConsentState, type Keeping, keepingFor } from '../../client/index.ts';
import type { ConsentMode, ConsentRecord } from '../../protocol/index.ts';
import type { ConsentName, Decision } from '../loader/index.ts';

/** Changes whenever the words of the banner or the menu change their meaning. */
const TEXT_VERSION = '2';

/** The visitor's consent on this page. */
export interface Consent {
  readonly state: ConsentState;
  readonly keeping: Keeping;
  /** Takes a decision over and gives its record for the relay; a no after a yes is a withdrawal. */
  decide(decision: Decision, page: string): ConsentRecord;
  /** Another tab withdrew, and has recorded it. */
  withdrawElsewhere(): void;
  /** As if nobody had decided: after the visitor was forgotten. */
  restart(): void;
}

/** `atLoad` is what held when the page was loaded; a denial then was the browser's Global Privacy Control. */
export function createConsent(mode: ConsentMode, atLoad: ConsentName): Consent {
  let state: ConsentState = stateAtLoad(atLoad);
  const denied = { name: 'denied', by: 'visitor' } as const;
  return {
    get state() {
      return state;
    },
    get keeping() {
      return keepingFor(mode, state);
    },
    decide({ choice, by, text }, page) {
      const isWithdrawal = state.name === 'granted' && choice === 'denied';
      state = choice === 'granted' ? { name: 'granted' } : denied;
      return { choice: isWithdrawal ? 'withdrawn' : choice, by, version: TEXT_VERSION, text, page };
    },
    withdrawElsewhere() {
      state = denied;
    },
    restart() {
      state = stateAtLoad(atLoad === 'denied' ? 'denied' : 'undecided');
    },
  };
}

/** The record of the browser's own no, told once a page when the visitor begins to chat. */
export function privacySignalRecord(page: string): ConsentRecord {
  return { choice: 'denied', by: 'gpc', version: TEXT_VERSION, text: '', page };
}

/** The record of a yes that the page's consent manager took. */
export function consentByPage(page: string): ConsentRecord {
  return { choice: 'granted', by: 'api', version: TEXT_VERSION, text: '', page };
}

function stateAtLoad(name: ConsentName): ConsentState {
  return name === 'denied' ? { name, by: 'gpc' } : { name };
}
