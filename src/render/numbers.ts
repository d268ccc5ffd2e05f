/**
 * A number with commas between thousands: `2,000`. By hand, since `toLocaleString` loads the data of a
 * locale first: 30 ms of the first summary or list on a terminal.
 */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A count and its noun: `1 row`, `2,000 rows`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
