// Addresses of recordings on servers, and the part of them that may be written down.

/** Whether a text begins like an address; fetching shows whether it is one. */
export const isAddress = (recording: string): boolean => /^https?:\/\//i.test(recording);

/** Parameters that hold a signature. */
const SIGNATURE = /^(x-amz-signature|x-goog-signature|signature|sig|token)$/i;
/** Parameters beside a signature that change every time: S3, CloudFront, Google Cloud Storage, Azure. */
const SIGNING =
  /^(x-amz-.*|x-goog-.*|awsaccesskeyid|googleaccessid|key-pair-id|policy|signature|sig|expires|token|s[teprvk]|spr|sk[a-z]{1,3}|sip)$/i;

/**
 * An address without what gives access to it: the same for a recording however often it is signed. Text that is no
 * address is given back as it is.
 */
export function withoutSecrets(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.hash = '';
  const names = [...url.searchParams.keys()];
  if (names.some((name) => SIGNATURE.test(name))) {
    for (const name of names) if (SIGNING.test(name)) url.searchParams.delete(name);
  }
  return url.href;
}

/** The name of a recording where others may read it. */
export const publicName = (recording: string): string =>
  isAddress(recording) ? withoutSecrets(recording) : recording;
