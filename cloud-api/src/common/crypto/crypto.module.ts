import { Global, Module } from '@nestjs/common';
import { Cipher } from './cipher.js';
import { KeyRing } from './key-ring.js';

@Global()
@Module({ providers: [Cipher, KeyRing], exports: [Cipher, KeyRing] })
export class CryptoModule {}
