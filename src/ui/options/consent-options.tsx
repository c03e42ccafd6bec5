// How customers come to know that the call is analysed.

import { ConsentChoiceFields, type ConsentChoiceProps } from '../consent/consent-choice.tsx';

export function ConsentOptions(props: ConsentChoiceProps) {
  return (
    <section aria-labelledby="consent-heading">
      <h2 class="page-heading" id="consent-heading">
        How customers are told
      </h2>
      <p class="page-text">
        Customers have a right to know that a computer estimates how they sound. An objection always stops the
        analysis, and deletes what there is of the call.
      </p>
      <ConsentChoiceFields {...props} />
    </section>
  );
}
