export default definePageConfig({ navigationBarTitleText: '签文书' });
