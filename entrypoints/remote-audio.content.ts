import { defineContentScript } from 'wxt/utils/define-content-script';
import { startRemoteAudio } from '../src/page/start-remote-audio.ts';

export default defineContentScript({ registration: 'runtime', world: 'MAIN', main: startRemoteAudio });
