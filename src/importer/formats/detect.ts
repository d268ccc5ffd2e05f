import type { Claim } from '../repair/repair.js';
import type { PageNote, Row } from '../row.js';
import { readCsv, sniffCsv } from './csv.js';
import { looksLikeJson, readJson } from './json.js';
import { looksLikeProperties, readProperties } from './properties.js';
import { readTextPage } from './text.js';
import { isYamlName, looksLikeYaml } from './yaml-sniff.js';

/** A page or table to be read. */
export interface PageInput {
  /** Its path, for entries and errors. The ending decides if the format is not clear. */
  readonly name: string;
  readonly text: string;
}

/** The detected format of a page. */
export type PageFormat = 'json' | 'yaml' | 'csv' | 'properties' | 'markdown' | 'lines';

/** How much of a page is used to detect its format, in characters. */
const SAMPLE = 65_536;

/** The rows of one page. */
export interface ReadPage {
  readonly format: PageFormat;
  readonly rows: readonly Row[];
  readonly claims: readonly Claim[];
  readonly notes: readonly PageNote[];
}

/**
 * Reads a table in YAML.
 *
 * @returns Its rows and notes; `undefined` for text that only looked like YAML.
 */
export type YamlReader = (
  text: string,
  page: string,
) => { readonly rows: readonly Row[]; readonly notes: readonly PageNote[] } | undefined;

/** Whether a page is read as YAML, so that the YAML reader is needed. */
export function isYamlPage({ name, text }: PageInput): boolean {
  return isYamlName(name) || looksLikeYaml(wholeLines(text.slice(0, SAMPLE), text));
}

/**
 * Detects the format of a page from a sample of its start, and reads its rows. The formats, in order:
 *
 * 1. JSON: named `.json`, `.jsonl` or `.ndjson`, or starts with a list of objects or an object of texts.
 * 2. YAML: named `.yaml` or `.yml`, or has keys and list items in a form that only YAML has.
 * 3. Properties: named `.properties`.
 * 4. CSV: a delimiter (`,`, `;` or tab) produces columns, one of which has a heading for codes, or codes
 *    in at least half of the records.
 * 5. Properties: all keys are codes, and there is a comment or an escape in the form of properties.
 * 6. Text: lines with a code and its message, Markdown tables or tables with tabs, possibly surrounded by
 *    prose and navigation.
 */
export function readPage(
  { name, text: given }: PageInput,
  readYaml: YamlReader,
  known: ReadonlySet<string>,
): ReadPage {
  const text = given.startsWith('\ufeff') ? given.slice(1) : given;
  const ending = /\.(\w+)$/.exec(name.slice(-20))?.[1]?.toLowerCase();
  const none = { rows: [], claims: [], notes: [] };
  if (/^(?:json|jsonl|ndjson)$/.test(ending ?? '') || looksLikeJson(text)) {
    return { ...none, format: 'json', ...readJson(text, name) };
  }
  if (isYamlPage({ name, text })) {
    const yaml = readYaml(text, name);
    if (yaml) return { ...none, format: 'yaml', ...yaml };
  }
  if (ending === 'properties') {
    return { ...none, format: 'properties', ...readProperties(text, name, known) };
  }
  const sample = text.slice(0, SAMPLE);
  const csv = sniffCsv(sample, ending === 'csv' || ending === 'tsv');
  if (csv) return { ...none, format: 'csv', rows: readCsv(text, name, csv) };
  if (looksLikeProperties(wholeLines(sample, text))) {
    return { ...none, format: 'properties', ...readProperties(text, name, known) };
  }
  const { rows, markdown } = readTextPage(text, name, known);
  return { ...none, format: markdown ? 'markdown' : 'lines', rows };
}

/** A sample without its last line, which may be incomplete. */
function wholeLines(sample: string, text: string): string {
  return sample.length < text.length ? sample.slice(0, sample.lastIndexOf('\n') + 1) : sample;
}
