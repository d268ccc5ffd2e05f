import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditTable } from '../../src/importer/audit.js';
import { decodePage } from '../../src/importer/decode.js';
import { TableError } from '../../src/importer/error.js';
import { importPages } from '../../src/importer/import.js';
import { fuzzing } from '../support/fuzz.js';

const piece = fc.oneof(
  fc.constantFrom(
    ...[
      'ORD001',
      'ORD002',
      'ORD 003',
      'RD001',
      'US500',
      'PAY-1',
      '12005',
      '00012005',
      'error.ORD004',
    ],
    ...[
      '=',
      ' = ',
      '＝',
      ': ',
      '：',
      ' - ',
      ' – ',
      ',',
      ';',
      '\t',
      '|',
      ' | ',
      '\n',
      '\r\n',
      '\r',
      '\n\n',
    ],
    ...[
      'code,message\n',
      '| Code | Message |\n|--|--|\n',
      '<tr><td>',
      '</td><td>',
      '</td></tr>',
      '</table>',
    ],
    ...[
      '{"',
      '":"',
      '",',
      '"}',
      '[{"code":"',
      '","message":"',
      '"}]',
      '\\u0041',
      '\\u12',
      '\\',
      '\\\n',
    ],
    ...[
      '```',
      '```properties\n',
      '`',
      '*',
      '**',
      '_',
      '[',
      '](',
      ')',
      '&amp;',
      '&#x20;',
      '<br>',
      '~~',
    ],
    ...[
      '---\n',
      '- ',
      '  ',
      '# ',
      '"',
      "'",
      '="',
      "'=",
      '%s',
      '...',
      'ORD001=First',
      '\u200b',
      '\u00a0',
    ],
    ...[
      'Order not found',
      'Sorry, retry',
      '订单不存在',
      'Café',
      '\ufeff',
      '\0',
      '\ud83d',
      'sep=;\n',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const name = fc.constantFrom(
  '-',
  'a.txt',
  'a.md',
  'a.csv',
  'a.json',
  'a.jsonl',
  'a.yaml',
  'a.properties',
  'a.html',
);

describe('whatever a page holds', () => {
  test('it is a table whose count adds up, or an error of one line', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, text), { minLength: 1, maxLength: 2 }), (given) => {
        const pages = given.map(([each, content], i) => ({ name: `${i}${each}`, text: content }));
        try {
          const { entries, unread, rows } = importPages(pages);
          const { totals } = auditTable(entries, { unread });
          expect(totals.rows).toBe(
            totals.documented + totals.repeated + totals.losing - totals.spliced + totals.unread,
          );
          expect(new Set(entries.map(({ code }) => code)).size).toBe(entries.length);
          // Entries of JSON have no lines of their own.
          if (pages.every((page) => !/json/.test(page.name) && !/[[{]/.test(page.text))) {
            expect(rows).toBe(totals.rows);
          }
          for (const { message } of entries) expect(message).not.toMatch(/[\r\n]/);
        } catch (error) {
          if (!(error instanceof TableError)) throw error;
        }
      }),
      fuzzing(500),
    );
  });

  test('bytes are decoded without a loss, or refused', () => {
    fc.assert(
      fc.property(name, fc.uint8Array({ maxLength: 60 }), (each, bytes) => {
        try {
          expect(decodePage(bytes, each).text).not.toContain('\ufffd');
        } catch (error) {
          if (!(error instanceof TableError)) throw error;
        }
      }),
      fuzzing(500),
    );
  });
});
