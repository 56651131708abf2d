export default definePageConfig({ navigationBarTitleText: '申请不计入的户' });
