export default definePageConfig({ navigationBarTitleText: '责任书进度' });
