// The pattern that finds a case's reference in the address of the console's page: what may be one, and what it reads.

import * as v from 'valibot';
import { errorMessage } from '../../analysis/caught.ts';
import { cleanReference } from './call-reference.ts';

/** Longest pattern, in characters: an address is found by less. */
export const MAX_PATTERN_CHARACTERS = 200;
/** How much of an address is looked at, in characters: what a pattern can cost grows with it. */
export const MAX_ADDRESS_CHARACTERS = 1000;
/** Most places where a search can go two ways: each can double what it costs, and an address needs few. */
const MAX_CHOICES = 12;
/** A search that takes longer, in milliseconds, would be felt in the call. */
const SLOW_MS = 20;
/** From one length of the trial to the next: little, so that the first slow one is still short. */
const TRIAL_GROWTH = 1.2;
/** What hard addresses are made of: whatever patterns repeat, over and over, so that they try every way to divide it. */
const TRIAL_PIECES = ['a', '0', '/', '-', 'a1', 'a/', '0-', 'x=1&', '%20'];

/** A pattern that can be used, or a sentence about why it can't. */
export type CasePattern =
  | { readonly kind: 'none' }
  | { readonly kind: 'ready'; readonly expression: RegExp }
  | { readonly kind: 'refused'; readonly problem: string };

/**
 * Whether a pattern that somebody writes can be used, tried out on hard addresses too.
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
 * What a stored value means: a pattern that can be used, or null. It was tried out when it was set: beside a call's
 * inference the clock would tell how busy the machine is.
 */
export function usableCasePattern(stored: unknown): RegExp | null {
  const source = v.safeParse(v.string(), stored);
  const pattern = source.success ? compiled(source.output) : null;
  return pattern?.kind === 'ready' ? pattern.expression : null;
}

/** The reference in an address: the pattern's first group, or all that fits where it has none; null if it doesn't fit. */
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

/** The pattern with a letter for each escape and set: what is special in the rest has its special meaning. */
function skeletonOf(source: string): string {
  return source.replaceAll(/\\./g, 'x').replaceAll(/\[[^\]]*\]/g, 'x');
}

/** Whether a group is followed by a quantifier other than a single "?". */
function hasRepeatedGroup(source: string): boolean {
  return /\)[*+{]/.test(skeletonOf(source));
}

/** How many quantifiers and alternatives there are; the "?" that opens a special group is none. */
function choicesIn(source: string): number {
  return (
    skeletonOf(source)
      .replaceAll('(?', '(')
      .match(/[*+?{|]/g)?.length ?? 0
  );
}

/**
 * Whether a search takes long on addresses made to be hard. They grow step by step, so that this itself ends soon
 * also where the time doubles with every character.
 */
function isSlow(expression: RegExp): boolean {
  for (let length = 1; length <= MAX_ADDRESS_CHARACTERS; length = Math.ceil(length * TRIAL_GROWTH)) {
    for (const piece of TRIAL_PIECES) {
      // The end fits nothing that patterns ask for, so that every way is tried in vain.
      const address = `${piece.repeat(length).slice(0, length)}\n`;
      // A machine may be busy once; a slow pattern is slow again.
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
