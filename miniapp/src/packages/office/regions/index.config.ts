export default definePageConfig({ navigationBarTitleText: '网格与地名' });
