import { expect, test } from 'vitest';
import { announcedNumbers, sayPlainly } from '../../src/search/plainly.js';

/** Without regard to the blanks that are put in. */
const said = (text: string) => sayPlainly(text).replace(/\s+/g, ' ').trim();

test.each([
  ['my group may not withdraw', 'my group not allowed withdraw'],
  ["it won't let me sell", 'it not allowed me sell'],
  ["the position isn't there", 'the position not found'],
  ['blocked from logging in', 'blocked from login'],
  ['sign on to the app', 'login to the app'],
  ['signed in already', 'signed in already'],
  ['error code 12', 'error 12'],
  ['rpc error: code = 5', 'rpc error: error = 5'],
  ['the code I entered', 'the code I entered'],
  ['http status 404', 'error 404'],
  ['the status of the deposit', 'the status of the deposit'],
])('%s: %s', (text, plainly) => {
  expect(said(text)).toBe(plainly);
});

test('numbers that are said to be statuses are told from others', () => {
  expect([...announcedNumbers('HTTP/1.1 404 Not Found after 200 tries')]).toEqual(['404']);
  expect([...announcedNumbers('Request failed with status code 503')]).toEqual(['503']);
  expect([...announcedNumbers('room 401')]).toEqual([]);
});
