// The six emotions of CREMA-D, in the order of the model's logits. This order is a contract.

export const EMOTIONS = ['anger', 'disgust', 'fear', 'happy', 'neutral', 'sadness'] as const;

export type Emotion = (typeof EMOTIONS)[number];

/** Calibrated probability of each emotion for one window; the six values sum to 1. */
export type Probabilities = Readonly<Record<Emotion, number>>;

/** Probabilities from log probabilities that are right up to a constant, one an emotion in `EMOTIONS` order. */
export function softmax(logs: readonly number[]): Probabilities {
  const largest = Math.max(...logs);
  const exponentials = logs.map((value) => Math.exp(value - largest));
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  return Object.fromEntries(
    EMOTIONS.map((emotion, index) => [emotion, (exponentials[index] ?? 0) / total]),
  ) as Record<Emotion, number>;
}

/** The most probable emotion; the first in `EMOTIONS` order on a tie. */
export function topEmotion(probabilities: Probabilities): Emotion {
  return EMOTIONS.reduce((best, emotion) => (probabilities[emotion] > probabilities[best] ? emotion : best));
}
