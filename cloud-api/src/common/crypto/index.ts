export { canonicalHash, canonicalJson } from './canonical.js';
export { Cipher, maskName, maskPhone, sha256Hex } from './cipher.js';
export { KeyRing, type Seal } from './key-ring.js';
export { CryptoModule } from './crypto.module.js';
