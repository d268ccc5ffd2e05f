import { expect, test } from 'vitest';
import { cleanText, splitIdentifiers } from '../../src/search/clean.js';

test.each([
  ['\x1b[1;31mInvalid eCard\x1b[0m', 'Invalid eCard'],
  ['\\u001b[31mInvalid eCard\\u001b[0m', 'Invalid eCard'],
  ['[31mInvalid eCard[0m', 'Invalid eCard'],
  ['\x1b]8;;https://x\x07Invalid eCard\x1b]8;;\x07', 'Invalid eCard'],
  ['Invalid%20eCard', 'Invalid eCard'],
  ['%E5%AF%86%E7%A0%81', '密码'],
  ['100% of it, 5 %', '100% of it, 5 %'],
  ['%E5%AF', ' '],
  ['Invalid\\u0020eCard', 'Invalid eCard'],
  ['a\\nb\\tc', 'a b c'],
  ['doesn&#39;t &quot;exist&quot;', "doesn't  exist "],
  ['<b>Invalid</b> eCard', ' Invalid  eCard'],
  ['a < b and b > c', 'a < b and b > c'],
])('%j is read as %j', (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test.each([
  ['TooManyRequests', 'Too Many Requests'],
  ['PermissionDeniedException', 'Permission Denied'],
  ['com.example.AccessDeniedException: no', 'Access Denied: no'],
  ['WITHDRAW_AMOUNT_TOO_LOW', 'WITHDRAW AMOUNT TOO LOW'],
  ['apiKeyExpired', 'api Key Expired'],
  ['HTTPServerError', 'HTTP Server'],
  ['WhatsApp', 'WhatsApp'],
  ['ACCOUNT', 'ACCOUNT'],
  ['10.0.0.1 at 12:30:00', '  at  '],
])('%j is taken apart as %j', (text, parts) => {
  expect(splitIdentifiers(text, (word) => word === 'whatsapp')).toBe(parts);
});
