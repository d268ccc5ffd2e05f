import { compareCodes, modulesOf, splitCode } from '../code.js';
import type { Action, Alternative, Entry, Repair, Status } from '../entry.js';
import { countPlaceholders } from '../template.js';
import type { Claim } from './repair.js';

/** A hand-written correction of a published sentence. */
export interface Correction {
  readonly code: string;
  /** The sentence as published; the correction applies to nothing else. */
  readonly published: string;
  readonly message: string;
  readonly why: string;
}

/** What mmerr holds of a code beyond its message. */
export interface Guidance {
  readonly section: string;
  readonly status: Status;
  readonly action: Action;
}

/** What is known before a page is read. */
export interface Knowledge {
  readonly corrections?: readonly Correction[];
  readonly guidance?: ReadonlyMap<string, Guidance>;
  /** The module of each family known. */
  readonly modules?: ReadonlyMap<string, string>;
}

/** The claims of one code that agree on the message. */
interface Reading {
  readonly message: string;
  readonly claims: Claim[];
}

/**
 * Makes one entry of each code's claims.
 *
 * Where a page gives a code several messages, the one that the fewest other codes share wins, since
 * the page's fault is to repeat its neighbours. In a tie the first stands, and a repair of the kind
 * `tie` says that it is undecided.
 *
 * @param claims What the rows say, in the page's order.
 * @param page The page's name, for the entries' source.
 * @returns The entries, ordered by code.
 */
export function resolveClaims(
  claims: readonly Claim[],
  page: string,
  knowledge: Knowledge = {},
): Entry[] {
  const byCode = groupBy(claims, (claim) => claim.code);

  const codesOf = groupBy(claims, (claim) => claim.message);
  const sharers = (message: string) =>
    new Set(codesOf.get(message)?.map((claim) => claim.code)).size;
  const modules = modulesOf(byCode.keys(), knowledge.modules);
  const corrections = new Map(knowledge.corrections?.map((item) => [item.code, item]));

  const entries = [...byCode].map(([code, ofCode]): Entry => {
    const readings = [...groupBy(ofCode, (claim) => claim.message)]
      .map(([message, agreeing]): Reading => ({ message, claims: agreeing }))
      .sort((a, b) => sharers(a.message) - sharers(b.message));
    const [winner, ...losers] = readings as [Reading, ...Reading[]];
    const correction = corrections.get(code);
    const corrected = correction?.published === winner.message ? correction : undefined;
    const message = corrected?.message ?? winner.message;

    const repairs: Repair[] = winner.claims.flatMap((claim) => claim.repairs);
    if (corrected) {
      const lines = winner.claims.map((claim) => claim.line);
      repairs.push(
        ...lines.map(
          (line): Repair => ({
            line,
            kind: 'leftover-word',
            was: corrected.published,
            why: corrected.why,
          }),
        ),
      );
    }
    for (const rival of losers) {
      repairs.push(...rival.claims.flatMap((claim) => claim.repairs));
      if (sharers(rival.message) === sharers(winner.message)) {
        const line = rival.claims[0]?.line ?? 0;
        const why =
          'Nothing tells which of the two messages is right; the first stands, undecided.';
        repairs.push({ line, kind: 'tie', was: rival.message, why });
      }
    }
    const alternatives = losers.map(
      (loser): Alternative => ({
        message: loser.message,
        lines: loser.claims.map((claim) => claim.line),
      }),
    );
    const guidance = knowledge.guidance?.get(code);
    const section =
      guidance?.section ?? winner.claims.find((claim) => claim.section !== undefined)?.section;
    const family = splitCode(code)?.family ?? '';
    return {
      code,
      message,
      placeholders: countPlaceholders(message),
      family,
      module: modules.get(family) ?? '',
      ...(section === undefined ? {} : { section }),
      ...(guidance ? { status: guidance.status, action: guidance.action } : {}),
      source: { page, lines: winner.claims.map((claim) => claim.line), wording: 'verbatim' },
      ...(corrected ? { published: corrected.published } : {}),
      ...(alternatives.length > 0 ? { alternatives } : {}),
      ...(repairs.length > 0 ? { repairs } : {}),
    };
  });
  return entries.sort((a, b) => compareCodes(a.code, b.code));
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
