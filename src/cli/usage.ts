/** The program's commands, known without building the parser; a test holds that they are all. */
export const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  lookup: [],
  search: [],
  list: [],
  explain: [],
  table: ['audit', 'import', 'diff', 'export'],
  completion: [],
  help: [],
};

/** The hidden command that takes what names none: a bare code, or words. */
export const ANY = '__any';

/** The call that prints the help for some arguments: that of the command they name, if any. */
export function helpCall(argv: readonly string[]): string {
  const words = argv.filter((arg) => !arg.startsWith('-'));
  const command = words.find((word) => Object.hasOwn(COMMANDS, word));
  if (command === undefined || command === 'help') return 'mmerr --help';
  const sub = words[words.indexOf(command) + 1];
  const path =
    sub !== undefined && COMMANDS[command]?.includes(sub) ? `${command} ${sub}` : command;
  return `mmerr ${path} --help`;
}
