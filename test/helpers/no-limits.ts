/** Settings of a relay whose clients all come from one address, as if each had one of its own. */
export const NO_LIMITS = {
  TRUST_PROXY: '1',
  HELLOS_PER_SECOND: '1000000',
  HELLOS_PER_SECOND_AND_ADDRESS: '1000000',
  NEW_VISITORS_PER_HOUR_AND_ADDRESS: '1000000',
};
