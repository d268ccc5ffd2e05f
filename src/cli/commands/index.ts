import type { CommandDefinition } from '../definition.js';
import { COMPLETE, COMPLETION } from './completion/command.js';
import { DEFAULT } from './default/command.js';
import { EXPLAIN } from './explain/command.js';
import { HELP } from './help/command.js';
import { LIST } from './list/command.js';
import { LOOKUP } from './lookup/command.js';
import { SEARCH } from './search/command.js';
import { TABLE } from './table/command.js';

/** All commands, in the order of the help. */
export const COMMANDS: readonly CommandDefinition[] = [
  DEFAULT,
  LOOKUP,
  SEARCH,
  LIST,
  EXPLAIN,
  TABLE,
  COMPLETION,
  COMPLETE,
  HELP,
];
