/** The engine whose words a migration or statement must use. */
export type Engine = 'sqlite' | 'postgres';
