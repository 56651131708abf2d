export default definePageConfig({ navigationBarTitleText: '重复户' });
