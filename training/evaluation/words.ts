// Words for documents and plots: numbers, conditions, architectures and groups.

import type { Condition } from '../sound/conditions.ts';
import type { Grouping } from './groups.ts';

/** A fraction as whole per cent: "73 %". */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** A figure with three decimals; a dash where there is none. */
export function decimals(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(3);
}

/** Several words as a list: "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const CONDITION_TITLES: Readonly<Record<Condition, string>> = {
  clean: 'Clean',
  phone: 'Telephone',
  opus: 'Opus',
};

export function titleOfCondition(condition: Condition): string {
  return CONDITION_TITLES[condition];
}

const ARCHITECTURE_TITLES: Readonly<Record<string, string>> = {
  'moonshine-base': 'Moonshine base',
  cnn: 'CNN',
  transformer: 'Transformer',
  'cnn-lstm': 'CNN+LSTM',
  wav2vec2: 'wav2vec 2.0 from scratch',
  'cnn-report': 'CNN as in the original report',
  'transformer-report': 'Transformer as in the original report',
  'cnn-lstm-report': 'CNN+LSTM as in the original report',
};

/** An architecture's name for people; its own where there is none. */
export function titleOfArchitecture(name: string): string {
  return ARCHITECTURE_TITLES[name] ?? name;
}

/** Ways of grouping and the groups of each, in the order in which they are shown. */
export const GROUP_TITLES: Readonly<
  Record<Grouping, { readonly title: string; readonly groups: Readonly<Record<string, string>> }>
> = {
  sex: { title: 'Sex', groups: { female: 'Women', male: 'Men' } },
  age: {
    title: 'Age',
    groups: { 'under-30': 'Under 30 years', '30-49': '30 to 49 years', '50-and-over': '50 years and over' },
  },
  race: {
    title: 'Race',
    groups: {
      'african-american': 'African American',
      asian: 'Asian',
      caucasian: 'Caucasian',
      unknown: 'Unknown',
    },
  },
  ethnicity: { title: 'Ethnicity', groups: { hispanic: 'Hispanic', 'not-hispanic': 'Not Hispanic' } },
};
