/**
 * A time as ISO 8601 in UTC, with milliseconds.
 *
 * @pattern ^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$
 */
export type Time = string;

/** Reads the time of a line, in milliseconds since 1970-01-01 UTC; `undefined` for a line without one. */
export type ReadTime = (line: string) => number | undefined;

/** Writes a time, given in milliseconds since 1970-01-01 UTC. */
export function formatTime(time: number): Time {
  return new Date(time).toISOString();
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Earlier times are ignored: they come from a clock that was never set, or are a zero value. */
const EARLIEST = Date.UTC(2000, 0, 1);

/**
 * How far in the future a time may be, in milliseconds. Clocks are wrong and logs are simulated, but later
 * times are expiry dates rather than timestamps.
 */
const MOST_AHEAD = 366 * DAY;

/** How far in the future a time without a year may be, since zones and clocks differ. */
const ZONES_APART = DAY;

const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const FRACTION = '(?:[.,](\\d{1,9}))?';
const ZONE = '(Z|z|[+-]\\d\\d(?::?\\d\\d)?|[ ](?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d))?(?![0-9A-Za-z])';

/** The formats of timestamps. The first one in a line is its time. */
const FORMS = {
  /** ISO 8601, RFC 3339, RFC 5424; with a blank or with slashes, as Go, Java and nginx write it. */
  iso: `(?<!\\d)(\\d{4})([-/])(\\d\\d)\\2(\\d\\d)[Tt _](\\d\\d):(\\d\\d)(?::(\\d\\d)${FRACTION})?(?:${ZONE})`,
  /** ISO 8601 without separators. */
  basic: `(?<!\\d)(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)${FRACTION}(?:${ZONE})`,
  /** Apache, nginx, Tomcat, RFC 2822: the day, the month's name, the year. */
  access: `(?<!\\d)(\\d{1,2})[/ -](${MONTHS})[/ -](\\d{4})[: ](\\d\\d):(\\d\\d):(\\d\\d)${FRACTION}(?:${ZONE})`,
  /** RFC 3164; some programs add the year before the time, and `ctime` adds it after the time. */
  syslog: `(?<![A-Za-z])(${MONTHS}) {1,2}(\\d{1,2})(?:,? (\\d{4}),?)? (\\d\\d):(\\d\\d):(\\d\\d)${FRACTION}(?: ([AP]M))?(?: (\\d{4})(?!\\d))?(?!\\d)`,
  /** klog and glog: the severity, month and day, sometimes with the year before. */
  klog: `(?<![0-9A-Za-z_])[IWEF](\\d{4})?(\\d\\d)(\\d\\d) (\\d\\d):(\\d\\d):(\\d\\d)\\.(\\d{1,9})(?!\\d)`,
  /** Unix time in a field of JSON (at any depth of escaping) or logfmt. */
  unix: `(?<![0-9A-Za-z_.-])@?(?:[Tt]ime(?:[Ss]tamp)?|TIME(?:STAMP)?|[Tt]s|TS)\\\\{0,15}["']?[ ]{0,8}[:=][ ]{0,8}\\\\{0,15}["']?(\\d{10}(?:\\d{3}){0,3})${FRACTION}(?![0-9A-Za-z])`,
} as const;

const GROUPS = { iso: 9, basic: 8, access: 8, syslog: 9, klog: 7, unix: 2 } as const;

const first = {} as Record<keyof typeof FORMS, number>;
let groups = 1;
const source = (Object.keys(FORMS) as (keyof typeof FORMS)[])
  .map((form) => {
    first[form] = groups;
    groups += GROUPS[form];
    // The only backreference needs the absolute number of its group.
    return FORMS[form].replace('\\2', `\\${first[form] + 1}`);
  })
  .join('|');

/** Created when it is first needed. */
let pattern: RegExp | undefined;

/** The start of lines in most logs, up to the minute. */
const LEADING_MINUTE = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):/;

/**
 * Makes a reader of the time of lines: the first timestamp in a common format. These are ISO 8601 and RFC
 * 3339, RFC 3164, Apache and nginx, klog, and Unix time in a field named `time`, `ts`, `timestamp` or
 * `@timestamp` (10 digits are seconds, 13 milliseconds, 16 microseconds, 19 nanoseconds).
 *
 * A time without a zone is UTC. A time without a year is in the latest year in which it is at most a day in
 * the future. Invalid times are ignored: a 13th month, a year before 2000, more than a year in the future.
 *
 * @param clock Returns the current time, in milliseconds since 1970-01-01 UTC.
 * @returns The reader. The characters of a line are bytes (latin1) or ASCII-compatible.
 */
