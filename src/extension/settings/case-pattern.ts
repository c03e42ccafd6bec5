// The user's pattern that finds a case's reference in the address of the console's page.

import * as v from 'valibot';
import { errorMessage } from '../../analysis/errors.ts';
import { cleanReference } from './call-reference.ts';

/** Longest pattern, in characters. A pattern for an address needs fewer. */
export const MAX_PATTERN_CHARACTERS = 200;
/** How much of an address is searched, in characters: the time of a search grows with it. */
export const MAX_ADDRESS_CHARACTERS = 1000;
/** Most places where a search can go two ways. Each can double the time, and a pattern for an address needs few. */
const MAX_CHOICES = 12;
/** A search that takes longer, in milliseconds, would disturb the call. */
const SLOW_MS = 20;
/** Growth from one trial's length to the next. It is small, so that the first slow trial is still short. */
const TRIAL_GROWTH = 1.2;
/** Hard addresses repeat one of these: a pattern with repeats then tries every way to divide the address. */
const TRIAL_PIECES = ['a', '0', '/', '-', 'a1', 'a/', '0-', 'x=1&', '%20'];

/** A pattern that can be used, or a sentence about why it can't. */
export type CasePattern =
  | { readonly kind: 'none' }
  | { readonly kind: 'ready'; readonly expression: RegExp }
  | { readonly kind: 'refused'; readonly problem: string };

/**
 * Reads a pattern that the user types, and tries it out on addresses that are hard to search.
 * @param source a regular expression without slashes and flags; blank for none
 */
export function parseCasePattern(source: string): CasePattern {
  const pattern = compiled(source);
  return pattern.kind === 'ready' && isSlow(pattern.expression)
    ? refused(
        'This pattern takes too long on long addresses. Use fewer * and +, and sets that exclude each other, as in /cases/([^/]+).',
      )
    : pattern;
}

function compiled(source: string): CasePattern {
  if (source.trim() === '') return { kind: 'none' };
  if (source.length > MAX_PATTERN_CHARACTERS) {
    return refused(
      `This pattern has ${source.length} characters; ${MAX_PATTERN_CHARACTERS} is the most. Describe only what stands around the reference.`,
    );
  }
  let expression: RegExp;
  try {
    expression = new RegExp(source);
  } catch (error) {
    return refused(`This is no regular expression: ${reasonOf(error)}. Correct it, or clear the field.`);
  }
  if (hasRepeatedGroup(source)) {
    return refused(
      'This pattern repeats a whole group, as in (a+)+; on some addresses such a search would not end. Repeat single characters or sets instead, as in [a-z0-9]+.',
    );
  }
  const choices = choicesIn(source);
  if (choices > MAX_CHOICES) {
    return refused(
      `This pattern has ${choices} places that repeat, may be missing or have alternatives; ${MAX_CHOICES} is the most. Describe only what stands around the reference.`,
    );
  }
  if (expression.test('')) {
    return refused('This pattern also fits where there is nothing. Let it ask for at least one character.');
  }
  return { kind: 'ready', expression };
}

/**
 * Reads a stored pattern; null where there is none or it can't be used. It isn't tried out again: during a call the
 * time of a trial would only show how busy the machine is.
 */
export function usableCasePattern(stored: unknown): RegExp | null {
  const source = v.safeParse(v.string(), stored);
  const pattern = source.success ? compiled(source.output) : null;
  return pattern?.kind === 'ready' ? pattern.expression : null;
}

/** Finds the reference in an address: the pattern's first group, else the whole match; null where nothing matches. */
export function referenceIn(address: string, expression: RegExp): string | null {
  const match = expression.exec(address.slice(0, MAX_ADDRESS_CHARACTERS));
  return match === null ? null : cleanReference(decoded(match[1] ?? match[0]));
}

function refused(problem: string): CasePattern {
  return { kind: 'refused', problem };
}

/** "Unterminated group" of "Invalid regular expression: /(/: Unterminated group". */
function reasonOf(error: unknown): string {
  const message = errorMessage(error);
  return message.slice(message.lastIndexOf(': ') + 1).trim();
}

/** The pattern with a letter in place of each escape and set. The special characters that are left act as such. */
function skeletonOf(source: string): string {
  return source.replaceAll(/\\./g, 'x').replaceAll(/\[[^\]]*\]/g, 'x');
}

/** Whether a group is followed by a quantifier other than a single "?". */
function hasRepeatedGroup(source: string): boolean {
  return /\)[*+{]/.test(skeletonOf(source));
}

/** Counts quantifiers and alternatives. The "?" that opens a special group is neither. */
function choicesIn(source: string): number {
  return (
    skeletonOf(source)
      .replaceAll('(?', '(')
      .match(/[*+?{|]/g)?.length ?? 0
  );
}

/**
 * Whether a search takes long on hard addresses. They grow step by step, so that the trial itself ends soon even where
 * the time doubles with every character.
 */
function isSlow(expression: RegExp): boolean {
  for (let length = 1; length <= MAX_ADDRESS_CHARACTERS; length = Math.ceil(length * TRIAL_GROWTH)) {
    for (const piece of TRIAL_PIECES) {
      // No pattern matches the line break at the end, so the search tries every way.
      const address = `${piece.repeat(length).slice(0, length)}\n`;
      // A busy machine is slow once; a slow pattern is slow twice.
      if (searchMs(expression, address) > SLOW_MS && searchMs(expression, address) > SLOW_MS) return true;
    }
  }
  return false;
}

function searchMs(expression: RegExp, address: string): number {
  const began = performance.now();
  expression.exec(address);
  return performance.now() - began;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
