// Asks the scripts in all frames of a tab what they see.

import type { FrameFacts } from '../../extension/messages/diagnosis-facts.ts';
import { onMessageToDiagnosis } from '../../extension/messages/to-diagnosis.ts';
import { sendToPage } from '../../extension/messages/to-page.ts';

/** How long frames may take to answer. */
const ANSWER_MS = 400;

/**
 * For a page that diagnoses one tab after the other or the same one again; made once in its life.
 *
 * @returns asks the tab; resolves to one entry a frame that has answered, none where no script runs
 */
export function frameAsker(): (tab: number) => Promise<readonly FrameFacts[]> {
  const answers = new Map<string, FrameFacts>();
  onMessageToDiagnosis('tellFrame', ({ data, sender }) => {
    answers.set(`${sender.tab?.id}/${sender.frameId}`, data);
  });
  return async (tab) => {
    answers.clear();
    // It rejects where no script of ours runs.
    sendToPage(tab, 'askFrames').catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    return [...answers].filter(([from]) => from.startsWith(`${tab}/`)).map(([, facts]) => facts);
  };
}
