import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeForms } from '../../src/codes/forms.js';
import { EXPORT_FORMATS, type ExportFormat, exportTable } from '../../src/exporter/export.js';
import { exportForms, FORM_FORMATS } from '../../src/exporter/forms.js';
import { formatJson } from '../../src/exporter/json.js';
import { oneLine } from '../../src/importer/one-line.js';
import { builtinTable } from '../../src/table/builtin.js';
import { splitCode } from '../../src/table/code.js';
import type { Entry } from '../../src/table/entry.js';
import { ACTIONS, STATUSES } from '../../src/table/entry.js';
import { createTable } from '../../src/table/table.js';
import { importPage } from '../support/import-page.js';
import { runs } from '../support/runs.js';

const ENDINGS = { json: 'json', csv: 'csv', markdown: 'md', properties: 'properties' };
const again = (entries: readonly Entry[], format: ExportFormat, name = `x.${ENDINGS[format]}`) =>
  importPage({ name, text: exportTable(entries, format) });

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    ...[',', '"', '""', ';', '|', '\\|', '\\', '\\\\', '=', ':', '#', '!', ' ', '  ', '\t', '%s'],
    ...['...  X_1=', ' A1=', 'ORD001=', '`', '*a*', '_a_', 'a_b', '<br>', '<b>', '&#x20;', '&amp;'],
    ...[
      '&nbsp;',
      '[a](b)',
      '\n',
      '\r\n',
      '\u2028',
      '\\u0041',
      '\u3000',
      '订单',
      '😀',
      'é',
      '---',
      '~',
    ],
    ...['\u001b[31m', '\v', '\f', '\u0085', '\ufeff', 'sep=;', '{', '}', '\\n', "'", '=cmd()'],
  ),
);
const message = fc
  .array(piece, { minLength: 1, maxLength: 6 })
  .map((pieces) => oneLine(pieces.join('')))
  .filter((text) => text.trim() !== '');
const code = fc
  .oneof(
    fc.constantFrom('G500', 'US500', 'AY_CODE_902', 'GGATEWAY_CODE_902', '00012001', '404', 'a1'),
    fc.stringMatching(/^[A-Za-z][A-Za-z_.-]{0,6}\d{1,5}$/),
  )
  .filter((text) => splitCode(text) !== undefined);
const pairs = fc.uniqueArray(fc.tuple(code, message), {
  selector: ([first]) => first,
  minLength: 1,
  maxLength: 8,
});
const table = pairs.map(
  (list) =>
    importPage({
      name: 'own.json',
      text: JSON.stringify(list.map(([first, text]) => ({ code: first, message: text }))),
    }).entries,
);

describe('what is exported imports back', () => {
  test.each(EXPORT_FORMATS)('%s: the same codes and messages', (format) => {
    const facts = (entries: readonly Entry[]) =>
      entries.map((entry) => [entry.code, entry.message]);
    fc.assert(
      fc.property(table, (entries) => {
        const imported = again(entries, format);
        expect(facts(imported.entries)).toEqual(facts(entries));
        expect(imported.unread).toEqual([]);
      }),
      { numRuns: runs(125) },
    );
  });

  test.each(EXPORT_FORMATS)('%s: under any name, as from standard input', (format) => {
    fc.assert(
      fc.property(message, (text) => {
        const entries = importPage({
          name: 'own.json',
          text: JSON.stringify([
            { code: 'ORD001', message: text },
            { code: 'ORD002', message: 'Order not found' },
          ]),
        }).entries;
        expect(again(entries, format, '-').entries.map((entry) => entry.message)).toEqual(
          entries.map((entry) => entry.message),
        );
      }),
      { numRuns: runs(125) },
    );
  });

  test.each(['csv', 'markdown', 'json'] as const)('%s: section, status and action', (format) => {
    const guidance = fc.record({
      section: fc.constantFrom('order', 'customer-group', 'kyc2'),
      status: fc.constantFrom(...STATUSES),
      action: fc.constantFrom(...ACTIONS),
    });
    fc.assert(
      fc.property(table, guidance, (entries, said) => {
        const full = entries.map((entry) => ({ ...entry, ...said }));
        const pick = ({ section, status, action }: Entry) => ({ section, status, action });
        expect(again(full, format).entries.map(pick)).toEqual(full.map(pick));
      }),
    );
  });

  test('JSON: the very entries, byte for byte', () => {
    const page = importPage({
      name: 'p.txt',
      text: 'Page\nORDSVC500=Failed\nORD SVCE001=One\nORDSVCE002=Two ... SVCE003=Three\nORDSVCE003=Other\nORDSVCE001=One',
    });
    const text = exportTable(page.entries, 'json');
    const imported = importPage({ name: 'renamed.json', text });
    expect(imported.entries).toEqual(page.entries);
    expect(formatJson(imported.entries)).toBe(text);
  });
});

