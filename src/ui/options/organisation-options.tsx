// What the organisation has set, where no control of the page shows it, and what became of the reports it wants.

import './organisation-options.css';
import { useEffect, useState } from 'preact/hooks';
import type { EffectiveSettings } from '../../extension/settings/effective-settings.ts';
import { Icon } from '../icons.tsx';
import { type DeliveryState, deliveryWords, organisationWords } from './organisation-words.ts';

export interface OrganisationOptionsProps {
  readonly settings: EffectiveSettings;
  readonly readDelivery: () => Promise<DeliveryState>;
  readonly now: Date;
}

export function OrganisationOptions({ settings, readDelivery, now }: OrganisationOptionsProps) {
  const sentences = organisationWords(settings);
  const [reports, setReports] = useState<readonly string[]>([]);
  const isDelivered = settings.delivery !== null;
  useEffect(() => {
    if (!isDelivered) return;
    readDelivery().then(
      (state) => setReports(deliveryWords(state, now)),
      (error: unknown) => setReports([`What became of the reports can’t be read (${String(error)}).`]),
    );
  }, [isDelivered, readDelivery, now]);
  if (sentences.length === 0) return null;
  return (
    <section aria-labelledby="organisation-heading" data-testid="organisation">
      <h2 class="page-heading" id="organisation-heading">
        Set by your organisation
      </h2>
      <div class="organisation">
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>
              <Icon name="lock" />
              <span>{sentence}</span>
            </li>
          ))}
        </ul>
        {isDelivered &&
          reports.map((sentence) => (
            <p class="organisation-reports" key={sentence}>
              {sentence}
            </p>
          ))}
      </div>
    </section>
  );
}
