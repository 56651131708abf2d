export default definePageConfig({ navigationBarTitleText: '群登记', enableShareAppMessage: true });