describe('forms', () => {
  test.each(FORM_FORMATS)('%s: import back to the same codes, messages and guidance', (format) => {
    const facts = (entries: readonly Entry[]) =>
      entries.map(({ code: own, message: text, section, status, action }) => ({
        ...{ code: own, message: text, section, status, action },
      }));
    const own = (entries: readonly Entry[]) => {
      const text = exportForms(codeForms(createTable(entries)), format);
      return importPage({ name: `forms.${format}`, text });
    };
    const imported = own(builtinTable.entries);
    expect(facts(imported.entries)).toEqual(facts(builtinTable.entries));
    expect(imported.unread).toEqual([]);
    fc.assert(
      fc.property(table, (entries) => {
        expect(facts(own(entries).entries)).toEqual(facts(createTable(entries).entries));
      }),
      { numRuns: runs(125) },
    );
  });
});

test('what the formats look like', () => {
  const entries = importPage({
    name: 'x.json',
    text: '[{"code":"ORD_001","message":" a, \\"b\\" | c=d: é ","section":"s","status":"OK","action":"none"}]',
  }).entries;
  expect(exportTable(entries, 'csv')).toBe(
    'code,message,section,status,action\nORD_001," a, ""b"" | c=d: é ",s,OK,none\n',
  );
  expect(exportTable(entries, 'markdown')).toBe(
    '| Code | Message | Section | Status | Action |\n| --- | --- | --- | --- | --- |\n' +
      '| ORD_001 | &#32;a, "b" \\| c=d: é&#32; | s | OK | none |\n',
  );
  expect(exportTable(entries, 'properties')).toBe(
    '# Error codes and their messages, written by mmerr\nORD_001=\\ a, "b" | c\\=d\\: é\\ \n',
  );
});

describe('spreadsheets', () => {
  const tableOf = (...messages: string[]) =>
    importPage({
      name: 'x.json',
      text: JSON.stringify(messages.map((text, i) => ({ code: `ORD00${i}`, message: text }))),
    }).entries;

  test('no cell becomes a formula, and none is changed by the way back', () => {
    const messages = ['=1+1', '+1', '-1', '@x', '\t=1', "'=1", "'", '＝1', '="x"', 'a=b'];
    const csv = exportTable(tableOf(...messages), 'csv');
    const cells = csv
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',')[1]?.replace(/^"/, ''));
    for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t＝]/);
    expect(importPage({ name: 'x.csv', text: csv }).entries.map((entry) => entry.message)).toEqual(
      messages,
    );
  });

  test('a byte order mark stands before a CSV on demand, and is none of its text', () => {
    const entries = tableOf('Café');
    expect(exportTable(entries, 'csv', { bom: true })).toBe(`\ufeff${exportTable(entries, 'csv')}`);
    expect(exportTable(entries, 'markdown', { bom: true })).toMatch(/^\| Code/);
    const text = exportTable(entries, 'csv', { bom: true });
    expect(importPage({ name: '-', text }).entries.map(({ code }) => code)).toEqual(['ORD000']);
  });
});

test('a code with a dot is not taken for one with a prefix', () => {
  const entries = importPage({
    name: 'x.json',
    text: '[{"code":"error.ORD001","message":"x"}]',
  }).entries;
  const text = exportTable(entries, 'properties');
  expect(text).toContain('error\\.ORD001=x');
  expect(importPage({ name: 'x.properties', text }).entries[0]?.code).toBe('error.ORD001');
});
