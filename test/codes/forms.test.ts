import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeForms } from '../../src/codes/forms.js';
import { builtinTable } from '../../src/table/builtin.js';
import { findingsOf } from '../support/explain.js';

const forms = codeForms(builtinTable);

describe('the forms of the codes', () => {
  test('each stands once', () => {
    expect(new Set(forms.map(({ form }) => form)).size).toBe(forms.length);
  });

  test('each code has itself, and the modules go with the own codes', () => {
    const whole = forms.filter(({ form, code }) => form === code);
    expect(whole.map(({ code }) => code)).toEqual(builtinTable.entries.map(({ code }) => code));
    for (const { code, module, own_code } of forms) expect(module + own_code).toBe(code);
  });

  test('a form without its module is that of one code', () => {
    expect(forms.filter(({ form }) => form === 'GATEWAY_CODE_005')).toMatchObject([
      { code: 'GGATEWAY_CODE_005', module: 'G', own_code: 'GATEWAY_CODE_005' },
    ]);
    expect(forms.map(({ form }) => form)).not.toContain('500');
  });

  test('a log that holds one in a code field holds that code', () => {
    fc.assert(
      fc.property(fc.constantFrom(...forms), ({ form, code, message, status }) => {
        expect(findingsOf(`x code=${form} y`)).toMatchObject([
          { code, known: true, message, ...(status === undefined ? {} : { status }) },
        ]);
      }),
    );
  });
});
