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
import { modulesOf } from '../table/module.js';
import { groupBy } from '../text/group-by.js';
import type { Correction, Knowledge } from './knowledge.js';
import type { Claim } from './repair/repair.js';

/** A claim of one line, with the page's name and what came with it. */
interface Statement extends Claim {
  /** How the message is worded; absent for a row of a page, which has the page's own words. */
  readonly wording?: Wording;
  /** A correction that came with an entry. */
  readonly corrected?: string;
}

/** The claims of one code that agree on the message. */
interface Reading {
  readonly message: string;
  /** The rank of their best wording. */
  readonly wording: number;
  readonly claims: readonly Statement[];
}

/**
 * Makes one entry of each code's claims.
 *
 * Where pages give a code several messages, the one that the fewest other codes share wins, since
 * the pages' fault is to repeat a code's neighbours; a page's own wording wins over a paraphrase, and
 * a paraphrase over what was only observed in responses. In a tie the first stands, and a repair of the kind `tie` says that it is undecided. What the page
 * itself says of section, status and action wins over the guidance.
 *
 * @param claims What the rows say, in the pages' order.
 * @param knowledge What is known before.
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
      // An entry whose module made no sense comes without one.
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
  const [winner, ...losers] = readings as [Reading, ...Reading[]];

  // A page's own words count before a paraphrase that happens to agree with them.
  const first = winner.claims.find((claim) => rankOfWording(claim) === winner.wording) as Statement;
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

  const carried = winner.claims.find((claim) => claim.corrected !== undefined)?.corrected;
  const corrected =
    carried === undefined && correction?.published === winner.message ? correction : undefined;
  const message = carried ?? corrected?.message ?? winner.message;
  addRepairs(winner);
  if (corrected) {
    for (const claim of winner.claims) {
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
  for (const rival of losers) {
    addRepairs(rival);
    if (rank(rival) === rank(winner) && rival.wording === winner.wording) {
      const claim = rival.claims[0] as Statement;
      const why = 'Nothing tells which of the two messages is right; the first stands, undecided.';
      repairs.push(
        repairOf(claim, { line: claim.line ?? 0, kind: 'tie', was: rival.message, why }),
      );
    }
  }
  const alternatives = losers.flatMap((loser) =>
    linesByPage(loser.claims).map(
      ({ page: where, lines }): Alternative => ({
        message: loser.message,
        lines,
        ...(where === page ? {} : { page: where }),
      }),
    ),
  );
  const [own, ...also] = linesByPage([first, ...winner.claims.filter((claim) => claim !== first)]);
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
    ...guidanceFrom([...winner.claims, guidance]),
    source,
    ...(message === winner.message ? {} : { published: winner.message }),
    ...(alternatives.length > 0 ? { alternatives } : {}),
    ...(repairs.length > 0 ? { repairs } : {}),
  };
}

const wordingOf = ({ wording = 'verbatim' }: Statement): Wording => wording;

/** How little a statement's wording counts: 0 for a page's own. */
const rankOfWording = (statement: Statement) => WORDINGS.indexOf(wordingOf(statement));

/** The entry of a code of which a single row speaks: most of a large table. */
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

/** Lays an entry open into what it says line by line; a row's claim is that already. */
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
  // Which repair belongs to which line no longer shows; whether there is a tie is found out anew.
  const repairs = [
    ...rest.repairs,
    ...(entry.repairs ?? []).filter((repair) => repair.kind !== 'tie'),
  ];
  return statements.map((statement, index) =>
    index === 0 ? { ...statement, repairs } : statement,
  );
}

/** How many codes each message is given to. */
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

/** The modules known beforehand, and those that complete entries bring with them. */
function knownModules(claims: readonly Claim[], { modules }: Knowledge): Map<string, string> {
  const known = new Map<string, string>();
  for (const { entry, complete } of claims) {
    if (complete && entry?.module && !known.has(entry.family))
      known.set(entry.family, entry.module);
  }
  for (const [family, module] of modules ?? []) known.set(family, module);
  return known;
}

/** The lines of some claims, page by page in the order of the pages' first claims. */
function linesByPage(claims: readonly Statement[]): PageLines[] {
  return [...groupBy(claims, (claim) => claim.page)].map(([page, ofPage]) => ({
    page,
    lines: ofPage.flatMap((claim) => (claim.line === undefined ? [] : [claim.line])),
  }));
}
