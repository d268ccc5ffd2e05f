import { countPlaceholders } from '../message/template.js';
import { sortByCode, splitCode } from '../table/code.js';
import {
  type Alternative,
  type Entry,
  type PageLines,
  type Repair,
  type Source,
  WORDINGS,
  type Wording,
} from '../table/entry.js';
import { type Guidance, guidanceFrom, guidanceOf } from '../table/guidance.js';
import { modulesOf } from '../table/modules.js';
import { groupBy } from '../text/group-by.js';
import type { Correction, Knowledge } from './knowledge.js';
import type { Claim } from './repair/repair.js';

/** A claim of a single line. */
interface Statement extends Claim {
  /** The kind of wording; absent for a row of a page, which is verbatim. */
  readonly wording?: Wording;
  /** The corrected message of an entry. */
  readonly corrected?: string;
}

/** The claims of a code with the same message. */
interface Reading {
  readonly message: string;
  /** The rank of the best wording among them. */
  readonly wording: number;
  readonly claims: readonly Statement[];
}

/**
 * Makes one entry from the claims of each code.
 *
 * If a code has several messages, the one that the fewest other codes share is kept, because pages tend to
 * repeat neighbouring messages. A verbatim message takes precedence over a paraphrase, and a paraphrase over
 * a message that was only observed in responses. In a tie, the first is kept, and a repair of the kind `tie`
 * records it. Section, status and action on the page override the guidance.
 *
 * @param claims The claims of the rows, in the order of the pages.
 * @param knowledge Corrections, guidance and modules.
 * @returns The entries, ordered by code.
 */
export function mergeClaims(claims: readonly Claim[], knowledge: Knowledge = {}): Entry[] {
  const byCode = groupBy(claims, (claim) => claim.code);
  const sharers = countSharers(byCode);
  const modules = modulesOf(byCode.keys(), knownModules(claims, knowledge));
  const corrections = new Map(knowledge.corrections?.map((item) => [item.code, item]));

  const entries: Entry[] = [];
  for (const [code, ofCode] of byCode) {
    const only = ofCode.length === 1 ? ofCode[0] : undefined;
    const family = splitCode(code)?.family ?? '';
    const module = modules.get(family) ?? '';
    if (only?.entry && only.complete) {
      // An entry with an invalid module comes without one.
      const lacksModule = only.entry.module === '' && module !== '';
      entries.push(lacksModule ? { ...only.entry, module } : only.entry);
    } else if (only && !only.entry && !corrections.has(code)) {
      entries.push(entryOf({ code, family, module }, only, knowledge.guidance?.get(code)));
    } else {
      entries.push(
        mergeOne(
          { code, family, module },
          ofCode.flatMap(statementsOf),
          sharers,
          corrections.get(code),
          knowledge.guidance?.get(code),
        ),
      );
    }
  }
  return sortByCode(entries);
}

function mergeOne(
  { code, family, module }: Pick<Entry, 'code' | 'family' | 'module'>,
  statements: readonly Statement[],
  sharers: ReadonlyMap<string, number>,
  correction: Correction | undefined,
  guidance: Guidance | undefined,
): Entry {
  const rank = (reading: Reading) => sharers.get(reading.message) ?? 1;
  const readings = [...groupBy(statements, (claim) => claim.message)]
    .map(
      ([message, agreeing]): Reading => ({
        message,
        claims: agreeing,
        wording: agreeing.reduce((best, claim) => Math.min(best, rankOfWording(claim)), Infinity),
      }),
    )
    .sort((a, b) => a.wording - b.wording || rank(a) - rank(b));
  const [kept, ...rejected] = readings as [Reading, ...Reading[]];

  // Prefer the claim with the best wording over a paraphrase that happens to agree.
  const first = kept.claims.find((claim) => rankOfWording(claim) === kept.wording) as Statement;
  const page = first.page;
  const repairOf = ({ page: at }: Statement, repair: Repair): Repair => {
    const { page: own, ...rest } = repair;
    const where = own ?? at;
    return where === page ? rest : { ...rest, page: where };
  };
  const repairs: Repair[] = [];
  const addRepairs = (reading: Reading) => {
    for (const claim of reading.claims) {
      for (const repair of claim.repairs) repairs.push(repairOf(claim, repair));
    }
  };

  const carried = kept.claims.find((claim) => claim.corrected !== undefined)?.corrected;
  const corrected =
    carried === undefined && correction?.published === kept.message ? correction : undefined;
  const message = carried ?? corrected?.message ?? kept.message;
  addRepairs(kept);
  if (corrected) {
    for (const claim of kept.claims) {
      repairs.push(
        repairOf(claim, {
          line: claim.line ?? 0,
          kind: 'leftover-word',
          was: corrected.published,
          why: corrected.why,
        }),
      );
    }
  }
  for (const other of rejected) {
    addRepairs(other);
    if (rank(other) === rank(kept) && other.wording === kept.wording) {
      const claim = other.claims[0] as Statement;
      const why = 'Nothing decides which of the two messages is right; the first one is kept.';
      repairs.push(
        repairOf(claim, { line: claim.line ?? 0, kind: 'tie', was: other.message, why }),
      );
    }
  }
  const alternatives = rejected.flatMap((other) =>
    linesByPage(other.claims).map(
      ({ page: where, lines }): Alternative => ({
        message: other.message,
        lines,
        ...(where === page ? {} : { page: where }),
      }),
    ),
  );
  const [own, ...also] = linesByPage([first, ...kept.claims.filter((claim) => claim !== first)]);
  const source: Source = {
    page,
    lines: own?.lines ?? [],
    wording: wordingOf(first),
    ...(also.length > 0 ? { also } : {}),
  };
  return {
    code,
    message,
    placeholders: countPlaceholders(message),
    family,
    module,
    ...guidanceFrom([...kept.claims, guidance]),
    source,
    ...(message === kept.message ? {} : { published: kept.message }),
    ...(alternatives.length > 0 ? { alternatives } : {}),
    ...(repairs.length > 0 ? { repairs } : {}),
  };
}

