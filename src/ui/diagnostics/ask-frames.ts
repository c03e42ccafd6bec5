// Asks the scripts in all frames of a tab what they see.

import type { FrameFacts } from '../../extension/messages/diagnosis-facts.ts';
import { onMessage, sendMessage } from '../../extension/messages/protocol.ts';

/** How long frames may take to answer. */
const ANSWER_MS = 400;

/**
 * For a page that diagnoses one tab after the other or the same one again; made once in its life.
 *
 * @returns asks the tab; resolves to one entry a frame that has answered, none where no script runs
 */
export function frameAsker(): (tab: number) => Promise<readonly FrameFacts[]> {
  const answers = new Map<string, FrameFacts>();
  onMessage('tellFrame', ({ data, sender }) => {
    answers.set(`${sender.tab?.id}/${sender.frameId}`, data);
  });
  return async (tab) => {
    answers.clear();
    // Rejects where nobody listens.
    sendMessage('askFrames', undefined, tab).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    return [...answers].filter(([from]) => from.startsWith(`${tab}/`)).map(([, facts]) => facts);
  };
}
