export { SignCode } from './dto/sign-code.dto.js';
export { SignCodesModule } from './sign-codes.module.js';
export { type ScannedCode, SignCodesService } from './sign-codes.service.js';
