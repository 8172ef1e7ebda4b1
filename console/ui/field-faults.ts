import { createContext } from 'preact';

/** What a form found wrong with its inputs before it sent anything, by their ids; it wins over what a field was told before. */
export const FieldFaults = createContext<ReadonlyMap<string, string>>(new Map());
