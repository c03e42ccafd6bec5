// Where recordings and exported calls come in: dropped, or chosen.

import { useState } from 'preact/hooks';
import { CUSTOMER_CHANNELS, type CustomerChannel } from '../../audio/customer-channel.ts';

export interface DropZoneProps {
  readonly customer: CustomerChannel;
  readonly onCustomer: (customer: CustomerChannel) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

const CHANNEL_LABELS: Readonly<Record<CustomerChannel, string>> = {
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
        {CUSTOMER_CHANNELS.map((channel) => (
          <label key={channel} class="check">
            <input
              type="radio"
              name="customer"
              checked={channel === customer}
              onChange={() => onCustomer(channel)}
            />
            {CHANNEL_LABELS[channel]}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