export function createTimeReader(clock: () => number = Date.now): ReadTime {
  pattern ??= new RegExp(source, 'g');
  const anywhere = pattern;
  /** The start of the last line with a time, up to the minute, and the time of that minute. */
  let minute = '';
  let minuteStart = 0;

  /**
   * Reads a time at the start of a line, in UTC or without a zone, as in most lines of most logs. It takes
   * a tenth of the time of the pattern.
   */
  const readLeading = (line: string): number | undefined => {
    if (minute === '' || !line.startsWith(minute)) {
      const match = LEADING_MINUTE.exec(line);
      const start = match ? utc(match[1], match[2], match[3], match[4], match[5], '0') : undefined;
      if (!match || start === undefined || !isSensible(start, clock)) return undefined;
      minute = match[0];
      minuteStart = start;
    }
    const at = minute.length;
    const seconds = (line.charCodeAt(at) - 48) * 10 + line.charCodeAt(at + 1) - 48;
    if (!isDigit(line.charCodeAt(at)) || !isDigit(line.charCodeAt(at + 1)) || seconds > 59) {
      return undefined;
    }
    let end = at + 2;
    let time = minuteStart + seconds * 1000;
    const point = line.charCodeAt(end);
    if (point === 46 || point === 44) {
      let unit = 100;
      for (end++; isDigit(line.charCodeAt(end)); end++) {
        if (unit >= 1) time += (line.charCodeAt(end) - 48) * unit;
        unit /= 10;
      }
    }
    const next = line.charCodeAt(end);
    if (next === 90) return isWord(line.charCodeAt(end + 1)) ? undefined : time;
    if (next !== 32) return undefined;
    // `[`, or letters such as those of a severity. Anything else may be a zone, so use the pattern.
    const word = line.charCodeAt(end + 1);
    return word === 91 || (isWord(word) && !isDigit(word) && !'UGZ'.includes(line.charAt(end + 1)))
      ? time
      : undefined;
  };

  return (line) => {
    const leading = readLeading(line);
    if (leading !== undefined) return leading;
    anywhere.lastIndex = 0;
    for (let match = anywhere.exec(line); match; match = anywhere.exec(line)) {
      const time = timeOf(match, clock);
      if (time !== undefined && isSensible(time, clock)) return time;
      // An invalid date may contain the start of a valid one.
      anywhere.lastIndex = match.index + 1;
    }
    return undefined;
  };
}

const isDigit = (char: number) => char >= 48 && char <= 57;

const isWord = (char: number) =>
  isDigit(char) || (char >= 65 && char <= 90) || (char >= 97 && char <= 122);

function isSensible(time: number, clock: () => number): boolean {
  return time >= EARLIEST && time <= clock() + MOST_AHEAD;
}

/** Computes the time of a match. */
function timeOf(match: RegExpExecArray, clock: () => number): number | undefined {
  const has = (form: keyof typeof FORMS, group = 0) => match[first[form] + group] !== undefined;
  const from = (form: keyof typeof FORMS) =>
    match.slice(first[form], first[form] + GROUPS[form]) as (string | undefined)[];
  if (has('iso')) {
    const [year, , month, date, hour, minute, second, fraction, zone] = from('iso');
    return at(utc(year, month, date, hour, minute, second ?? '0'), fraction, zone);
  }
  if (has('basic')) {
    const [year, month, date, hour, minute, second, fraction, zone] = from('basic');
    return at(utc(year, month, date, hour, minute, second), fraction, zone);
  }
  if (has('access')) {
    const [date, month, year, hour, minute, second, fraction, zone] = from('access');
    return at(utc(year, numberOf(month), date, hour, minute, second), fraction, zone);
  }
  if (has('syslog')) {
    const [month, date, before, hour = '', minute, second, fraction, half, after] = from('syslog');
    const day24 = half ? String((Number(hour) % 12) + (half === 'PM' ? 12 : 0)) : hour;
    const read = (year: string) => utc(year, numberOf(month), date, day24, minute, second);
    const year = before ?? after;
    return at(year === undefined ? withYear(read, clock) : read(year), fraction, undefined);
  }
  if (has('unix')) {
    const [number = '', fraction] = from('unix');
    if (number.length === 10) return Number(number) * 1000 + milliseconds(fraction);
    return Number(number.slice(0, 13));
  }
  const [year, month, date, hour, minute, second, fraction] = from('klog');
  const read = (known: string) => utc(known, month, date, hour, minute, second);
  return at(year === undefined ? withYear(read, clock) : read(year), fraction, undefined);
}

const numberOf = (month = '') => String(MONTHS.indexOf(month) / 4 + 1);

const milliseconds = (fraction = '') => Number(fraction.padEnd(3, '0').slice(0, 3));

/** A time in UTC; `undefined` for an invalid date or time of day. A leap second is the second after it. */
function utc(...parts: readonly (string | undefined)[]): number | undefined {
  const [year, month, date, hour, minute, second] = parts.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (!(hour < 24 && minute < 60 && second <= 60)) return undefined;
  const midnight = new Date(Date.UTC(year, month - 1, date));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== date) return undefined;
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Adds the fraction of a second, and subtracts the offset of the zone. */
function at(
  time: number | undefined,
  fraction: string | undefined,
  zone: string | undefined,
): number | undefined {
  if (time === undefined) return undefined;
  const [, sign, hours, minutes = '0'] = /([+-])(\d\d):?(\d\d)?/.exec(zone ?? '') ?? [];
  const ahead = sign === undefined ? 0 : Number(hours) * 60 + Number(minutes);
  return time + milliseconds(fraction) - (sign === '-' ? -ahead : ahead) * MINUTE;
}

/** Finds the latest year in which a date exists and is not in the future. */
function withYear(
  read: (year: string) => number | undefined,
  clock: () => number,
): number | undefined {
  const latest = clock() + ZONES_APART;
  const year = new Date(latest).getUTCFullYear();
  // 29 February exists every four years, but at the turn of some centuries only after eight.
  for (let back = 0; back <= 8; back++) {
    const time = read(String(year - back));
    if (time !== undefined && time <= latest) return time;
  }
  return undefined;
}
