import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtinTable } from '../../src/table/builtin.js';
import { createLines } from './logs.js';
import { peakMemory, TELL_MEMORY } from './measure.js';
import { type Budget, megabytes, printRows, verdict } from './report.js';

const LOG = 250e6;
const LINE = 2 ** 30;
const BUDGET: Budget = { at: 'most', limit: 120, unit: 'MB' };

/** The same block again and again. */
function* repeat(block: Uint8Array, bytes: number): Iterable<Uint8Array> {
  for (let left = bytes; left > 0; left -= block.length) {
    yield left < block.length ? block.subarray(0, left) : block;
  }
}

/** Some lines of a log, or their text as one line. */
function block(every: number, oneLine: boolean): Uint8Array {
  const line = createLines({ every, entries: builtinTable.entries });
  let text = '';
  while (text.length < 1 << 20) text += line();
  return Buffer.from(oneLine ? text.replaceAll('\n', ' ') : text);
}

/** Peak memory of explain, whatever it reads. */
export async function benchMemory(folder: string): Promise<void> {
  console.log('memory: peak resident memory of explain, through pipes');
  writeFileSync(join(folder, 'tell-memory.cjs'), TELL_MEMORY);
  const runs: [name: string, args: readonly string[], input: Iterable<Uint8Array>][] = [
    ['nothing', [], []],
    ['sparse log', [], repeat(block(100, false), LOG)],
    ['dense log', [], repeat(block(1, false), LOG)],
    ['a line of 1 GiB without a code', [], repeat(Buffer.alloc(1 << 20, 'x'), LINE)],
    ['a dense line of 1 GiB', [], repeat(block(1, true), LINE)],
    ['the same, --below', ['--below'], repeat(block(1, true), LINE)],
    ['the same, --only-matching', ['--only-matching'], repeat(block(1, true), LINE)],
    ['the same, --ndjson', ['--ndjson'], repeat(block(1, true), LINE)],
    ['the same, --summary', ['--summary'], repeat(block(1, true), LINE)],
    ['the same, --json', ['--json'], repeat(block(1, true), LINE)],
  ];
  const rows: string[][] = [];
  for (const [name, args, input] of runs) {
    const { peak, bytesIn } = await peakMemory(folder, ['explain', ...args], input);
    rows.push([name, megabytes(bytesIn), megabytes(peak), verdict(peak / 1e6, BUDGET)]);
  }
  printRows(rows);
}
