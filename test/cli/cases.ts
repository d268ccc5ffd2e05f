import type { Case } from './cases/case.js';
import { DEFAULT_CASES } from './cases/default.js';
import { EXPLAIN_CASES } from './cases/explain.js';
import { LIST_CASES } from './cases/list.js';
import { LOOKUP_CASES } from './cases/lookup.js';
import { PROGRAM_CASES } from './cases/program.js';
import { SEARCH_CASES } from './cases/search.js';
import { TABLE_CASES } from './cases/table.js';

export type { Case };

/** All cases: a file for each command, and one for what all commands share. */
export const CASES: readonly Case[] = [
  ...LOOKUP_CASES,
  ...SEARCH_CASES,
  ...LIST_CASES,
  ...EXPLAIN_CASES,
  ...TABLE_CASES,
  ...DEFAULT_CASES,
  ...PROGRAM_CASES,
];
