export default definePageConfig({ navigationBarTitleText: '我遇到了' });
