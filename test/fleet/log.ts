import { builtinTable } from '../../src/table/builtin.js';
import type { Entry } from '../../src/table/entry.js';

/** A source of numbers that are the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Response = Readonly<Record<string, unknown>>;

/** What happens on a line: a text, and a response that the text is about. */
interface Event {
  readonly level: string;
  readonly text: string;
  readonly response?: Response;
}

const own = ({ code, module }: Entry) => code.slice(module.length);

/** A response of the platform about an entry, its own code beside its module. */
function respond(entry: Entry): Response {
  const values = ['5', '24', 'USD', '7'].slice(0, entry.placeholders);
  return {
    msg: entry.placeholders > 0 ? '' : '系统异常 "x"',
    trace: null,
    code: own(entry),
    data: null,
    bizCode: entry.module,
    msgParams: values.length > 0 ? values.join(',') : null,
  };
}

/**
 * Makes a log of so many lines that holds codes in every form that logs have them, each line with one
 * response at most, and words that only look like codes.
 */
function* eventsOf(lines: number): Generator<Event> {
  const random = seeded(7);
  const pick = <T>(list: readonly T[]) => list[random(list.length)] as T;
  const all = builtinTable.entries;
  const named = all.filter(({ family }) => family.includes('_'));
  const bare = named.filter(({ family, module }) => family.slice(module.length).includes('_'));
  const withModule = all.filter(({ module }) => module !== '');
  const withPlaceholders = withModule.filter(({ placeholders }) => placeholders > 0);
  const numbers = all.filter(({ family }) => family === '');
  const kinds: readonly (() => Event)[] = [
    () => ({ level: 'ERROR', text: `login failed code=${pick(named).code} user=${random(9000)}` }),
    () => ({ level: 'ERROR', text: `login failed code=${own(pick(bare))} user=${random(9000)}` }),
    () => ({ level: 'WARN', text: `call failed: ${pick(named).code}: try ${random(4)}` }),
    () => ({ level: 'WARN', text: `first ${pick(named).code}, then ${own(pick(bare))}` }),
    () => ({ level: 'WARN', text: `upstream answered GGATEWAY_CODE_${990 + random(9)}` }),
    () => ({ level: 'ERROR', text: 'answer', response: respond(pick(withModule)) }),
    () => ({ level: 'ERROR', text: 'answer', response: respond(pick(withPlaceholders)) }),
    () => ({ level: 'ERROR', text: 'answer', response: { code: 'US500', msg: '系统异常' } }),
    () => ({ level: 'ERROR', text: 'answer', response: { code: pick(numbers).code, bizCode: '' } }),
    () => ({ level: 'ERROR', text: 'answer', response: { code: '599', bizCode: 'US', ok: false } }),
    () => ({ level: 'ERROR', text: 'answer', response: { code: '503', bizCode: null } }),
    () => ({ level: 'INFO', text: 'answer', response: { code: '0', bizCode: 'US', data: [1] } }),
    () => ({ level: 'INFO', text: `symbol=US500 spread ${random(90)}` }),
    () => ({ level: 'INFO', text: `order 00012001 zipcode=00012005 accepted` }),
    () => ({ level: 'INFO', text: 'heartbeat' }),
  ];
  for (let line = 0; line < lines; line++) yield pick(kinds)();
}

const time = (line: number) => new Date(Date.UTC(2026, 10, 25, 10, 0, line)).toISOString();

/** The log as text, responses in it as JSON. */
export function textLog(lines: number): string {
  return [...eventsOf(lines)]
    .map(({ level, text, response }, index) =>
      [time(index), level, text, ...(response ? [JSON.stringify(response)] : [])].join(' '),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** The log as JSON lines, responses in it as objects. */
export function jsonLog(lines: number): string {
  return [...eventsOf(lines)]
    .map(({ level, text, response }, index) => {
      const fields = response ? { response } : {};
      return `${JSON.stringify({ time: time(index), level, line: index + 1, msg: text, ...fields })}\n`;
    })
    .join('');
}
