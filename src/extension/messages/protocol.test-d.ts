// Checked by tsc: what the one protocol map lets through, and what it doesn't.

import { expectTypeOf } from 'vitest';
import type { UnaskedConsent } from '../../analysis/call/record.ts';
import { onMessage, sendMessage } from './protocol.ts';

expectTypeOf(
  sendMessage('unaskedConsent', 'https://console.example'),
).resolves.toEqualTypeOf<UnaskedConsent | null>();
expectTypeOf(sendMessage('ensureOffscreen', undefined)).resolves.toEqualTypeOf<void>();

sendMessage('decide', { id: 'leg', decision: 'told' });
// @ts-expect-error a decision is one of three words
sendMessage('decide', { id: 'leg', decision: 'maybe' });
// @ts-expect-error the badge's text is not optional
sendMessage('showBadge', { title: 'Evenkeel' });
// @ts-expect-error a model has one of the known names
sendMessage('useModel', 'another');
// @ts-expect-error a nudge is of one of the known kinds
sendMessage('useNudges', ['another']);
sendMessage('setCallReference', { id: 'leg', reference: null });
// @ts-expect-error a reference that is taken away is null
sendMessage('setCallReference', { id: 'leg', reference: undefined });
// @ts-expect-error there is no such message
sendMessage('startRecording', undefined);

onMessage('unaskedConsent', ({ data }) => {
  expectTypeOf(data).toBeString();
  return 'announced';
});
// @ts-expect-error the answer is one of two words, or null
onMessage('unaskedConsent', () => 'yes');
