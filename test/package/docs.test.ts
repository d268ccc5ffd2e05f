import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

/**
 * Runs every example of the documentation. `DOCS_UPDATE=1` writes what the commands really print into
 * it.
 */
const DOCUMENTS = [
  'README.md',
  ...readdirSync('docs')
    .sort()
    .map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));

/** What the examples find in their folder. */
const FILES = {
  'app.log': `2025-11-25 10:02:11 INFO  order 8812 accepted
2025-11-25 10:02:14 ERROR login failed code=USCUSTOMER_API_0000102 user=8841
2025-11-25 10:02:15 WARN  symbol=US500 spread widened
2025-11-25 10:02:19 ERROR {"code":"CUSTOMER_API_0000132","bizCode":"US","msgParams":"5,24","data":null}
2025-11-25 10:02:20 ERROR {"code":"500","msg":"系统异常","bizCode":"US","msgParams":null}
2025-11-25 10:02:40 ERROR login failed code=USCUSTOMER_API_0000102 user=8790
`,
  'responses.log': `{"msg":"…","fail":true,"code":"CUSTOMER_API_0000132","bizCode":"US","msgParams":"5,24","ok":false}
{ msg: '…', code: '500', bizCode: 'US' }
BaseResult(code=E000003, msg=…, bizCode=CFDWBW)
GET /callback?code=51046&bizCode=FS 200
`,
  'orders.log': '10:03:00 INFO  ready\n10:03:07 ERROR ORDSVCE000002 (order 8813)\n',
  'ours.properties': `# codes of the order service
ORDSVCE000001=The order is unknown
ORDSVCE000002=The order is already filled
`,
};

const folder = mkdtempSync(join(tmpdir(), 'mmerr-readme-'));
mkdirSync(join(folder, 'bin'));
mkdirSync(join(folder, 'node_modules'));
symlinkSync(resolve('.'), join(folder, 'node_modules', 'mmerr'));
const program = join(folder, 'bin', 'mmerr');
writeFileSync(
  program,
  `#!/bin/sh\nexec '${process.execPath}' '${resolve('dist/mmerr.cjs')}' "$@"\n`,
);
chmodSync(program, 0o755);
for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command as it stands; a log that is followed for ever is only read to its end. */
function run(command: string): string {
  const { stdout } = spawnSync('bash', ['-c', `${command.replace('tail -f', 'cat')} 2>&1`], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, LC_ALL: 'C.UTF-8' },
  });
  return stdout;
}

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    (match) => match[1] as string,
  );
}

/** The commands of a console block, each with what it prints. */
function sessions(block: string): { command: string; output: string }[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((session) => {
      const end = session.indexOf('\n');
      return { command: session.slice(0, end), output: session.slice(end + 1) };
    });
}

if (process.env.DOCS_UPDATE) {
  for (const name of DOCUMENTS) {
    let updated = readFileSync(name, 'utf8');
    for (const block of blocks(updated, 'console')) {
      const real = sessions(block)
        .map(({ command }) => `$ ${command}\n${run(command)}`)
        .join('');
      updated = updated.replace(block, () => real);
    }
    writeFileSync(name, updated);
  }
}

const documents = DOCUMENTS.map((name) => ({ name, text: readFileSync(name, 'utf8') }));

test('there are examples of every command', () => {
  const commands = documents.flatMap(({ text }) =>
    blocks(text, 'console')
      .flatMap(sessions)
      .map(({ command }) => command),
  );
  for (const name of ['lookup', 'search', 'list', 'explain', 'table import', 'table diff']) {
    expect(commands.join('\n')).toContain(`mmerr ${name}`);
  }
});

for (const { name, text } of documents) {
  describe(name, () => {
    const all = blocks(text, 'console').flatMap(sessions);
    // One after the other: some read what those before them wrote.
    if (all.length > 0) {
      test.sequential.each(all.map((session) => [session.command, session.output]))(
        '%s',
        (command, output) => {
          expect(run(command)).toBe(output);
        },
      );
    }
    const programs = blocks(text, 'js');
    if (programs.length > 0) {
      test.each(programs.map((code, index) => [index + 1, code] as const))(
        'program %i',
        (index, code) => {
          const file = join(folder, `${name.replace(/\W/g, '-')}-${index}.mjs`);
          writeFileSync(file, code);
          const wanted = [...code.matchAll(/^\/\/ prints: (.*)$/gm)].map((match) => match[1]);
          expect(wanted.length).toBeGreaterThan(0);
          const printed = execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
          expect(printed.trimEnd().split('\n')).toEqual(wanted);
        },
      );
    }
  });
}

test('the two commands for a fresh clone stand on lines of their own', () => {
  const lines = readFileSync('README.md', 'utf8').split('\n');
  expect(lines).toContain('npm ci && npx mmerr lookup USCUSTOMER_API_0000102');
  expect(lines).toContain('npm ci && npm test');
});

test('links within the documentation lead somewhere', () => {
  for (const { name, text } of documents) {
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect(existsSync(join(dirname(name), target)), `${name}: ${target}`).toBe(true);
    }
  }
});
