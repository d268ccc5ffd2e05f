import type { Guidance } from '../src/importer/guidance.js';
import { importPage } from '../src/importer/import.js';
import type { UnreadRow } from '../src/importer/repair/repair.js';
import type { Correction } from '../src/importer/resolve.js';
import { countPlaceholders } from '../src/message/template.js';
import { modulesOf, sortByCode, splitCode } from '../src/table/code.js';
import type { Action, Entry, Status } from '../src/table/entry.js';

/** The files under `data/` that the built-in table is made from. */
export interface BuiltinSources {
  /** The text of the documentation page as copied. */
  readonly page: string;
  readonly companions: {
    readonly pages: readonly {
      readonly page: string;
      readonly codes: Readonly<Record<string, string>>;
    }[];
  };
  readonly corrections: { readonly corrections: readonly Correction[] };
  readonly guidance: {
    readonly codes: Readonly<Record<string, readonly [string, string, string] | readonly string[]>>;
  };
}

/** The documentation page that the built-in table is made from. */
export const BUILTIN_PAGE = 'client-api/access/error-code';

/**
 * Makes the built-in table from its sources.
 *
 * @returns The entries, ordered by code; how many lines of the page are rows; the rows that could not be read.
 */
export function makeBuiltinTable(sources: BuiltinSources): {
  entries: Entry[];
  rows: number;
  unread: readonly UnreadRow[];
} {
  const guidance = new Map(
    Object.entries(sources.guidance.codes).map(([code, [section, status, action]]) => [
      code,
      { section, status: status as Status, action: action as Action } as Guidance,
    ]),
  );
  const { entries, rows, unread } = importPage(
    { name: BUILTIN_PAGE, text: sources.page },
    { corrections: sources.corrections.corrections, guidance },
  );
  const codes = new Set(entries.map((entry) => entry.code));
  const companions = sources.companions.pages.flatMap(({ page, codes: meanings }) =>
    Object.entries(meanings).map(([code, message]) => ({ page, code, message })),
  );
  const modules = modulesOf([...codes, ...companions.map(({ code }) => code)]);
  for (const { page, code, message } of companions) {
    // The page itself is the authority; a sibling only adds what it does not have.
    if (codes.has(code)) continue;
    const family = splitCode(code)?.family ?? '';
    entries.push({
      code,
      message,
      placeholders: countPlaceholders(message),
      family,
      module: modules.get(family) ?? '',
      ...guidance.get(code),
      source: { page, lines: [], wording: 'paraphrase' },
    });
  }
  return { entries: sortByCode(entries), rows, unread };
}
