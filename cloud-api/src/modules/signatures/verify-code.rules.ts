/** Crockford's alphabet: no letter that is taken for a digit or another letter. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bytesOfCode = 16;
export const codeLength = Math.ceil((bytesOfCode * 8) / 5);

/** 128 bits as 26 characters that can be read out and typed. */
export function toVerifyCode(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`);
  let code = '';
  for (let place = 0; place < codeLength; place += 1) {
    code = alphabet[Number(bits & 31n)]! + code;
    bits >>= 5n;
  }
  return code;
}

/** As somebody may type it: in groups, in small letters, O for 0. Null for what is no code. */
export function readVerifyCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return code.length === codeLength && [...code].every((letter) => alphabet.includes(letter)) ? code : null;
}
