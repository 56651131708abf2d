export default definePageConfig({ navigationBarTitleText: '有疑问的登记' });
