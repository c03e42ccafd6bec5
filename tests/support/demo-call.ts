import { fileURLToPath } from 'node:url';

/** The default call: two computer voices (assets/demo-call/make.sh), stereo: left agent, right customer. */
export const DEMO_CALL = fileURLToPath(new URL('../../assets/demo-call/demo-call.wav', import.meta.url));
