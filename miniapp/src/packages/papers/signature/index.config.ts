export default definePageConfig({ navigationBarTitleText: '签名详情' });
