export default definePageConfig({ navigationBarTitleText: '新登记' });
