/** An error as one line, without where it was thrown. */
export function report({ message }: Error): void {
  // biome-ignore lint/suspicious/noConsole: there is nowhere else to say it
  console.error(message);
}

/** One line for the page's owner, who looks into the browser's console when the widget is not as they want it. */
export function complain(sentence: string): void {
  report(new Error(`Counterbell: ${sentence}`));
}
