export interface MomentSliderProps {
  readonly label: string;
  /** In seconds from the call's first sample. */
  readonly moment: number;
  /** The last moment that can be chosen, in seconds. */
  readonly last: number;
  /** What is told of the moment. */
  readonly words: string;
  readonly testId: string;
  readonly onMoment: (time: number) => void;
}

import './moment-slider.css';

/** The keys' way to a moment of a call. */
export function MomentSlider({ label, moment, last, words, testId, onMoment }: MomentSliderProps) {
  return (
    <label class="chart-moment">
      <span class="visually-hidden">{label}</span>
      <input
        type="range"
        min={0}
        max={Math.floor(last)}
        step={1}
        value={Math.round(moment)}
        aria-valuetext={words}
        data-testid={testId}
        onInput={(event) => onMoment(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}
