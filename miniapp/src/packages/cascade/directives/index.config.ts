export default definePageConfig({ navigationBarTitleText: '指令与预警' });
