import { Converter } from 'opencc-js/t2cn';

/**
 * The traditional characters that stand for the simplified ones of a text, as JSON: a simplified
 * character and all the traditional ones that OpenCC turns into it.
 */
export function simplifiedCharacters(text: string): string {
  const convert = Converter({ from: 't', to: 'cn' });
  const wanted = new Set(text.match(/[\u3400-\u9fff]/g));
  const traditional = new Map<string, string>();
  for (let unit = 0x3400; unit <= 0x9fff; unit++) {
    const character = String.fromCharCode(unit);
    const simple = convert(character);
    if (simple === character || !wanted.has(simple)) continue;
    traditional.set(simple, (traditional.get(simple) ?? '') + character);
  }
  const lines = [...traditional]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([simple, all]) => `  ${JSON.stringify(simple)}: ${JSON.stringify(all)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
