import { OTHER_FORM } from './agreement.js';
import type { Corpus, Place, PlacesOf } from './corpus.js';
import { type Fit, fitsOf, WIDEST_STEP } from './fits.js';
import { Scores } from './scores.js';
import type { Unit } from './units.js';
import { SURE, type Weighed, Weigher } from './weigh.js';

/** An entry that matches a query. */
export interface Ranked {
  /** The index of the entry in the table. */
  readonly index: number;
  /** How well it fits: above 0, below 1. */
  readonly score: number;
  /** The positions of its message's words that the query asked for, ascending. */
  readonly positions: readonly number[];
}

/** The coverage of a message whose whole status or section was asked for. */
const KIND_COVERAGE = 0.5;

const BASE_SHARE = 0.68;
const MESSAGE_SHARE = 0.22;
const ORDER_SHARE = 0.1;

/**
 * Entries are compared in full if they match this share of what the best one matches of the query, counting only
 * the strongest match of each unit.
 */
const CANDIDATE_SHARE = 0.5;

/** Small talk must share at least this many everyday words or phrases with a message, */
const ENOUGH_SIGNS = 2;
/** or its score is multiplied by this. */
const SMALL_TALK = 0.42;

/** Results below this share of the best score, or covering less of the query, are dropped. */
const LEAST_OF_BEST = 0.5;
const LEAST_OF_QUERY = 0.25;
/** A long query may be mostly other text; then it must cover this much of the message. */
const MOST_OF_MESSAGE = 0.6;
const ENOUGH_WORDS = 3;

/**
 * Ranks the entries of a table by how much of a query they match; rare words count for more.
 *
 * @param readings How the query may be read. The reading whose best match is better is the one meant.
 * @param enough How much evidence the best match must give: an everyday word counts 1, any other one 2.
 * @returns The entries that match well enough, best first; equal ones in the order of the table.
 */
export function rank(
  corpus: Corpus,
  readings: readonly (readonly Unit[])[],
  enough = ENOUGH_SIGNS,
): Ranked[] {
  const weigher = new Weigher(corpus);
  const found = readings.map((units) => findCandidates(weigher, units));
  const all = new Scores(corpus.entries.length);
  for (const { candidates } of found) all.raiseAll(1, candidates);
  const placesOf = corpus.placesAmong(all);
  const [best = []] = found
    .map((each) => rankCandidates(corpus, each, placesOf, enough))
    .sort(([a], [b]) => (b?.score ?? 0) - (a?.score ?? 0));
  return best;
}

/** Compares candidates with a reading of a query in full. */
function rankCandidates(
  corpus: Corpus,
  { weighed, total, candidates }: Candidates,
  placesOf: PlacesOf,
  enough: number,
): Ranked[] {
  const fitted = weighed.map((one) => {
    const { unit, weight } = one;
    return { unit, weight, fits: fitsOf(corpus, one, candidates, placesOf) };
  });
  const ranked: (Ranked & { readonly signs: number })[] = [];
  for (const index of candidates.entries) {
    let covered = 0;
    let inOrder = 0;
    let pairs = 0;
    let words = 0;
    let signs = 0;
    let before: Fit | undefined;
    let isKind = false;
    const places = new Set<Place>();
    for (const { unit, fits, weight } of fitted) {
      const fit = fits.get(index);
      if (fit) {
        covered += weight * Math.min(unit.most, fit.strength);
        isKind ||= fit.isKind;
        if (unit.informative && fit.places.length > 0) words++;
        if (unit.informative) signs += signsOf(unit, fit);
        for (const place of fit.places) places.add(place);
      }
      if (!unit.informative) continue;
      if (before?.at && fit?.at) {
        const step = fit.at.position - before.at.position;
        if (step > 0) inOrder += step <= WIDEST_STEP ? 1 : 0.5;
      }
      pairs++;
      before = fit;
    }
    const ofQuery = covered / total;
    if (ofQuery < LEAST_OF_QUERY && words < ENOUGH_WORDS) continue;
    const ofMessage = Math.max(isKind ? KIND_COVERAGE : 0, coverage(corpus, index, places));
    if (ofQuery < LEAST_OF_QUERY && ofMessage < MOST_OF_MESSAGE) continue;
    const order = pairs > 1 ? inOrder / (pairs - 1) : 1;
    const score = ofQuery * (BASE_SHARE + MESSAGE_SHARE * ofMessage + ORDER_SHARE * order);
    const positions = [...places].map(({ position }) => position).sort((a, b) => a - b);
    ranked.push({ index, score, positions, signs });
  }
  ranked.sort((a, b) => b.score - a.score || a.index - b.index);
  const [best] = ranked;
  if (!best) return [];
  const least = best.score * LEAST_OF_BEST;
  const surety = best.signs < enough ? SMALL_TALK : 1;
  return ranked
    .filter(({ score }) => score >= least)
    .map(({ index, score, positions }) => ({ index, score: score * surety, positions }));
}

/** The entries that are compared with a query in full, and what they are compared by. */
interface Candidates {
  /** The units of the query that count. */
  readonly weighed: readonly Weighed[];
  /** The sum of their weights. */
  readonly total: number;
  readonly candidates: Scores;
}

/** Finds the entries that match enough of a query, counting only the strongest match of each unit. */
function findCandidates(weigher: Weigher, units: readonly Unit[]): Candidates {
  const size = weigher.corpus.entries.length;
  const found = new Scores(size);
  const telling = new Map<Unit, Weighed>();
  for (const unit of units) {
    if (!unit.informative) continue;
    const one = weigher.weigh(unit);
    telling.set(unit, one);
    if (one.weight > 0) found.raiseAll(1, one.strengths);
  }
  const weighed = units
    .map((unit) => telling.get(unit) ?? weigher.weigh(unit, found))
    .filter(({ weight }) => weight > 0);
  const covered = new Scores(size);
  for (const { unit, strengths, weight } of weighed) covered.addAll(weight, strengths, unit.most);
  const candidates = new Scores(size);
  for (const index of covered.near(CANDIDATE_SHARE)) candidates.raise(index, 1);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return { weighed, total, candidates };
}

/** How much evidence a matching unit gives that the query is about the entry. */
function signsOf({ smallTalk, parts }: Unit, { strength }: Fit): number {
  if (smallTalk === undefined) return ENOUGH_SIGNS;
  if (strength >= OTHER_FORM) return smallTalk;
  return parts.length > 0 && strength >= SURE ? smallTalk : 0;
}

/** The share of a text's weight in some of its words. */
function coverage({ weights }: Corpus, index: number, places: ReadonlySet<Place>): number {
  let found = 0;
  for (const { weight } of places) found += weight;
  return found > 0 ? found / (weights[index] as number) : 0;
}
