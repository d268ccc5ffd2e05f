import fc from 'fast-check';
import { CODES, PIECES } from './hostile-texts.js';
import { runs } from './runs.js';

/**
 * How a property is tried by the fuzz tests: 10,000 inputs in all in `npm run test:slow`, always the same
 * ones. By hand: `MMERR_TEST_RUNS=400` for a hundred times as many, `MMERR_TEST_SEED` for others. A
 * failure prints the seed, and the path to the smallest input that fails.
 */
export function fuzzing(count: number): { numRuns: number; seed: number } {
  return { numRuns: runs(count), seed: Number(process.env.MMERR_TEST_SEED ?? 20_261_125) };
}

/** Parts of tables, queries and logs, whole and broken. */
const PARTS = [
  ...PIECES,
  ...CODES,
  'Account or password is incorrect',
  'The fund password is incorrect. If you enter the wrong password 5 times in a row',
  'Resetting demo account, please try again after 15 minutes or contact customer service',
  'code,message\n',
  'ORDSVC001,One\n',
  '| Code | Message |\n|--|--|\n| ORDSVC001 | One |\n',
  '<table><tr><td>ORDSVC001</td><td>One</td></tr></table>',
  '[{"code":"ORDSVC001","message":"One"}]',
  '{"code":"ORDSVC001","message":"One","section":"\\u001b[31m"}\n',
  'ORDSVC001=One\n',
  'ORDSVC001: "One"\n',
  "{ msg: '…', code: '500', bizCode: 'US' }\n",
  'BaseResult(code=E000003, msg=…, bizCode=CFDWBW)\n',
  '<code>500</code><bizCode>US</bizCode>',
  '{\n  "code": "CUSTOMER_API_0000132",\n  "bizCode": "US",\n  "msgParams": "5,24"\n}\n',
  '{"a":"{\\"code\\":\\"500\\",\\"bizCode\\":\\"US\\"}"}\n',
  'HTTP/1.1 400\r\ncontent-type: application/json\r\n\r\n',
  'rate limit',
  'passw0rd incorect',
  '\x1b]0;title\x07',
  '\u009b31m',
  '\u202e',
  '\u061c',
  '\x7f',
  '\0',
  '\u0085',
  '\u2028',
  '\ufeff',
];

/** A text made of such parts, some of them again and again, and of anything else. */
export const fuzzText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...PARTS) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom(...PARTS), fc.nat(400))
          .map(([part, count]) => part.repeat(count)),
      },
    ),
    { maxLength: 20, size: 'medium' },
  )
  .map((parts) => parts.join(''));

/** The same as bytes, some of which are not UTF-8. */
export const fuzzBytes: fc.Arbitrary<Buffer> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fuzzText.map((text) => Buffer.from(text)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)) },
    ),
    { maxLength: 3 },
  )
  .map((parts) => Buffer.concat(parts));
