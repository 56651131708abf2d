const tab = (name: string, text: string) => ({
  pagePath: `pages/${name}/index`,
  text,
  iconPath: `static/tab-${name}.png`,
  selectedIconPath: `static/tab-${name}-on.png`,
});

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/alerts/index', 'pages/progress/index', 'pages/mine/index'],
  subPackages: [
    {
      root: 'packages/visit',
      pages: [
        'door/index',
        'doors/index',
        'log/index',
        'detail/index',
        'correct/index',
        'register/index',
        'residents/index',
        'change/index',
        'sync/index',
        'conflict/index',
      ],
    },
    {
      root: 'packages/office',
      pages: [
        'people/index',
        'assignment/index',
        'quarantine/index',
        'exclusions/index',
        'regions/index',
        'imports/index',
        'import/index',
        'exports/index',
        'duplicates/index',
        'classes/index',
        'paper/index',
        'letters/index',
        'letter/index',
        'documents/index',
      ],
    },
    {
      root: 'packages/papers',
      pages: [
        'sitting/index',
        'paper/index',
        'mine/index',
        'scan/index',
        'code/index',
        'signature/index',
        'unsigned/index',
      ],
    },
  ],
  preloadRule: { 'pages/home/index': { network: 'all', packages: ['packages/visit', 'packages/papers'] } },
  lazyCodeLoading: 'requiredComponents',
  // Browsers only, WeChat does not know it: pages change at once, cheap phones cannot slide them smoothly.
  ...(process.env.TARO_ENV === 'h5' && { animation: false }),
  window: {
    navigationBarTitleText: '无诈网格',
    navigationBarBackgroundColor: '#f3f5f9',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f3f5f9',
  },
  tabBar: {
    custom: true,
    color: '#566070',
    selectedColor: '#1b52b5',
    backgroundColor: '#ffffff',
    list: [tab('home', '首页'), tab('alerts', '预警'), tab('progress', '进展'), tab('mine', '我的')],
  },
  permission: { 'scope.userLocation': { desc: '记下入户的位置；不同意也能登记' } },
  requiredPrivateInfos: ['getLocation', 'chooseLocation'],
  __usePrivacyCheck__: true,
});
