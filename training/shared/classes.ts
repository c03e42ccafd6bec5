// The classes that every model here tells apart: the emotions, by their position in EMOTIONS.

import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';

export const CLASSES = EMOTIONS.length;
