import { importPages } from '../src/importer/import.js';
import type { Correction } from '../src/importer/knowledge.js';
import type { UnreadRow } from '../src/importer/repair/repair.js';
import { countPlaceholders } from '../src/message/template.js';
import { sortByCode, splitCode } from '../src/table/code.js';
import type { Action, Entry, Status } from '../src/table/entry.js';
import type { Guidance } from '../src/table/guidance.js';
import { moduleOf } from '../src/table/modules.js';

/** The files under `data/` that the built-in table is made from. */
export interface BuiltinSources {
  /** The text of the documentation page as copied. */
  readonly page: string;
  readonly sisterPages: {
    readonly pages: readonly {
      readonly page: string;
      /** Whether this is no page, but what recorded responses show. */
      readonly observed?: boolean;
      readonly codes: Readonly<Record<string, string>>;
    }[];
    readonly modules: readonly { readonly module: string }[];
  };
  readonly corrections: { readonly corrections: readonly Correction[] };
  readonly guidance: {
    readonly codes: Readonly<Record<string, readonly [string, string, string] | readonly string[]>>;
  };
}

/** The documentation page that the built-in table is made from. */
const BUILTIN_PAGE = 'client-api/access/error-code';

/** The modules of the platform, in the sister pages' order, without the empty one. */
export function makeModules({ modules }: BuiltinSources['sisterPages']): string[] {
  return modules.map(({ module }) => module).filter((module) => module !== '');
}

/**
 * Makes the built-in table from its sources.
 *
 * @returns The entries, ordered by code; how many lines of the page are rows; the rows that could not be read.
 * @throws {Error} For a code that begins with none of the sister pages' modules.
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
  const { entries, rows, unread } = importPages([{ name: BUILTIN_PAGE, text: sources.page }], {
    corrections: sources.corrections.corrections,
    guidance,
  });
  const modules = makeModules(sources.sisterPages);
  const requireModule = (code: string, family: string): string => {
    const module = moduleOf(family, modules);
    if (module === undefined) throw new Error(`${code}: begins with none of the listed modules`);
    return module;
  };
  const ofPage = entries.map((entry) => ({
    ...entry,
    module: requireModule(entry.code, entry.family),
  }));
  const documented = new Set(entries.map((entry) => entry.code));
  const ofSisterPages = sources.sisterPages.pages.flatMap(({ page, observed, codes }) =>
    Object.entries(codes).flatMap(([code, message]): Entry[] => {
      // The page itself is the authority; a companion only adds what it does not have.
      if (documented.has(code)) return [];
      const family = splitCode(code)?.family ?? '';
      const entry: Entry = {
        code,
        message,
        placeholders: countPlaceholders(message),
        family,
        module: requireModule(code, family),
        ...guidance.get(code),
        source: { page, lines: [], wording: observed ? 'observed' : 'paraphrase' },
      };
      return [entry];
    }),
  );
  return { entries: sortByCode([...ofPage, ...ofSisterPages]), rows, unread };
}

/** Makes the type of all codes: their union, so that a mistyped one does not compile. */
export function makeCodeType(entries: readonly Pick<Entry, 'code'>[]): string {
  return `// Made by \`npm run table\`.

/** A code of the built-in table. */
export type Code =
${entries.map(({ code }) => `  | '${code}'`).join('\n')};
`;
}
