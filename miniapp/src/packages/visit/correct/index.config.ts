export default definePageConfig({ navigationBarTitleText: '修正入户' });
