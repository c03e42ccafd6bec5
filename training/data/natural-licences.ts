// Whose ordinary speech heads learn from. CC BY asks for attribution: manifest, model card and notices carry it.

import type { NATURAL_TRAINING_SETS } from './natural.ts';

export interface SpeechLicence {
  readonly set: (typeof NATURAL_TRAINING_SETS)[number];
  readonly name: string;
  readonly licence: string;
  readonly holder: string;
}

export const NATURAL_LICENCES: readonly SpeechLicence[] = [
  {
    set: 'librispeech',
    name: 'LibriSpeech train-clean-100, a clip each of 171 readers',
    licence: 'CC BY 4.0',
    holder: 'Panayotov, Chen, Povey, Khudanpur (ICASSP 2015)',
  },
  {
    set: 'common-voice',
    name: 'Mozilla Common Voice v1, validated test part',
    licence: 'CC0-1.0',
    holder: 'contributors of Mozilla Common Voice',
  },
  {
    set: 'picovoice',
    name: 'speech-to-intent benchmark',
    licence: 'Apache-2.0',
    holder: 'Picovoice Inc.',
  },
];
