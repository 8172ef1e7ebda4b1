/** What every section of the replies is told. */
export interface SectionProps {
  /** Owners and admins change what is for others too. */
  readonly isManager: boolean;
}
