import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Found, missing, sorted, Workplace } from './workplace.js';

const workplace = new Workplace();

/** Names a group of tests; where something is missing, it says what. */
const titled = (title: string, why: string | undefined) =>
  why === undefined ? title : `${title} (skipped: ${why})`;

const noRsyslog = missing('rsyslogd', 'jq');

describe.skipIf(noRsyslog)(titled('rsyslog', noRsyslog), () => {
  const lines = workplace.read('app.log').trimEnd().split('\n');

  /** Runs the daemon until it has written every line of the log. */
  async function written(): Promise<string[]> {
    for (const name of ['out.tsv', 'imfile-state']) {
      rmSync(join(workplace.folder, name), { recursive: true, force: true });
    }
    workplace.sh('rm -f imfile-state:* rsyslog.pid');
    const daemon = spawn(
      'rsyslogd',
      ['-n', '-f', 'rsyslog.conf', '-i', join(workplace.folder, 'rsyslog.pid')],
      { cwd: workplace.folder, env: workplace.env, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    daemon.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const over = new Promise((done) => daemon.once('close', done));
    const file = join(workplace.folder, 'out.tsv');
    let text = '';
    for (let tries = 0; tries < 300; tries++) {
      await sleep(100);
      if (existsSync(file)) text = readFileSync(file, 'utf8');
      if (text.split('\n').length > lines.length || daemon.exitCode !== null) break;
    }
    daemon.kill();
    await over;
    expect(said).toBe('');
    return text.trimEnd().split('\n');
  }

  test('mmerr answers behind mmexternal', async () => {
    workplace.runScripts('rsyslog');
    const found = (await written()).flatMap((row, index): Found[] => {
      const [text, json = ''] = row.split('\t');
      expect(text).toBe(lines[index]);
      if (json === '') return [];
      return JSON.parse(json).map(
        ({ code, known, message, rendered }: Record<string, unknown>) => ({
          ...{ line: index + 1, code, known },
          ...(known ? { message: rendered ?? message } : {}),
        }),
      );
    });
    // The field names a code once, however often its line does.
    expect(sorted(found)).toEqual([...new Set(sorted(workplace.truth()))]);
  }, 60_000);

  test('a lookup table gives the first documented code of each line', async () => {
    workplace.runScripts('rsyslog', 'lookup');
    const found = (await written()).map((row) => {
      const [, json = ''] = row.split('\t');
      return json === '' ? undefined : JSON.parse(json).code;
    });
    const first = new Map<number, Found>();
    for (const one of workplace.truth()) if (!first.has(one.line)) first.set(one.line, one);
    expect(found).toEqual(
      lines.map((_, index) => {
        const { known = false, code } = first.get(index + 1) ?? {};
        return known ? code : undefined;
      }),
    );
  }, 60_000);
});

const noLnav = missing('lnav', 'sqlite3');

describe.skipIf(noLnav)(titled('lnav', noLnav), () => {
  test('joins the lines that it shows with what mmerr finds', () => {
    workplace.writeFiles('SQLite');
    workplace.runScripts('SQLite');
    workplace.writeFiles('lnav');
    workplace.sh(
      `lnav -n -c '|mmerr.lnav' -c ';SELECT line, code, known, message, log_text FROM explained' \\
        -c ':write-json-to rows.json' app.log > /dev/null`,
    );
    const rows = JSON.parse(workplace.read('rows.json')) as (Found & { log_text: string })[];
    const lines = workplace.read('app.log').split('\n');
    for (const { line, log_text } of rows) expect(log_text).toBe(lines[line - 1]);
    const found = rows.map(({ known, message, ...row }) => ({
      ...{ ...row, known: Boolean(known) },
      ...(message === null ? {} : { message }),
    }));
    expect(sorted(found as Found[])).toEqual(sorted(workplace.truth()));
  });

  test('shows an explained log as it is', () => {
    workplace.sh('mmerr explain app.log > explained.log; lnav -n explained.log > shown.log');
    expect(workplace.read('shown.log')).toBe(workplace.read('explained.log'));
  });
});

const noParallel = missing('parallel');

describe.skipIf(noParallel)(titled('GNU parallel', noParallel), () => {
  test('the parts of a log together are as the whole; summaries add up', () => {
    for (const part of [1, 2, 3]) {
      workplace.write(`logs/part-${part}.log`, workplace.read('app.log'));
    }
    workplace.sh('mkdir -p .parallel; touch .parallel/will-cite');
    const [, merged] = workplace.runScripts('GNU parallel');
    workplace.sh('mmerr explain app.log > whole.log; cmp whole.log explained.log');
    expect(merged).toBe(workplace.sh('mmerr explain --summary logs/*.log'));
  });
});

const noJq = missing('jq');

describe.skipIf(noJq)(titled('jq', noJq), () => {
  const forms = JSON.parse(workplace.read('forms.json')) as Record<string, string>[];

  test('makes the dictionary of syslog-ng', () => {
    workplace.runScripts('syslog-ng', 'jq');
    const rows = workplace.read('mmerr.csv').trimEnd().split('\n');
    expect(rows).toContain('"GATEWAY_CODE_014","mmerr.code","GGATEWAY_CODE_014"');
    expect(rows).toHaveLength(forms.flatMap((form) => Object.keys(form).slice(1)).length);
  });

  test('makes the dictionary of Logstash', () => {
    workplace.runScripts('Logstash', 'jq');
    const dictionary = JSON.parse(workplace.read('dictionary.json'));
    expect(dictionary).toEqual(Object.fromEntries(forms.map((form) => [form.form, form])));
  });

  test('makes the bulk request of Elasticsearch', () => {
    workplace.runScripts('Elasticsearch', 'jq');
    const lines = workplace.read('bulk.ndjson').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      forms.flatMap((form) => [{ index: { _index: 'mmerr', _id: form.form } }, form]),
    );
  });
});

const noPino = missing('npm:pino');

describe.skipIf(noPino)(titled('pino', noPino), () => {
  test('writes what its records mean', async () => {
    const modules = join(workplace.folder, 'node_modules');
    mkdirSync(modules);
    symlinkSync(resolve('.'), join(modules, 'mmerr'));
    symlinkSync(resolve('test/fleet/node_modules/pino'), join(modules, 'pino'));
    workplace.writeFiles('pino');
    workplace.sh('node app.mjs');
    const record = JSON.parse(workplace.read('pino.log'));
    expect(record).toMatchObject({
      msg: 'order failed',
      response: { code: '500', bizCode: 'US' },
      mmerr: [{ code: 'US500', known: true, message: 'System abnormality', action: 'retry' }],
    });
  });
});
