export default definePageConfig({ navigationBarTitleText: '入群名单' });
