// Checked by tsc: which messages each direction lets through, and which it doesn't.

import { expectTypeOf } from 'vitest';
import type { UnaskedConsent } from '../../analysis/call/record.ts';
import type { CallSettings } from '../settings/call-settings.ts';
import { onMessageToBackground, sendToBackground } from './to-background.ts';
import { sendToDiagnosis } from './to-diagnosis.ts';
import { onMessageToOffscreen, sendToOffscreen } from './to-offscreen.ts';
import { onMessageToPage, sendToPage } from './to-page.ts';

const settings: CallSettings = { model: 'default', nudges: ['recovery'], scoreTime: 'during-call' };

expectTypeOf(
  sendToBackground('unaskedConsent', 'https://console.example'),
).resolves.toEqualTypeOf<UnaskedConsent | null>();
expectTypeOf(sendToBackground('ensureOffscreen')).resolves.toEqualTypeOf<void>();
expectTypeOf(sendToBackground('settings')).resolves.toEqualTypeOf<CallSettings>();
sendToOffscreen('useSettings', settings);

// @ts-expect-error the offscreen document doesn't answer for the settings
sendToOffscreen('settings');
// @ts-expect-error the background takes no decisions
sendToBackground('decide', { id: 'leg', decision: 'told' });
// @ts-expect-error only frames of a page are asked what they see
sendToBackground('askFrames');
// @ts-expect-error frames answer the diagnosis, nobody else
sendToOffscreen('tellFrame', { tracks: [], tracksSeen: 0, childFrames: 0 });
sendToDiagnosis('tellFrame', { tracks: [], tracksSeen: 0, childFrames: 0 });
sendToPage(1, 'askFrames');
// @ts-expect-error a message to a page names its tab
sendToPage('askFrames');
// @ts-expect-error a message to the background names no tab
sendToBackground('ensureOffscreen', 1);

sendToOffscreen('decide', { id: 'leg', decision: 'told' });
// @ts-expect-error a decision is one of three words
sendToOffscreen('decide', { id: 'leg', decision: 'maybe' });
// @ts-expect-error the badge's text is not optional
sendToBackground('showBadge', { title: 'Evenkeel' });
// @ts-expect-error a model has one of the known names
sendToOffscreen('useSettings', { ...settings, model: 'another' });
// @ts-expect-error a nudge is of one of the known kinds
sendToOffscreen('useSettings', { ...settings, nudges: ['another'] });
// @ts-expect-error the score is shown at one of two times
sendToOffscreen('useSettings', { ...settings, scoreTime: 'never' });
sendToOffscreen('setCallReference', { id: 'leg', reference: null });
// @ts-expect-error a reference that is taken away is null
sendToOffscreen('setCallReference', { id: 'leg', reference: undefined });
// @ts-expect-error there is no such message
sendToOffscreen('startRecording');

onMessageToBackground('unaskedConsent', ({ data }) => {
  expectTypeOf(data).toBeString();
  return 'announced';
});
// @ts-expect-error the answer is one of two words, or null
onMessageToBackground('unaskedConsent', () => 'yes');
// @ts-expect-error the offscreen document is never asked for the settings
onMessageToOffscreen('settings', () => settings);
onMessageToPage('askFrames', () => {});
