export default definePageConfig({ navigationBarTitleText: '处理登记' });
