import { inspect } from 'node:util';

/** The fields of a response in the order in which a notation writes them. */
export type Fields = readonly (readonly [key: string, value: string])[];

const json = (fields: Fields) => JSON.stringify(Object.fromEntries(fields));

const join = (fields: Fields, pair: (key: string, value: string) => string, by: string) =>
  fields.map(([key, value]) => pair(key, value)).join(by);

/** Ways in which logs write an object's fields on one line. */
export const ONE_LINE: Readonly<Record<string, (fields: Fields) => string>> = {
  JSON: json,
  'JSON with blanks': (fields) => JSON.stringify(Object.fromEntries(fields)).replace(/:/g, ' : '),
  'JSON in JSON': (fields) => JSON.stringify({ log: json(fields) }),
  'JSON three deep': (fields) => JSON.stringify({ a: JSON.stringify({ b: json(fields) }) }),
  'JSON behind a prefix': (fields) => `2026-11-25T10:00:00Z ERROR [api] ${json(fields)} in 12 ms`,
  'JSON, quotes as \\x22': (fields) => `"${json(fields).replaceAll('"', '\\x22')}"`,
  'JSON, quotes as \\u0022': (fields) => `"${json(fields).replaceAll('"', '\\u0022')}"`,
  'JSON in HTML': (fields) => json(fields).replaceAll('"', '&quot;'),
  'JSON in HTML, numeric': (fields) => json(fields).replaceAll('"', '&#34;'),
  'JSON in a CSV cell': (fields) => `1,"${json(fields).replaceAll('"', '""')}",x`,
  'JSON in a URL': (fields) => `GET /cb?r=${encodeURIComponent(json(fields))} 200`,
  'util.inspect': (fields) => `{ ${join(fields, (k, v) => `${k}: '${v}'`, ', ')} }`,
  'a dict of Python': (fields) => `{${join(fields, (k, v) => `'${k}': '${v}'`, ', ')}}`,
  'a hash of Ruby': (fields) => `{${join(fields, (k, v) => `"${k}"=>"${v}"`, ', ')}}`,
  'a hash of Ruby with symbols': (fields) => `{${join(fields, (k, v) => `:${k}=>"${v}"`, ', ')}}`,
  'var_export of PHP': (fields) => `array (${join(fields, (k, v) => `'${k}' => '${v}'`, ', ')})`,
  'var_dump of PHP, flattened': (fields) =>
    `array(3) { ${join(fields, (k, v) => `["${k}"]=> string(${v.length}) "${v}"`, ' ')} }`,
  'toString of Lombok': (fields) => `BaseResult(${join(fields, (k, v) => `${k}=${v}`, ', ')})`,
  'toString of a map of Java': (fields) => `{${join(fields, (k, v) => `${k}=${v}`, ', ')}}`,
  'a struct of Go': (fields) =>
    `{${join(fields, (k, v) => `${k[0]?.toUpperCase()}${k.slice(1)}:${v}`, ' ')}}`,
  'a struct of Go, %#v': (fields) =>
    `api.Resp{${join(fields, (k, v) => `${k[0]?.toUpperCase()}${k.slice(1)}:"${v}"`, ', ')}}`,
  'spew of Go': (fields) =>
    `(main.R) { ${join(fields, (k, v) => `${k}: (string) (len=${v.length}) "${v}"`, ', ')} }`,
  'Debug of Rust': (fields) => `R { ${join(fields, (k, v) => `${k}: Some("${v}")`, ', ')} }`,
  logfmt: (fields) => `level=error ${join(fields, (k, v) => `${k}=${v}`, ' ')}`,
  'logfmt, quoted': (fields) => join(fields, (k, v) => `${k}="${v}"`, ' '),
  'XML elements': (fields) => `<r>${join(fields, (k, v) => `<${k}>${v}</${k}>`, '')}</r>`,
  'XML attributes': (fields) => `<r ${join(fields, (k, v) => `${k}="${v}"`, ' ')}/>`,
  'a query string': (fields) => `/cb?${join(fields, (k, v) => `${k}=${v}`, '&')}`,
  'a query string, escaped': (fields) =>
    `to=%2Fcb%3F${encodeURIComponent(join(fields, (k, v) => `${k}=${v}`, '&'))}`,
  'with full-width colons': (fields) => join(fields, (k, v) => `${k}：${v}`, ' '),
  'quoted-printable': (fields) => join(fields, (k, v) => `${k}=3D${v}`, ' '),
  'with escaped line ends': (fields) => `"x\\n${join(fields, (k, v) => `${k}: ${v}`, '\\n')}\\n"`,
  'syslog, with octal escapes': (fields) =>
    `app:#012${join(fields, (k, v) => `${k}=${v}`, '#012')}`,
  'colours of jq': (fields) =>
    `\x1b[1;39m{${join(fields, (k, v) => `\x1b[34;1m"${k}"\x1b[0m\x1b[1;39m:\x1b[0m\x1b[0;32m"${v}"\x1b[0m`, '\x1b[1;39m,')}\x1b[1;39m}`,
};

/** Ways to write them with a line for each field. */
export const SPREAD: Readonly<Record<string, (fields: Fields) => string>> = {
  'JSON.stringify with an indent': (fields) => JSON.stringify(Object.fromEntries(fields), null, 2),
  'JSON with CRLF': (fields) =>
    JSON.stringify(Object.fromEntries(fields), null, 2).replaceAll('\n', '\r\n'),
  'JSON behind the prefix of a container': (fields) =>
    JSON.stringify(Object.fromEntries(fields), null, 4).replace(/^/gm, 'api-1  | '),
  'JSON behind times': (fields) =>
    JSON.stringify(Object.fromEntries(fields), null, 2)
      .split('\n')
      .map((line, index) => `2026-11-25T10:00:0${index % 10}.00${index}Z stdout F ${line}`)
      .join('\n'),
  'console.log of Node': (fields) => `{\n${join(fields, (k, v) => `  ${k}: '${v}'`, ',\n')}\n}`,
  'console.log, nested': (fields) =>
    `Error: x\n  response: {\n${join(fields, (k, v) => `    ${k}: '${v}'`, ',\n')}\n  }\n}`,
  'pprint of Python': (fields) => `{${join(fields, (k, v) => `'${k}': '${v}'`, ',\n ')}}`,
  'pp of Ruby': (fields) => `{${join(fields, (k, v) => `"${k}"=>"${v}"`, ',\n ')}}`,
  'print_r of PHP': (fields) =>
    `Array\n(\n${join(fields, (k, v) => `    [${k}] => ${v}`, '\n')}\n)\n`,
  'colours of jq': (fields) =>
    `\x1b[1;39m{\n${join(fields, (k, v) => `  \x1b[34;1m"${k}"\x1b[0m\x1b[1;39m:\x1b[0m \x1b[0;32m"${v}"\x1b[0m`, '\x1b[1;39m,\x1b[0m\n')}\n\x1b[1;39m}`,
  'console.dir with colours': (fields) =>
    inspect(
      { ...Object.fromEntries(fields), data: { a: { b: [1, 2] } }, ok: false },
      { colors: true, breakLength: 40, compact: false },
    ),
  'util.inspect of a class in an error': (fields) =>
    `Error: x\n    at f (a.js:1:1) {\n  response: Answer {\n${join(fields, (k, v) => `    ${k}: '${v}'`, ',\n')},\n    data: [Object]\n  }\n}`,
  'a Map of Node': (fields) =>
    `Map(4) {\n${join(fields, (k, v) => `  '${k}' => '${v}'`, ',\n')}\n}`,
  'var_dump of PHP': (fields) =>
    `array(4) {\n${join(fields, (k, v) => `  ["${k}"]=>\n  string(${v.length}) "${v}"`, '\n')}\n}\n`,
  'var_dump of PHP, nested': (fields) =>
    `object(stdClass)#1 (1) {\n  ["r"]=>\n  array(4) {\n    ["data"]=>\n    array(1) {\n      ["x"]=>\n      bool(true)\n    }\n${join(fields, (k, v) => `    ["${k}"]=>\n    string(${v.length}) "${v}"`, '\n')}\n    ["ok"]=>\n    NULL\n  }\n}\n`,
  'var_dump of PHP with Xdebug': (fields) =>
    `array(4) {\n${join(fields, (k, v) => `  '${k}' =>\n  string(${v.length}) "${v}"`, '\n')}\n}\n`,
  'var_export of PHP': (fields) =>
    `array (\n${join(fields, (k, v) => `  '${k}' => '${v}'`, ',\n')},\n)\n`,
  'print_r of PHP, nested': (fields) =>
    `stdClass Object\n(\n    [r] => Array\n        (\n            [data] => Array\n                (\n                    [x] => 1\n                )\n\n${join(fields, (k, v) => `            [${k}] => ${v}`, '\n')}\n        )\n\n)\n`,
  'dump of Symfony': (fields) =>
    `array:4 [\n${join(fields, (k, v) => `  "${k}" => "${v}"`, '\n')}\n]\n`,
  'pprint of Python behind words': (fields) =>
    `2026-11-25 10:00:00 ERROR answer: {${join(fields, (k, v) => `'${k}': '${v}'`, ',\n ')}}`,
  'pprint of a dataclass': (fields) =>
    `Result(${join(fields, (k, v) => `${k}='${v}'`, ',\n       ')})`,
  'pp of Ruby behind words': (fields) =>
    `answer: [{${join(fields, (k, v) => `"${k}" => "${v}"`, ',\n  ')}}]`,
  'pp of a struct of Ruby': (fields) =>
    `#<struct Answer\n${join(fields, (k, v) => ` ${k}="${v}"`, ',\n')}>`,
  'a struct of Go on lines': (fields) =>
    `&api.Answer{\n${join(fields, (k, v) => `    ${`${k[0]?.toUpperCase()}${k.slice(1)}:`.padEnd(11)}"${v}"`, ',\n')},\n}`,
  'spew of Go': (fields) =>
    `(main.Answer) {\n${join(fields, (k, v) => ` ${k[0]?.toUpperCase()}${k.slice(1)}: (string) (len=${v.length}) "${v}"`, ',\n')}\n}`,
  'Data::Dumper of Perl': (fields) =>
    `$VAR1 = {\n${join(fields, (k, v) => `          '${k}' => '${v}'`, ',\n')}\n        };`,
  'XML on lines': (fields) =>
    `<answer>\n${join(fields, (k, v) => `  <${k}>${v}</${k}>`, '\n')}\n</answer>`,
  'JSON behind times of any length': (fields) =>
    JSON.stringify(Object.fromEntries(fields), null, 2)
      .split('\n')
      .map(
        (line, index) =>
          `2026-11-25T10:00:0${index % 10}.${'1'.repeat(1 + (index % 9))}Z stdout F ${line}`,
      )
      .join('\n'),
};

/**
 * The same where only the indentation shows what belongs together: a code that says all by itself is
 * explained at once.
 */
export const INDENTED: Readonly<Record<string, (fields: Fields) => string>> = {
  YAML: (fields) => `answer:\n${join(fields, (k, v) => `  ${k}: ${v}`, '\n')}\nnext: 1\n`,
  'YAML, quoted': (fields) => `- answer:\n${join(fields, (k, v) => `    ${k}: "${v}"`, '\n')}\n`,
  'toString of Java on lines': (fields) =>
    `api.Answer@1b2c[\n${join(fields, (k, v) => `  ${k}=${v}`, '\n')}\n]\n`,
};

const before = (text: string, prefix: (index: number) => string) =>
  text
    .split('\n')
    .map((line, index, lines) =>
      index === lines.length - 1 && line === '' ? '' : prefix(index) + line,
    )
    .join('\n');

/** What happens to lines on their way into a log. */
export const ON_THE_WAY: Readonly<Record<string, (text: string) => string>> = {
  nothing: (text) => text,
  CRLF: (text) => text.replace(/\r?\n/g, '\r\n'),
  'the prefix of a container': (text) => before(text, () => 'api-1  | '),
  'its prefix in colour': (text) => before(text, () => '\x1b[36mapi-1  | \x1b[0m'),
  'a time before each line': (text) =>
    before(text, (index) => `2026-11-25T10:00:00.${'7'.repeat(1 + (index % 9))}Z stdout F `),
  'the head of syslog': (text) => before(text, () => 'Nov 25 10:02:14 host app[123]: '),
};
