import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SgrState } from '../../src/explain/ansi-style.js';
import { explainStyle } from '../../src/render/style.js';
import { builtinTable } from '../../src/table/builtin.js';
import { ACTIONS } from '../../src/table/entry.js';
import { cutAt, logBytes } from '../support/explain.js';
import { runInProcess } from '../support/run.js';
import { runs } from '../support/runs.js';

const N = 'USCUSTOMER_API_0000102';
/** The colour of what it asks for. */
const INK = 'ink=36';
const MESSAGE = builtinTable.get(N)?.message as string;

async function colored(stdin: string, ...options: string[]): Promise<string> {
  const { stdout } = await runInProcess(['explain', '--color', 'always', ...options], { stdin });
  return stdout.toString();
}

/** A character as a terminal shows it. */
interface Cell {
  readonly char: string;
  readonly look: string;
}

/** A terminal that knows colours, written for these tests alone: bold, dim and whole colours. */
function screen(text: string): Cell[] {
  const cells: Cell[] = [];
  let on: Record<string, string> = {};
  const parts = text.split(/(\x1b\[[0-9;:]*m)/);
  parts.forEach((part, index) => {
    if (index % 2 === 0) {
      const look = Object.entries(on)
        .map(([name, value]) => `${name}=${value}`)
        .sort()
        .join(' ');
      for (const char of part) cells.push({ char, look });
      return;
    }
    const params = part.slice(2, -1).split(';');
    while (params.length > 0) {
      const param = params.shift() || '0';
      const number = Number.parseInt(param, 10);
      if (number === 0) on = {};
      else if (number === 1 || number === 2) on[number === 1 ? 'bold' : 'dim'] = 'yes';
      else if (number === 22) {
        delete on.bold;
        delete on.dim;
      } else if (number === 3) on.italic = 'yes';
      else if (number === 23) delete on.italic;
      else if (number === 4) on.line = param;
      else if (number === 24) delete on.line;
      else if (number === 7) on.inverse = 'yes';
      else if (number === 27) delete on.inverse;
      else if (number === 39) delete on.ink;
      else if (number === 49) delete on.paper;
      else if (number === 38 || number === 48) {
        const name = number === 38 ? 'ink' : 'paper';
        const rest = param.includes(':') ? [] : params.splice(0, params[0] === '2' ? 4 : 2);
        on[name] = [param, ...rest].join(';');
      } else if ((number >= 30 && number <= 37) || (number >= 90 && number <= 97)) on.ink = param;
      else if ((number >= 40 && number <= 47) || (number >= 100 && number <= 107)) on.paper = param;
      else throw new Error(`the test's terminal does not know ${param}`);
    }
  });
  return cells;
}

const textOf = (cells: readonly Cell[]) => cells.map(({ char }) => char).join('');
const looksOf = (cells: readonly Cell[]) => [...new Set(cells.map(({ look }) => look))];

describe('with --color always', () => {
  test('the code is bold, the insertion in the colour of its action, all else as it was', async () => {
    const cells = screen(await colored(`a ${N} b\n`));
    expect(textOf(cells)).toBe(`a ${N} [${MESSAGE}] b\n`);
    const code = cells.slice(2, 2 + N.length);
    const note = cells.slice(2 + N.length, -3);
    expect(looksOf(code)).toEqual(['bold=yes']);
    expect(textOf(note)).toBe(` [${MESSAGE}]`);
    expect(looksOf(note)).toEqual([INK]);
    expect(looksOf([...cells.slice(0, 2), ...cells.slice(-3)])).toEqual(['']);
  });

  test('--below: the code is bold, the meaning in the colour of its action', async () => {
    const out = await colored(`\x1b[31ma ${N} b\nc\x1b[0m\n`, '--below');
    const cells = screen(out);
    expect(textOf(cells).startsWith(`a ${N} b\n`)).toBe(true);
    expect(looksOf(cells.slice(0, 2))).toEqual(['ink=31']);
    expect(looksOf(cells.slice(2, 2 + N.length))).toEqual(['bold=yes ink=31']);
    const note = textOf(cells).indexOf(`${N}: `);
    expect(looksOf(cells.slice(note, note + 10))).toEqual([INK]);
    expect(cells.at(-2)).toEqual({ char: 'c', look: 'ink=31' });
  });

  test('each action has its colour; what no table knows has none', async () => {
    const looks = new Set<string>();
    for (const action of ACTIONS) {
      const entry = builtinTable.entries.find(
        ({ code, action: own }) => own === action && code.includes('_'),
      );
      if (!entry) continue;
      const cells = screen(await colored(`${entry.code} x`));
      const [look = ''] = looksOf(cells.slice(entry.code.length, -2));
      expect(look).toMatch(/^ink=3[1-6]$/);
      looks.add(look);
    }
    expect(looks.size).toBeGreaterThanOrEqual(4);
    const unknown = screen(await colored('USCUSTOMER_API_9999999 x'));
    expect(looksOf(unknown.slice(22, -2))).toEqual(['']);
  });

  test('a terminal with 256 colours gets shades that are readable on white and on black', async () => {
    const luminance = (index: number) => {
      const levels = [0, 95, 135, 175, 215, 255];
      const cube = index - 16;
      const [red = 0, green = 0, blue = 0] = [cube / 36, cube / 6, cube].map((place) => {
        const part = (levels[Math.floor(place) % 6] ?? 0) / 255;
        return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    for (const [, colour = ''] of Object.values(explainStyle(2).actions ?? {}).map(([open]) =>
      open.split('38;5;'),
    )) {
      const light = luminance(Number.parseInt(colour, 10));
      // WCAG 2: the contrast to white, and to black.
      expect(1.05 / (light + 0.05)).toBeGreaterThan(3.9);
      expect((light + 0.05) / 0.05).toBeGreaterThan(3.8);
    }
    const env: [name: string, value: string, shade: string][] = [
      ['TERM', 'xterm-256color', '38;5;30'],
      ['TERM', 'xterm', '38;5;30'],
      ['COLORTERM', 'truecolor', '38;5;30'],
      ['TERM', 'linux', '36'],
    ];
    for (const [name, value, shade] of env) {
      const { stdout } = await runInProcess(['explain', '--color', 'always'], {
        stdin: N,
        env: { [name]: value },
      });
      expect(stdout.toString(), value).toContain(`\x1b[0;${shade}m`);
    }
  });

  test('--ndjson has no colours', async () => {
    expect(await colored(`{"code":"${N}"}\n`, '--ndjson')).not.toContain('\x1b');
  });
});

describe('colours that the log brings along go on behind an insertion', () => {
  const logs: readonly [name: string, log: string][] = [
    ['one colour', `\x1b[31mERROR ${N} text\x1b[0m end ${N} x`],
    ['several at once', `\x1b[1;4;31;47m${N} text`],
    ['256 colours', `\x1b[38;5;9m${N} a \x1b[48;5;1m${N} b\x1b[39m c ${N} d`],
    ['true colour', `\x1b[38;2;1;22;39m${N} a\x1b[48;2;0;0;0m ${N} b \x1b[49m ${N} c`],
    ['a colour whose numbers look like others', `\x1b[38;5;1;4m${N} a \x1b[38;2;0;0;0m${N} b`],
    ['colours with colons', `\x1b[38:2::1:2:3m${N} a \x1b[4:3m${N} b \x1b[24m${N} c`],
    ['bright', `\x1b[91;102m${N} a \x1b[39m ${N} b`],
    ['one taking the place of another', `\x1b[31m\x1b[32m${N} a \x1b[34m${N} b`],
    ['taken off in part', `\x1b[1;3;31m${N} a\x1b[22m ${N} b\x1b[23m ${N} c\x1b[39m ${N} d`],
    ['dim and bold of its own', `\x1b[2m${N} a\x1b[22;1m ${N} b\x1b[0m ${N} c`],
    ['inverse', `\x1b[7m${N} a\x1b[27m ${N} b`],
    ['empty parameters', `\x1b[31m${N} a\x1b[m ${N} b \x1b[;32m${N} c\x1b[31;m ${N} d`],
    ['across lines', `\x1b[31mone\ntwo ${N} three\n${N}\x1b[0m\nfour ${N}\n`],
    ['between code and colour', `\x1b[31m${N}\x1b[32m a ${N}\x1b[0m b`],
    ['other sequences', `\x1b[31m\x1b[K\x1b[2K${N}\x1b[K a`],
  ];
  for (const [name, log] of logs) {
    test(name, async () => {
      const plain = screen(log.replace(/\x1b\[\d*K/g, ''));
      const cells = screen((await colored(log)).replace(/\x1b\[\d*K/g, ''));
      const note = ` [${MESSAGE}]`;
      // Without the insertions every character looks as it did, the codes besides being bold.
      const kept: Cell[] = [];
      const text = textOf(cells);
      let insertions = 0;
      for (let place = 0; place < cells.length; place++) {
        if (text.startsWith(note, place)) {
          expect(looksOf(cells.slice(place, place + note.length))).toEqual([INK]);
          place += note.length - 1;
          insertions++;
        } else kept.push(cells[place] as Cell);
      }
      expect(insertions).toBe(log.split(N).length - 1);
      const bare = (list: readonly Cell[]) =>
        list.map(({ char, look }) => ({ char, look: look.replace(/ ?bold=yes ?/, '') }));
      const codes = new Set<number>();
      for (let at = textOf(plain).indexOf(N); at >= 0; at = textOf(plain).indexOf(N, at + 1)) {
        for (let i = 0; i < N.length; i++) codes.add(at + i);
      }
      expect(bare(kept)).toEqual(bare(plain));
      kept.forEach(({ look }, place) => {
        if (codes.has(place)) expect(look).toContain('bold');
        else expect(look).toBe(plain[place]?.look);
      });
    });
  }

  test('however the sequences arrive', () => {
    fc.assert(
      fc.property(
        logBytes,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
        (bytes, cuts) => {
          const whole = new SgrState();
          whole.read(bytes.toString('latin1'), 0, bytes.length);
          const pieces = new SgrState();
          for (const piece of cutAt(bytes, cuts)) {
            const text = piece.toString('latin1');
            pieces.read(`${text}\x1b[31m`, 0, text.length);
          }
          expect(pieces.restore()).toBe(whole.restore());
        },
      ),
      { numRuns: runs(250) },
    );
  });

  test('a sequence that never ends is not collected', () => {
    const state = new SgrState();
    state.read('\x1b[31m\x1b[', 0, 7);
    const digits = '1'.repeat(1000);
    for (let i = 0; i < 1000; i++) state.read(digits, 0, digits.length);
    state.read('m', 0, 1);
    expect(state.restore()).toBe('\x1b[0;31m');
  });
});

describe('when to colour', () => {
  const plain = `${N} [${MESSAGE}]`;
  const run = async (
    args: string[],
    env: Record<string, string>,
    columns?: number,
  ): Promise<boolean> => {
    const { stdout } = await runInProcess(['explain', ...args], {
      stdin: N,
      env,
      ...(columns === undefined ? {} : { columns }),
    });
    if (!stdout.includes('\x1b')) expect(stdout.toString()).toBe(plain);
    return stdout.includes('\x1b');
  };
  const cases: readonly [
    args: string[],
    env: Record<string, string>,
    terminal: boolean,
    colored: boolean,
  ][] = [
    [[], {}, false, false],
    [[], {}, true, true],
    [[], { NO_COLOR: '1' }, true, false],
    [[], { NO_COLOR: '' }, true, true],
    [[], { TERM: 'dumb' }, true, false],
    [[], { FORCE_COLOR: '1' }, false, true],
    [[], { CLICOLOR_FORCE: '1' }, false, true],
    [[], { FORCE_COLOR: '0' }, true, false],
    [[], { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [['--color', 'always'], { NO_COLOR: '1' }, false, true],
    [['--color', 'never'], { FORCE_COLOR: '1' }, true, false],
    [['--no-color'], { FORCE_COLOR: '1' }, true, false],
    [['--color=always'], {}, false, true],
  ];
  for (const [args, env, terminal, expected] of cases) {
    test(`${args.join(' ')} ${JSON.stringify(env)} ${terminal ? 'terminal' : 'pipe'}`, async () => {
      expect(await run(args, env, terminal ? 80 : undefined)).toBe(expected);
    });
  }
});
