// Addresses of recordings on servers, and what of them may be written down.

/** What begins like one; whether it is one is seen when it is fetched. */
export const isAddress = (recording: string): boolean => /^https?:\/\//i.test(recording);

/** Parameters that hold a signature. */
const SIGNATURE = /^(x-amz-signature|x-goog-signature|signature|sig|token)$/i;
/** What stands beside one in an address that is signed, of S3, CloudFront, Google Cloud Storage and Azure: new every time. */
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

/** What a recording is called where others may read it. */
export const publicName = (recording: string): string =>
  isAddress(recording) ? withoutSecrets(recording) : recording;
