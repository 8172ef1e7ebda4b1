/** The goals of a chat, by their names, in the order in which they were reached. */
export function goalsOf({ goals }: { readonly goals: string }): string[] {
  // Most chats have none; what is there the relay wrote itself.
  return goals === '[]' ? [] : (JSON.parse(goals) as string[]);
}
