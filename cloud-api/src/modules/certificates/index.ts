export { CertificateMaker } from './certificate-maker.js';
export { CertificatesModule } from './certificates.module.js';
export { answerPeopleWithPages, isPublicPage, publicPages } from './public-pages.js';
