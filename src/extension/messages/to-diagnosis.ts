// Every message to the diagnosis page: from our scripts in the frames of the page that it diagnoses.

import { openChannel } from './channel.ts';
import type { FrameFacts } from './diagnosis-facts.ts';

export interface ToDiagnosis {
  /** The frame that sends this answers `askFrames`. */
  tellFrame(facts: FrameFacts): void;
}

export const { send: sendToDiagnosis, listen: onMessageToDiagnosis } = openChannel<ToDiagnosis>();
