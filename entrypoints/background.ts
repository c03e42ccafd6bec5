import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '../src/background/start-background.ts';

// A function of its own: the build takes it away where it reads what the entrypoint declares.
export default defineBackground(() => startBackground());
