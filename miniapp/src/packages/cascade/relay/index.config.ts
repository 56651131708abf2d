export default definePageConfig({ navigationBarTitleText: '待签收', enableShareAppMessage: true });
