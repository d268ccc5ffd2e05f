// Draws the README's picture, docs/session.svg, from a real run. With --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { main } from '../src/cli/main.js';

const FILE = 'docs/session.svg';
const COLUMNS = 84;

/** What is typed, and what standard input holds. */
const SESSION: readonly { typed: string; args: string[]; stdin?: string }[] = [
  { typed: 'mmerr customer-api-102', args: ['customer-api-102'] },
  {
    typed: 'mmerr search "phone number taken" --limit 2',
    args: ['search', 'phone number taken', '--limit', '2'],
  },
  {
    typed: 'tail -f app.log | mmerr explain',
    args: ['explain'],
    stdin: `10:02:14 \x1b[31mERROR\x1b[0m login failed code=USCUSTOMER_API_0000102 user=8841
10:02:15 \x1b[33mWARN\x1b[0m  symbol=US500 spread widened
10:02:19 \x1b[31mERROR\x1b[0m {"code":"USCUSTOMER_API_0000132","msgParams":"5,24"}
`,
  },
];

/** Runs the program as if on a terminal and returns what it shows, colours and all. */
async function run(args: string[], stdin = ''): Promise<string> {
  const shown: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      shown.push(chunk);
      done();
    },
  });
  await main(args, {
    stdin: { stream: Readable.from([Buffer.from(stdin)]) },
    stdout: { stream, isTTY: true, columns: COLUMNS },
    stderr: { stream },
    env: {},
    onSignal: () => () => {},
    raise: () => {},
  });
  return Buffer.concat(shown).toString().trimEnd();
}

const FOREGROUND: Readonly<Record<number, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  35: '#d2a8ff',
  36: '#76e3ea',
};

/** What the control sequences so far have set. */
interface Look {
  bold: boolean;
  dim: boolean;
  underline: boolean;
  color: string | undefined;
}

function apply(look: Look, params: string): void {
  for (const param of params.split(';').map(Number)) {
    if (param === 0)
      Object.assign(look, { bold: false, dim: false, underline: false, color: undefined });
    else if (param === 1) look.bold = true;
    else if (param === 2) look.dim = true;
    else if (param === 4) look.underline = true;
    else if (param === 22) Object.assign(look, { bold: false, dim: false });
    else if (param === 24) look.underline = false;
    else if (param === 39) look.color = undefined;
    else if (FOREGROUND[param]) look.color = FOREGROUND[param];
    else throw new Error(`the picture cannot show the sequence ${param}`);
  }
}

const escapeXml = (text: string) =>
  text.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? char);

function span(text: string, { bold, dim, underline, color }: Look): string {
  const attributes = [
    ...(bold ? ['font-weight="bold"'] : []),
    ...(underline ? ['text-decoration="underline"'] : []),
    ...(color ? [`fill="${color}"`] : []),
    ...(dim ? ['fill-opacity="0.65"'] : []),
  ];
  const escaped = escapeXml(text);
  return attributes.length > 0 ? `<tspan ${attributes.join(' ')}>${escaped}</tspan>` : escaped;
}

/** Turns coloured text into lines of SVG, broken where a terminal breaks them. */
function toLines(text: string): string[] {
  const look: Look = { bold: false, dim: false, underline: false, color: undefined };
  return text.split('\n').flatMap((line) => {
    const lines = [''];
    let column = 0;
    for (const [piece, params] of line.matchAll(/\x1b\[([\d;]*)m|[^\x1b]+/g)) {
      if (params !== undefined) {
        apply(look, params || '0');
        continue;
      }
      for (let rest = piece; rest !== ''; ) {
        if (column === COLUMNS) {
          lines.push('');
          column = 0;
        }
        const part = rest.slice(0, COLUMNS - column);
        lines[lines.length - 1] += span(part, look);
        column += part.length;
        rest = rest.slice(part.length);
      }
    }
    return lines;
  });
}

const text: string[] = [];
for (const { typed, args, stdin } of SESSION) {
  text.push(`\x1b[32m$\x1b[0m \x1b[1m${typed}\x1b[0m`, await run(args, stdin), '');
}
const lines = toLines(text.join('\n').trimEnd());
const LINE = 19;
const WIDTH = 16 + COLUMNS * 8.2 + 16;
const HEIGHT = 16 + lines.length * LINE + 12;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="A terminal session with mmerr">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13.6" fill="#e6edf3">
${lines.map((line, index) => `<text x="16" y="${16 + (index + 0.75) * LINE}" xml:space="preserve">${line}</text>`).join('\n')}
</g>
</svg>
`;
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, svg);
  console.log(`${FILE}: ${lines.length} lines`);
} else if (readFileSync(FILE, 'utf8') !== svg) {
  console.error(`${FILE} no longer shows what the program does; run npm run picture`);
  process.exitCode = 1;
}
