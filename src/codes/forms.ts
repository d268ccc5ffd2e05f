import type { Entry } from '../table/entry.js';
import { type Guidance, guidanceOf } from '../table/guidance.js';
import type { Table } from '../table/table.js';
import { checkTable } from '../table/table.js';
import { familiesAnywhere } from './scan.js';

/** A form in which logs write a code, and what is known about the code. */
export interface CodeForm extends Guidance, Pick<Entry, 'code' | 'message' | 'module'> {
  /**
   * The form in the log: `GGATEWAY_CODE_005` or `GATEWAY_CODE_005`.
   *
   * @minLength 1
   */
  readonly form: string;
  /**
   * The code without its module, as in the `code` of a response.
   *
   * @minLength 1
   */
  readonly own_code: string;
}

/**
 * Lists the forms in which logs write codes: the complete code, and the code without its module if its
 * family is unambiguous. The scanner only finds these forms, and `bizCode` followed by `code` of a response
 * is one of them.
 *
 * @param table The known codes.
 * @returns The forms in the order of their codes, each form once.
 * @throws {TypeError} For anything but a table.
 */
export function codeForms(table: Table): CodeForm[] {
  checkTable(table);
  const shortened = new Map<string, string>();
  for (const [text, family] of familiesAnywhere(table)) {
    if (text !== family) shortened.set(family, text);
  }
  return table.entries.flatMap((entry) => {
    const { code, family } = entry;
    const short = shortened.get(family);
    const forms = short === undefined ? [code] : [code, short + code.slice(family.length)];
    return forms.map((form) => formOf(form, entry));
  });
}

function formOf(form: string, entry: Entry): CodeForm {
  const { code, message, module } = entry;
  return {
    form,
    message,
    code,
    module,
    own_code: code.startsWith(module) ? code.slice(module.length) : code,
    ...guidanceOf(entry),
  };
}
