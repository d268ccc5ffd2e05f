import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createExplainer } from '../../src/explain/explainer.js';
import { builtinTable } from '../../src/table/builtin.js';
import { logBytes } from '../support/explain.js';
import { runs } from '../support/runs.js';
import { jsonLog, textLog } from './log.js';

const DOCUMENT = readFileSync('docs/fleet.md', 'utf8');

/** The sections about an engine, each with the line below its title. */
const SECTIONS = DOCUMENT.split(/^## /m)
  .slice(1)
  .map((section) => {
    const [title = '', , first = ''] = section.split('\n');
    return { title, first };
  })
  .filter(({ title }) => !['As a filter', 'The table and the patterns'].includes(title));

describe('docs/fleet.md', () => {
  const tests = ['databases', 'shippers']
    .map((name) => readFileSync(`test/fleet/${name}.slow.test.ts`, 'utf8'))
    .join('\n');

  test.each(SECTIONS)('$title says whether it is run, and is', ({ title, first }) => {
    expect(first).toMatch(/^(?:Run by the tests\.|From the manual; |From the manual, not run\.)/);
    const isRun = !first.startsWith('From the manual, not run.');
    expect(tests.includes(`'${title}'`)).toBe(isRun);
  });

  test('its overview has every engine once', () => {
    const [overview = ''] = /^\| engine[\s\S]*?\n\n/m.exec(DOCUMENT) ?? [];
    const names = [...overview.matchAll(/\[([^\]]+)\]\(#([^)]+)\)/g)];
    expect(names.map(([, name]) => name).sort()).toEqual(SECTIONS.map(({ title }) => title).sort());
    for (const [, name = '', anchor] of names) {
      expect(anchor).toBe(name.toLowerCase().replaceAll(' ', '-'));
    }
  });
});

describe.each(['inline', 'ndjson'] as const)('behind a request and an answer: %s', (mode) => {
  /** What answers each line before the next one is there. */
  function answers(lines: readonly (string | Uint8Array)[]): string[] {
    const { push } = createExplainer(builtinTable, { mode });
    return lines.map((line) => Buffer.concat(push(line)).toString('latin1'));
  }

  test.each([
    ['a text log', textLog(400)],
    ['a log of JSON lines', jsonLog(400)],
  ])('%s gets a line for each line', (_name, log) => {
    const lines = log.trimEnd().split('\n');
    for (const answer of answers(lines.map((line) => `${line}\n`))) {
      expect(answer).toMatch(/^[^\n]*\n$/);
    }
  });

  test('any line gets one line', () => {
    fc.assert(
      fc.property(logBytes, (bytes) => {
        const lines = bytes.toString('latin1').split('\n');
        const pieces = lines.map((line) => Buffer.from(`${line}\n`, 'latin1'));
        for (const answer of answers(pieces)) expect(answer).toMatch(/^[^\n]*\n$/);
      }),
      { numRuns: runs(125) },
    );
  });
});

test('with --ndjson a log of JSON lines stays one', () => {
  const { push, end } = createExplainer(builtinTable, { mode: 'ndjson' });
  const log = jsonLog(400);
  const explained = Buffer.concat([...push(log), ...end()]).toString();
  const records = explained
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(records.some((record) => 'mmerr' in record)).toBe(true);
  expect(records.map(({ mmerr: _added, ...record }) => record)).toEqual(
    log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
});
