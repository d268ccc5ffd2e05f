/**
 * A number with commas between thousands: `2,000`. Not by `toLocaleString`, which first loads the data of a
 * locale: 30 ms of each summary and of each list on a terminal.
 */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A count and its noun: `1 row`, `2,000 rows`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
