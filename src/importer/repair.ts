import { splitCode } from '../code.js';
import type { Repair } from '../entry.js';
import type { Row } from './row.js';

/** What a row says once it is repaired: one code, one message. */
export interface Claim {
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly section?: string;
  readonly repairs: readonly Repair[];
}

/** A row that looks like one and cannot be read. */
export interface UnreadRow {
  readonly line: number;
  readonly raw: string;
  readonly why: string;
}

/** What became of a page's rows. */
export interface RepairedRows {
  readonly claims: readonly Claim[];
  /** How many lines turned out to be rows. */
  readonly rows: number;
  readonly unread: readonly UnreadRow[];
}

/** How many rows of a page each family heads, whole codes only. */
function countFamilies(rows: readonly Row[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const parts = splitCode(row.code);
    if (parts) counts.set(parts.family, (counts.get(parts.family) ?? 0) + 1);
  }
  return counts;
}

/**
 * A family that heads one row only is believed when it is written as families are: capitals, and
 * more than one digit. Otherwise every `h1=…` of a page's markup would be a code.
 */
const CREDIBLE = /^(?:[A-Z][A-Z0-9_.-]*\d{2,}|\d{4,})$/;

/** A family this much rarer than a longer one that ends in it is a cut-off piece of that one. */
const CUT_RATIO = 10;

/** A code-like word right before a later `=`: the seam of two rows that ran together. */
const SEAM = /(?:^|\s)([A-Za-z][A-Za-z0-9_-]*\d+)\s*=/;

/** What a splice leaves at the end of the first sentence. */
const SPLICE_RESIDUE = /(?:\s|\.{2,}|…)+$/u;

class RowRepairer {
  readonly #counts: Map<string, number>;
  readonly #known: ReadonlySet<string>;

  constructor(rows: readonly Row[], knownFamilies: Iterable<string>) {
    this.#counts = countFamilies(rows);
    // One sighting is no evidence: a family cut at its front has the shape of a family too.
    const seen = [...this.#counts].filter(([, count]) => count > 1).map(([family]) => family);
    this.#known = new Set([...seen, ...knownFamilies]);
  }

  /** Reads one row into its claims; `undefined` when it is no row at all. */
  read(row: Row): Claim[] | UnreadRow | undefined {
    const head = this.#readCode(row);
    if (!head || 'why' in head) return head;
    const { code, repairs } = head;
    const section = row.section === undefined ? {} : { section: row.section };
    const seam = this.#findSeam(row.message);
    if (!seam) {
      return [{ code, message: row.message.trim(), line: row.line, ...section, repairs }];
    }
    const first = row.message.slice(0, seam.start).replace(SPLICE_RESIDUE, '');
    const second = this.read({
      ...row,
      code: seam.code,
      message: row.message.slice(seam.end),
    });
    if (!Array.isArray(second)) return second;
    const spliced = (what: string): Repair => ({
      line: row.line,
      kind: 'spliced-row',
      was: row.raw,
      why: `Two rows run together; split at the seam before "${seam.code}=", this is the ${what} one.`,
    });
    return [
      {
        code,
        message: first.trim(),
        line: row.line,
        ...section,
        repairs: [...repairs, spliced('first')],
      },
      ...second.map((claim) => ({ ...claim, repairs: [spliced('second'), ...claim.repairs] })),
    ];
  }

  #readCode(row: Row): { code: string; repairs: Repair[] } | UnreadRow | undefined {
    const text = row.code.trim();
    if (!/\s/.test(text)) return this.#readWord(row, text);

    const joined = text.replace(/\s+/g, '');
    const parts = splitCode(joined);
    if (parts && this.#known.has(parts.family)) {
      const why = 'A stray blank stood inside the code; taken out.';
      return {
        code: joined,
        repairs: [{ line: row.line, kind: 'blank-in-code', was: text, why }],
      };
    }
    // A stump before the code: the code that counts is the one nearest before the `=`.
    const cut = text.lastIndexOf(' ');
    const stump = text.slice(0, cut).trim();
    const last = text.slice(cut + 1);
    const code = this.#complete(last) ?? (this.#isKnown(last) ? last : undefined);
    if (!code) {
      return this.#startsLikeCode(stump)
        ? { line: row.line, raw: row.raw, why: `no code can be made of "${text}"` }
        : undefined;
    }
    if (!this.#startsLikeCode(stump)) return undefined;
    const completed = code === last ? '' : `, and "${last}" completed to ${code}`;
    const why = `The stump "${stump}" of another code stood before it; left out${completed}.`;
    return { code, repairs: [{ line: row.line, kind: 'cut-code', was: text, why }] };
  }

  #readWord(row: Row, word: string): { code: string; repairs: Repair[] } | undefined {
    const parts = splitCode(word);
    if (!parts) return undefined;
    const whole = this.#complete(word);
    if (whole && (!this.#isKnown(word) || this.#isRarePieceOf(parts.family, whole))) {
      const why = `The front of the code was cut off; "${word}" completed to ${whole}.`;
      return { code: whole, repairs: [{ line: row.line, kind: 'cut-code', was: word, why }] };
    }
    return this.#isKnown(word) || CREDIBLE.test(word) ? { code: word, repairs: [] } : undefined;
  }

  #isKnown(code: string): boolean {
    const parts = splitCode(code);
    return parts !== undefined && this.#known.has(parts.family);
  }

  #startsLikeCode(text: string): boolean {
    return [...this.#known].some(
      (family) => family.length > 2 && text.replace(/\s+/g, '').startsWith(family),
    );
  }

  #isRarePieceOf(family: string, whole: string): boolean {
    const longer = splitCode(whole)?.family ?? '';
    return (this.#counts.get(family) ?? 0) * CUT_RATIO <= (this.#counts.get(longer) ?? 0);
  }

  /** Completes a cut-off family name from the families known; only where just one fits. */
  #complete(word: string): string | undefined {
    const parts = splitCode(word);
    if (!parts || parts.family.length < 2) return undefined;
    const fits = [...this.#known].filter(
      (family) => family !== parts.family && family.endsWith(parts.family),
    );
    return fits.length === 1 ? fits[0] + parts.number : undefined;
  }

  #findSeam(message: string): { code: string; start: number; end: number } | undefined {
    const match = SEAM.exec(message);
    const code = match?.[1];
    if (!match || !code || !(this.#isKnown(code) || this.#complete(code))) return undefined;
    return { code, start: match.index, end: match.index + match[0].length };
  }
}

/**
 * Repairs a page's rows: stray blanks inside codes, stumps before codes, cut-off family names, rows
 * run together. Families are learnt from the rows themselves.
 *
 * @param rows Everything on the page that has the form of a row; what turns out to be none is left out.
 * @param knownFamilies Families known beforehand, to complete cut-off ones.
 * @returns Each remaining row's claims with the repairs that led to them, and the rows that could not be read.
 */
export function repairRows(
  rows: readonly Row[],
  knownFamilies: Iterable<string> = [],
): RepairedRows {
  const repairer = new RowRepairer(rows, knownFamilies);
  const claims: Claim[] = [];
  const unread: UnreadRow[] = [];
  let count = 0;
  for (const row of rows) {
    const read = repairer.read(row);
    if (!read) continue;
    count++;
    if (Array.isArray(read)) claims.push(...read);
    else unread.push(read);
  }
  return { claims, rows: count, unread };
}
