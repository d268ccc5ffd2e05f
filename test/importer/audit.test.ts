import { expect, test } from 'vitest';
import { auditTable } from '../../src/importer/audit.js';
import { importPages } from '../../src/importer/import.js';

test('the numbers of any table add up', () => {
  const { entries, unread, rows } = importPages([
    {
      name: 'a',
      text: 'Page\nORD001=One\nORD001=One\nORD002=Two ... ORD003=Three\nORD004=Two\nORD004=Four\nORD005=',
    },
    { name: 'b', text: 'Page\nORD001=One\nORD002=Zwei\n' },
  ]);
  const audit = auditTable(entries, { unread });
  const { totals } = audit;
  expect(totals).toEqual({
    rows: 8,
    codes: 4,
    documented: 4,
    unlined: 0,
    repeated: 2,
    losing: 2,
    spliced: 1,
    unread: 1,
    repairs: 2,
    conflicts: 2,
    unresolved: 1,
  });
  expect(rows).toBe(totals.rows);
  expect(totals.documented + totals.repeated + totals.losing - totals.spliced + totals.unread).toBe(
    totals.rows,
  );
  expect(audit.pages).toEqual([
    { page: 'a', rows: 6, codes: 3, paraphrased: 0, observed: 0 },
    { page: 'b', rows: 2, codes: 1, paraphrased: 0, observed: 0 },
  ]);
  expect(audit.conflicts.map(({ code, message, decided }) => [code, message, decided])).toEqual([
    ['ORD002', 'Zwei', true],
    ['ORD004', 'Four', true],
  ]);
  expect(audit.unresolved.unread).toHaveLength(1);
});

test('ties are unresolved', () => {
  const { entries } = importPages([
    { name: 'a', text: 'Page\nORD001=One\nORD001=Another\nORD002=Two' },
  ]);
  expect(auditTable(entries)).toMatchObject({
    unresolved: { ties: [{ code: 'ORD001', decided: false }] },
    totals: { unresolved: 1 },
  });
});
