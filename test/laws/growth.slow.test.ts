import { describe, test } from 'vitest';
import {
  builtinTable,
  createExplainer,
  createFindingsReader,
  createTable,
  type ExplainerOptions,
  findCodes,
  findSentence,
  importPages,
  listEntries,
  lookup,
  match,
  readCode,
  readResponse,
  search,
  splitParams,
  suggestCodes,
  TableError,
} from '../../src/index.js';
import { splitQueries } from '../../src/lookup/split-queries.js';
import { explainStyle } from '../../src/render/style.js';
import { searchAsYouType } from '../../src/search/as-you-type.js';
import { summaryOf } from '../support/explain.js';
import { expectLinear } from '../support/growth.js';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';

const CHUNK = 65_536;

function explain(options: ExplainerOptions): (text: string) => void {
  return (text) => {
    const explainer = createExplainer(builtinTable, options);
    for (let at = 0; at < text.length; at += CHUNK) explainer.push(text.slice(at, at + CHUNK));
    explainer.end();
  };
}

function importAs(name: string): (text: string) => void {
  return (text) => {
    try {
      importPages([{ name, text }]);
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
    }
  };
}

const MESSAGES = ['%s left', 'try again after %s minutes or %s', 'a %s b %s c %s'];

/** All that reads a text. */
const ENTRANCES: Readonly<Record<string, (text: string) => unknown>> = {
  explain: explain({}),
  'explain, coloured': explain({ style: explainStyle(2) }),
  'explain --below': explain({ mode: 'below' }),
  'explain --ndjson': explain({ mode: 'ndjson' }),
  'explain --only-matching': explain({ onlyMatching: true }),
  'explain --json': (text) => {
    const reader = createFindingsReader(builtinTable);
    reader.push(text);
    reader.end();
  },
  'explain --summary': summaryOf,
  findCodes: (text) => findCodes(builtinTable, text),
  lookup: (text) => lookup(builtinTable, text),
  'lookup -': (text) => {
    for (const query of splitQueries(builtinTable, text)) lookup(builtinTable, query);
  },
  'readCode and suggestCodes': (text) => {
    readCode(builtinTable, text);
    suggestCodes(builtinTable, text);
  },
  'readResponse of a code': (text) => readResponse(builtinTable, { code: text, bizCode: 'US' }),
  'readResponse of params': (text) =>
    readResponse(builtinTable, { code: 'USCUSTOMER_API_0000132', msgParams: text }),
  splitParams: splitParams,
  search: (text) => search(builtinTable, text),
  'the picker': (text) => searchAsYouType(builtinTable, text, 20),
  findSentence: (text) => findSentence(builtinTable, text),
  match: (text) => {
    for (const message of MESSAGES) match(message, `${message.split('%s')[0]}${text}`);
  },
  list: (text) => listEntries(builtinTable, { prefix: text }),
  ...Object.fromEntries(
    ['-', 'a.md', 'a.csv', 'a.json', 'a.jsonl', 'a.yaml', 'a.properties', 'a.html'].map((name) => [
      `table import ${name}`,
      importAs(name),
    ]),
  ),
  'a message of a table': (text) => {
    const table = [
      { code: 'ORD001', message: `a ${text} b` },
      { code: 'ORD002', message: 'a b' },
    ];
    const { entries } = importPages([{ name: 'a.json', text: JSON.stringify(table) }]);
    search(createTable(entries), 'a b');
  },
};

/** In characters: the square of four times as many takes a second. */
const SIZE = 10_000;

describe('time grows with the size, not with its square', () => {
  test.each(Object.entries(ENTRANCES))('%s', (_, read) => {
    for (const [name, textOf] of HOSTILE_TEXTS) expectLinear(read, textOf, SIZE, name);
  });
});