const wordingOf = ({ wording = 'verbatim' }: Statement): Wording => wording;

/** The rank of a statement's wording; 0 is the best. */
const rankOfWording = (statement: Statement) => WORDINGS.indexOf(wordingOf(statement));

/** The entry of a code with a single row, as most entries of a large table. */
function entryOf(
  { code, family, module }: Pick<Entry, 'code' | 'family' | 'module'>,
  { message, page, line, repairs, ...said }: Claim,
  guidance: Guidance | undefined,
): Entry {
  return {
    code,
    message,
    placeholders: countPlaceholders(message),
    family,
    module,
    ...guidanceFrom([said, guidance]),
    source: { page, lines: line === undefined ? [] : [line], wording: 'verbatim' },
    ...(repairs.length > 0 ? { repairs } : {}),
  };
}

/** Splits the claim of an entry into statements, one per line; the claim of a row is one already. */
function statementsOf(claim: Claim): Statement[] {
  const { entry, page, ...rest } = claim;
  if (!entry) return [claim];
  const { source } = entry;
  const { wording } = source;
  const own = {
    code: entry.code,
    message: entry.published ?? entry.message,
    wording,
    ...guidanceOf(entry),
    ...(entry.published === undefined ? {} : { corrected: entry.message }),
  };
  const spread = (what: Omit<Statement, 'page' | 'repairs'>, where: PageLines) =>
    (where.lines.length > 0 ? where.lines : [undefined]).map(
      (line): Statement => ({
        ...what,
        page: where.page,
        ...(line === undefined ? {} : { line }),
        repairs: [],
      }),
    );
  const statements = [
    ...spread(own, source),
    ...(source.also ?? []).flatMap((also) => spread(own, also)),
    ...(entry.alternatives ?? []).flatMap((other) =>
      spread(
        { code: entry.code, message: other.message, wording },
        { page: other.page ?? source.page, lines: other.lines },
      ),
    ),
  ];
  // The line of each repair is no longer known. Ties are determined again.
  const repairs = [
    ...rest.repairs,
    ...(entry.repairs ?? []).filter((repair) => repair.kind !== 'tie'),
  ];
  return statements.map((statement, index) =>
    index === 0 ? { ...statement, repairs } : statement,
  );
}

/** How many codes have each message. */
function countSharers(byCode: ReadonlyMap<string, readonly Claim[]>): Map<string, number> {
  const sharers = new Map<string, number>();
  for (const claims of byCode.values()) {
    const messages = new Set<string>();
    for (const { message, entry } of claims) {
      messages.add(entry?.published ?? message);
      for (const other of entry?.alternatives ?? []) messages.add(other.message);
    }
    for (const message of messages) sharers.set(message, (sharers.get(message) ?? 0) + 1);
  }
  return sharers;
}

/** The known modules, and those of complete entries. */
function knownModules(claims: readonly Claim[], { modules }: Knowledge): Map<string, string> {
  const known = new Map<string, string>();
  for (const { entry, complete } of claims) {
    if (complete && entry?.module && !known.has(entry.family))
      known.set(entry.family, entry.module);
  }
  for (const [family, module] of modules ?? []) known.set(family, module);
  return known;
}

/** The lines of claims by page, in the order of each page's first claim. */
function linesByPage(claims: readonly Statement[]): PageLines[] {
  return [...groupBy(claims, (claim) => claim.page)].map(([page, ofPage]) => ({
    page,
    lines: ofPage.flatMap((claim) => (claim.line === undefined ? [] : [claim.line])),
  }));
}
