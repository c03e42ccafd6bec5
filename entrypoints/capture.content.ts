import { defineContentScript } from 'wxt/utils/define-content-script';
import { startCapture } from '../src/page/start-capture.ts';

export default defineContentScript({ registration: 'runtime', main: startCapture });
