export default definePageConfig({ navigationBarTitleText: '待签收' });
