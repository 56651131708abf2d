export default definePageConfig({ navigationBarTitleText: '未签户' });
