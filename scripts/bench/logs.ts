// Logs to measure with: made by a rule, so that each run measures the same bytes.
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Entry } from '../../src/table/entry.js';

/** What a log is made of. */
export interface LogOptions {
  /** The log's size, in bytes; the last line is whole. */
  readonly bytes: number;
  /** One line in so many holds a code: 1 for every line. */
  readonly every: number;
  /** The codes to draw from; every other one of the log takes params. */
  readonly entries: readonly Entry[];
}

/** Numbers that look drawn, the same in every run (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const PATHS = ['orders', 'positions', 'accounts/balance', 'customers/profile', 'quotes'];
const SYMBOLS = ['US500', 'XAUUSD', 'EURUSD', 'BTCUSDT', 'NAS100'];
const PARAMS = ['5', '24', '30', '3', 'jpg', 'demo'];

/** Makes lines of a service's log, one at a time. */
export function createLines(options: Pick<LogOptions, 'every' | 'entries'>): () => string {
  const random = createRandom(20240229);
  const pick = <T>(list: readonly T[]) => list[random(list.length)] as T;
  // Their own code has a name in it, so that a peer's pattern finds it as well.
  const long = options.entries.filter(({ family }) => /_(?:API|CODE)_$/.test(family));
  const plain = long.filter(({ placeholders }) => placeholders === 0);
  const filled = long.filter(({ placeholders }) => placeholders > 0);
  let time = Date.UTC(2024, 1, 29, 8);
  let number = 0;
  return () => {
    time += random(40);
    const stamp = new Date(time).toISOString();
    const trace = `x-${time}-${random(10)}`;
    if (number++ % options.every !== 0) {
      return random(2) === 0
        ? `${stamp} INFO [exec-${random(64)}] access GET /api/v1/${pick(PATHS)}?symbol=${pick(SYMBOLS)}&limit=50 200 ${random(300)}ms ${300 + random(9000)}B trace=${trace}\n`
        : `${stamp} DEBUG [worker-${random(16)}] pricing tick symbol=${pick(SYMBOLS)} bid=${random(99999)}.${10 + random(90)} ask=${random(99999)}.${10 + random(90)} code=0 seq=${random(1e9)}\n`;
    }
    const { code, module, placeholders } =
      filled.length > 0 && random(2) === 0 ? pick(filled) : pick(plain);
    // As a response has it: the service's own code, its module beside it.
    const own = code.startsWith(module) ? code.slice(module.length) : code;
    const params = Array.from({ length: placeholders || random(2) }, () => pick(PARAMS)).join();
    return `${stamp} WARN [exec-${random(64)}] {"code":"${own}","msg":"请求失败","bizCode":"${module}","tm":${random(300)},"trace":"${trace}","msgParams":"${params}","data":null}\n`;
  };
}

/** Writes a log to a file; returns how many lines it has. */
export function writeLog(path: string, options: LogOptions): number {
  const line = createLines(options);
  const file = openSync(path, 'w');
  let lines = 0;
  try {
    for (let written = 0; written < options.bytes; ) {
      let block = '';
      for (; block.length < 1 << 20 && written + block.length < options.bytes; lines++) {
        block += line();
      }
      written += writeSync(file, block);
    }
  } finally {
    closeSync(file);
  }
  return lines;
}
