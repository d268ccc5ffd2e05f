/**
 * A count.
 *
 * @asType integer
 * @minimum 0
 */
export type Count = number;

/**
 * A line, counted from 1.
 *
 * @asType integer
 * @minimum 1
 */
export type LineNumber = number;
