// Where recordings and exported calls come in: dropped, or chosen.

import './drop-zone.css';
import { useState } from 'preact/hooks';
import { CUSTOMER_CHOICES, type CustomerChoice } from './recording-queue.ts';

export interface DropZoneProps {
  readonly customer: CustomerChoice;
  readonly onCustomer: (customer: CustomerChoice) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

const CHOICE_LABELS: Readonly<Record<CustomerChoice, string>> = {
  guess: 'Guess',
  left: 'Left',
  right: 'Right',
  mix: 'Both mixed',
};

export function DropZone({ customer, onCustomer, onFiles }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const take = (list: FileList | null | undefined) => {
    if (list && list.length > 0) onFiles([...list]);
  };
  return (
    <div class="chooser">
      <label
        class="chooser-zone"
        data-over={over ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer?.files);
        }}
      >
        <span class="chooser-title">Drop recordings here, or choose them</span>
        <span class="muted">WAV, MP3, M4A, Ogg, FLAC or WebM; or a call that somebody exported (JSON)</span>
        <input
          type="file"
          class="visually-hidden"
          multiple
          accept="audio/*,video/webm,.wav,.mp3,.m4a,.ogg,.opus,.flac,.webm,.json"
          data-testid="files"
          onChange={(event) => {
            take(event.currentTarget.files);
            // The same file may be chosen again.
            event.currentTarget.value = '';
          }}
        />
      </label>
      <fieldset class="chooser-channel">
        <legend class="heading">The customer is on the channel</legend>
        {CUSTOMER_CHOICES.map((choice) => (
          <label key={choice} class="check">
            <input
              type="radio"
              name="customer"
              checked={choice === customer}
              onChange={() => onCustomer(choice)}
            />
            {CHOICE_LABELS[choice]}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
